package keilog.tools.drive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL to logger, collector and broker in turn within one drive. Every forced sample is in the
 * pits, once; both sides' files are identical; at most the open block and the one being forced are
 * missing each time.
 */
class KillNineTest {
  /**
   * The open block (1 s), the one being forced (1 s), the ring's drain, and a slow force of a busy
   * machine.
   */
  private static final long MOST_LOST_NANOS = 3_500_000_000L;

  @TempDir Path folder;

  /** Cycles between two lines of progress in the log of a long run. */
  private static final int PROGRESS = 50;

  @Test
  void thirtyKillsLoseNothingThatWasForced() throws IOException {
    kill(30);
  }

  @Test
  @Tag("fault")
  void aThousandKillsLoseNothingThatWasForced() throws IOException {
    kill(Integer.getInteger("keilog.kills", 1_000));
  }

  private void kill(int cycles) throws IOException {
    long seed = System.nanoTime();
    System.out.println("kills: seed=" + seed);
    Random random = new Random(seed);
    long worstLostNanos = 0;
    try (Hesitation hesitation = Hesitation.watch(folder);
        Drive drive = Drive.begin(folder, Brokers.quickest(), Drive.Wire.TCP, "always")) {
      for (int cycle = 0; cycle < cycles; cycle++) {
        Program victim =
            switch (cycle % 3) {
              case 0 -> drive.logger();
              case 1 -> drive.collector();
              default -> drive.broker();
            };
        long before = drive.bytes("car");
        Await.that(
            "the car to record before kill " + cycle,
            Duration.ofSeconds(60),
            () -> drive.bytes("car") > before + 200,
            drive::talk);
        // The moment of a kill is chance, not a wait for anything.
        LockSupport.parkNanos(random.nextLong(1_000_000_000L));
        victim.killNine();
        if (victim == drive.logger()) {
          long killedAt = System.nanoTime();
          worstLostNanos =
              Math.max(worstLostNanos, afterLoggersDeath(drive, killedAt, hesitation.worstNanos()));
        } else {
          victim.start();
        }
        if ((cycle + 1) % PROGRESS == 0) {
          System.out.printf(
              "kills: %d of %d, most missing so far %.2f s%n",
              cycle + 1, cycles, worstLostNanos / 1e9);
        }
      }
      finish(drive);
      SortedMap<String, byte[]> car = drive.sessions("car");
      SortedMap<String, byte[]> pit = drive.sessions("pit");
      assertEquals(car.keySet(), pit.keySet(), drive::talk);
      for (Map.Entry<String, byte[]> session : car.entrySet()) {
        assertArrayEquals(session.getValue(), pit.get(session.getKey()), session.getKey());
      }
      long samples = 0;
      for (Path file : drive.files("car")) {
        samples += Sessions.undamagedSamples(file);
      }
      Sessions.assertOneChain(drive.files("car"));
      System.out.printf(
          "kills: %d, sessions: %d, samples in both: %d, most missing after a kill: %.2f s%n",
          cycles, car.size(), samples, worstLostNanos / 1e9);
      assertTrue(samples > 0);
    }
  }

  /**
   * Looks at what the killed logger left, starts it again, and holds the recovered file against it.
   */
  private long afterLoggersDeath(Drive drive, long killedAt, long hesitationNanos)
      throws IOException {
    Path last = drive.files("car").getLast();
    byte[] left = Files.readAllBytes(last);
    byte[] intact = Sessions.intactPrefix(last, left);
    long lostNanos = killedAt - Sessions.recordedUntilNanos(last);
    assertTrue(
        lostNanos <= MOST_LOST_NANOS + 2 * hesitationNanos,
        () ->
            "the kill cost %.2f s of %s on a machine that hesitated %.2f s"
                .formatted(lostNanos / 1e9, last, hesitationNanos / 1e9));
    drive.logger().start();
    Await.that(
        "the logger to recover " + last,
        Duration.ofSeconds(60),
        () -> !drive.files("car").getLast().equals(last),
        drive::talk);
    byte[] recovered = Files.readAllBytes(last);
    assertTrue(recovered.length > intact.length, "recovery appends END");
    assertArrayEquals(
        intact, Arrays.copyOf(recovered, intact.length), "recovery keeps every block");
    return lostNanos;
  }

  /** Ends the drive and lets the pits get the rest, as in the paddock. */
  private static void finish(Drive drive) {
    for (Program program : new Program[] {drive.broker(), drive.collector(), drive.logger()}) {
      if (!program.alive()) {
        program.start();
      }
    }
    assertEquals(0, drive.logger().terminate(), drive::talk);
    drive.paddock().start();
    Await.that(
        "the pits to hold what the car holds",
        Duration.ofSeconds(120),
        () -> same(drive.sessions("car"), drive.sessions("pit")),
        drive::talk);
    drive.paddock().terminate();
  }

  private static boolean same(SortedMap<String, byte[]> car, SortedMap<String, byte[]> pit) {
    return car.keySet().equals(pit.keySet())
        && car.entrySet().stream().allMatch(s -> Arrays.equals(s.getValue(), pit.get(s.getKey())));
  }
}
