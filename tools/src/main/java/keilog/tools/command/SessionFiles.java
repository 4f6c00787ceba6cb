package keilog.tools.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import keilog.protocol.session.DiskStorage;
import keilog.protocol.session.SessionFile;

/** From what a user names to session files. */
final class SessionFiles {
  private SessionFiles() {}

  /** Sessions of a folder, of its {@code sessions}, or the file itself; in the order of names. */
  static List<Path> in(Path fileOrFolder) throws IOException {
    if (!Files.isDirectory(fileOrFolder)) {
      return List.of(fileOrFolder);
    }
    List<Path> found = new ArrayList<>(listed(fileOrFolder));
    if (Files.isDirectory(fileOrFolder.resolve("sessions"))) {
      found.addAll(listed(fileOrFolder.resolve("sessions")));
    }
    return found;
  }

  static DiskStorage storage(Path file) {
    return new DiskStorage(file.toAbsolutePath().getParent());
  }

  /** Sorts a car's sessions as they were driven, past the hundredth of a boot too. */
  private static String inOrder(Path file) {
    return SessionFile.parse(file.getFileName().toString())
        .map(f -> "%s %09d %06d".formatted(f.device(), f.session().boot(), f.session().ordinal()))
        .orElse("");
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().endsWith(SessionFile.SUFFIX))
          .sorted(Comparator.comparing(SessionFiles::inOrder).thenComparing(Path::compareTo))
          .toList();
    }
  }
}
