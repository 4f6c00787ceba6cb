import com.google.googlejavaformat.java.Formatter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Formats every Java source of the project in place, or ("check") fails naming those that are not
 * formatted.
 */
public class FormatSources {
  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    Path root = Path.of(args[1]);
    Formatter formatter = new Formatter();
    int unformatted = 0;
    // What the last run left formatted need not be parsed again.
    Path mark = root.resolve("target/formatter/formatted");
    FileTime seen =
        write && Files.exists(mark) ? Files.getLastModifiedTime(mark) : FileTime.fromMillis(0);
    FileTime began = FileTime.from(Instant.now());
    for (Path file : sources(root)) {
      if (Files.getLastModifiedTime(file).compareTo(seen) < 0) continue;
      String source = Files.readString(file);
      String formatted;
      try {
        formatted = formatter.formatSourceAndFixImports(source);
      } catch (Exception e) {
        System.err.println(file + ": " + e.getMessage());
        unformatted++;
        continue;
      }
      if (formatted.equals(source)) continue;
      if (write) {
        Files.writeString(file, formatted);
      } else {
        System.err.println(file + ": not formatted; run mvn process-sources");
        unformatted++;
      }
    }
    if (unformatted > 0) System.exit(1);
    if (write) {
      Files.writeString(mark, "");
      Files.setLastModifiedTime(mark, began);
    }
  }

  private static List<Path> sources(Path root) throws Exception {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .filter(
              f -> !root.relativize(f).toString().matches("(.*/)?(target|node_modules|\\.git)/.*"))
          .toList();
    }
  }
}
