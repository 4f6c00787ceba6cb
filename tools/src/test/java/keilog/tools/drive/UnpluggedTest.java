package keilog.tools.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Adapter and receiver are pulled out and put in again while the logger runs: no restart, one
 * session, nothing recorded is lost, and a logger with nothing to read does nothing.
 */
class UnpluggedTest {
  private static final Duration WATCHED = Duration.ofSeconds(4);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Drive.Wire.class)
  void aLoggerWithoutItsDevicesWaitsQuietlyAndGoesOnWhenTheyAreBack(Drive.Wire wire)
      throws IOException {
    try (Drive drive = Drive.begin(folder, Brokers.quickest(), wire, "always")) {
      awaitBothSources(drive, 0);
      long pid = drive.logger().pid();

      drive.car().killNine();
      long unpluggedAt = System.nanoTime();
      // The bytes that were on the wire are recorded within two blocks; then the watch begins.
      Await.that(
          "the open block to be forced",
          Duration.ofSeconds(20),
          () -> System.nanoTime() - unpluggedAt > 2_500_000_000L,
          drive::talk);
      Duration before = drive.logger().processorTime();
      long from = System.nanoTime();
      while (System.nanoTime() - from < WATCHED.toNanos()) {
        LockSupport.parkNanos(WATCHED.toNanos());
      }
      double share =
          drive.logger().processorTime().minus(before).toNanos()
              / (double) (System.nanoTime() - from);
      System.out.printf("unplugged (%s): %.1f %% of a core%n", wire, 100 * share);
      assertTrue(share <= 0.05, () -> "an unplugged logger used %.3f of a core".formatted(share));

      drive.car().start();
      long pluggedAt = System.nanoTime();
      awaitBothSources(drive, pluggedAt);
      assertEquals(pid, drive.logger().pid());
      assertEquals(0, drive.logger().terminate(), drive::talk);
      List<Path> files = drive.files("car");
      assertEquals(1, files.size(), "one session over the gap");
      assertTrue(Sessions.undamagedSamples(files.getFirst()) > 0);
    }
  }

  private static void awaitBothSources(Drive drive, long sinceNanos) {
    Await.that(
        "samples of both sources",
        Duration.ofSeconds(60),
        () ->
            drive.files("car").stream()
                .anyMatch(
                    f -> Sessions.sourcesSince(f, sinceNanos).containsAll(List.of("elm", "gps"))),
        drive::talk);
  }
}
