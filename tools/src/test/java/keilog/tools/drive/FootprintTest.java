package keilog.tools.drive;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is who in the running logger. */
class FootprintTest {
  @TempDir Path folder;

  @Test
  void everyThreadOfTheLoggerIsNamedByItsRole() throws IOException {
    try (Drive drive = Drive.begin(folder, Brokers.quickest(), Drive.Wire.TCP, "always")) {
      Await.that(
          "a recording",
          Duration.ofSeconds(60),
          () -> drive.bytes("car") > 2_000 && drive.bytes("pit") > 2_000,
          drive::talk);
      List<String> names = drive.logger().threadNames();
      System.out.println("threads of the logger: " + names);
      for (String role : List.of("recorder", "source-elm", "source-gps", "publisher")) {
        assertTrue(names.contains(role), () -> "no thread named " + role + " among " + names);
      }
      assertTrue(
          names.stream().noneMatch(n -> n.matches("Thread-\\d+|pool-.*")),
          () -> "threads without a role: " + names);
    }
  }
}
