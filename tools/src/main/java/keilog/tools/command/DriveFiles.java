package keilog.tools.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import keilog.protocol.block.Schema;
import keilog.protocol.session.Chain;
import keilog.protocol.session.SessionFile;
import keilog.protocol.session.SessionReader;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.RecordingReader;
import keilog.tools.exchange.ForeignFile;

/**
 * The files of one drive: sessions that go on where a power cut ended the one before, or one file
 * of another tool.
 *
 * @param files in the order of the drive; at least one
 */
record DriveFiles(List<Path> files) {
  DriveFiles {
    files = List.copyOf(files);
  }

  /**
   * The drives that a user names.
   *
   * @param fileOrFolder a session, a file of another tool, or a folder of sessions
   * @return of a folder in the order they were driven; sessions without a readable head stand alone
   */
  static List<DriveFiles> in(Path fileOrFolder) throws IOException {
    if (!Files.isDirectory(fileOrFolder)) {
      return List.of(new DriveFiles(List.of(fileOrFolder)));
    }
    Map<String, Path> byName = new TreeMap<>();
    List<Schema> schemas = new ArrayList<>();
    List<DriveFiles> drives = new ArrayList<>();
    for (Path file : SessionFiles.in(fileOrFolder)) {
      Optional<Schema> schema = SessionReader.open(file).schema();
      if (schema.isPresent() && byName.putIfAbsent(schema.get().fileName(), file) == null) {
        schemas.add(schema.get());
      } else {
        drives.add(new DriveFiles(List.of(file)));
      }
    }
    List<DriveFiles> chains = new ArrayList<>();
    for (Chain chain : Chain.of(schemas)) {
      chains.add(
          new DriveFiles(chain.sessions().stream().map(s -> byName.get(s.fileName())).toList()));
    }
    chains.addAll(drives);
    return chains;
  }

  /**
   * Reads it all.
   *
   * @throws keilog.tools.exchange.RefusedForeignFile where it is neither a session nor a file of a
   *     tool that is known
   */
  Recording read() throws IOException {
    return foreign() ? foreignRecording() : RecordingReader.read(files);
  }

  private Recording foreignRecording() throws IOException {
    ForeignFile file = ForeignFile.read(files.getFirst());
    return file.damaged() == 0
        ? file.recording()
        : file.recording()
            .without(
                List.of(
                    "%d lines could not be read and are missing here, the first: %s"
                        .formatted(file.damaged(), file.damages().getFirst())));
  }

  private boolean foreign() {
    return !files.getFirst().getFileName().toString().endsWith(SessionFile.SUFFIX);
  }
}
