package keilog.tools.drive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Which broker a test of whole programs runs against. */
final class Brokers {
  private Brokers() {}

  /** Mosquitto where it is installed (it starts at once), or null for the embedded broker. */
  static Path quickest() {
    return Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
