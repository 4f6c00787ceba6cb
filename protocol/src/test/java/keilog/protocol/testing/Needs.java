package keilog.protocol.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs from its machine. A missing program skips the test with a printed reason, or
 * fails it under {@code -Dkeilog.require=all}; missing recordings always skip, since they are no
 * part of the project.
 */
public final class Needs {
  private Needs() {}

  /** The checkout's top folder. */
  public static Path root() {
    return Path.of(System.getProperty("keilog.root", ".."));
  }

  /** The path of the first of these programs that is installed; skips or fails where none is. */
  public static Path program(String debianPackage, String... names) {
    String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
    Optional<Path> found =
        Arrays.stream(names)
            .flatMap(n -> Arrays.stream(path.split(File.pathSeparator)).map(d -> Path.of(d, n)))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      String reason = "needs the Debian package " + debianPackage;
      if ("all".equals(System.getProperty("keilog.require"))) {
        Assertions.fail(reason);
      }
      skip(reason);
    }
    return found.orElseThrow();
  }

  /**
   * A real recording beside the checkout, {@code gps/ublox-neo-m8n.log}; skips where the folder is
   * absent.
   */
  public static Path recording(String relative) {
    Path file = root().resolve("../shared/data").resolve(relative).normalize();
    if (!Files.exists(file)) {
      skip("needs the recording " + relative + " in shared/data beside the checkout");
    }
    return file;
  }

  private static void skip(String reason) {
    System.out.println("SKIPPED: " + reason);
    Assumptions.abort(reason);
  }
}
