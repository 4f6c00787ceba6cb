package keilog.device.source.gps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EpochPlacementTest {
  private static final long MS = 1_000_000;
  private static final long S = 1_000 * MS;
  private static final long UTC = 1_795_000_000_000_000_000L;
  private static final long BOOT = 40_000 * S;

  private final Random random = seeded();
  private final EpochPlacement placement = new EpochPlacement();

  private static Random seeded() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    return new Random(seed);
  }

  /** Root mean square of placed − true in ms over a run, leaving out the first seconds. */
  private double rms(int hz, int seconds, int skipSeconds, double drift, Latency latency) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < hz * seconds; i++) {
      long t = i * S / hz;
      long truth = BOOT + t + Math.round(t * drift);
      long placed = placement.place(truth + latency.nanos(t), UTC + t);
      if (t >= skipSeconds * S) {
        double error = (placed - truth) / 1e6;
        sum += error * error;
        n++;
      }
    }
    return Math.sqrt(sum / n);
  }

  @FunctionalInterface
  private interface Latency {
    long nanos(long t);
  }

  private long exponential(double meanMs) {
    return (long) (-Math.log(1 - random.nextDouble()) * meanMs * MS);
  }

  @Test
  void placesWithinAMillisecondThroughTwentyMillisecondsOfJitter() {
    double rms = rms(10, 300, 15, 0, t -> exponential(20));
    System.out.println("jitter 20 ms exponential, 10 Hz: rms ms=" + rms);
    assertTrue(rms < 1.5, "rms=" + rms);
  }

  @Test
  void followsADriftingClock() {
    double rms = rms(10, 600, 40, 50e-6, t -> exponential(5));
    System.out.println("jitter 5 ms, drift 50 ppm: rms ms=" + rms);
    assertTrue(rms < 1.0, "rms=" + rms);
    assertEquals(50e-6, placement.slope(), 25e-6);
  }

  @Test
  void followsNtpSlewingAtFullSpeed() {
    double rms = rms(25, 200, 40, -500e-6, t -> exponential(5));
    System.out.println("jitter 5 ms, slew -500 ppm: rms ms=" + rms);
    assertTrue(rms < 1.5, "rms=" + rms);
  }

  @Test
  void isHardlyDisturbedByBluetoothStalls() {
    double rms =
        rms(10, 300, 15, 10e-6, t -> t / S % 20 == 7 ? 1_500 * MS - t % S : exponential(10));
    System.out.println("stalls of 1.5 s: rms ms=" + rms);
    assertTrue(rms < 1.5, "rms=" + rms);
    assertEquals(0, placement.steps());
  }

  @Test
  void placesOncePerSecondReceiversToo() {
    double rms = rms(1, 300, 40, 20e-6, t -> exponential(5));
    System.out.println("1 Hz, jitter 5 ms: rms ms=" + rms);
    assertTrue(rms < 3, "rms=" + rms);
  }

  @Test
  void isNeverLaterThanTheArrival() {
    for (int i = 0; i < 5000; i++) {
      long t = i * 100 * MS;
      long arrival = BOOT + t + exponential(30) + (i % 500 == 0 ? -40 * MS : 0);
      assertTrue(placement.place(arrival, UTC + t) <= arrival);
    }
  }

  @Test
  void beginsAnewWhenTheReceiversClockStepsForwardOrBack() {
    for (long step : new long[] {S, -S, 3600 * S, -18 * S}) {
      EpochPlacement stepped = new EpochPlacement();
      long epoch = UTC;
      for (int i = 0; i < 1200; i++) {
        long truth = BOOT + i * 100 * MS;
        if (i == 600) {
          epoch += step;
        }
        long placed = stepped.place(truth + exponential(5), epoch + i * 100 * MS);
        if (i > 700) {
          assertEquals(0, (placed - truth) / 1e6, 15, "step=" + step + " i=" + i);
        }
      }
      assertEquals(1, stepped.steps(), "step=" + step);
    }
  }

  @Test
  void forgetsALateStartAtOnce() {
    placement.place(BOOT + 3 * S, UTC);
    long placed = placement.place(BOOT + 3 * S + MS, UTC + 2_900 * MS);
    assertEquals(BOOT + 3 * S + MS, placed);
    placed = placement.place(BOOT + 3_050 * MS, UTC + 3_000 * MS);
    assertEquals(BOOT + 3_050 * MS, placed, 60 * MS);
  }

  @Test
  void ignoresOneFixFromTheFuture() {
    for (int i = 0; i < 300; i++) {
      placement.place(BOOT + i * 100 * MS + 5 * MS, UTC + i * 100 * MS);
    }
    placement.place(BOOT + 30 * S, UTC + 90 * S);
    long placed = placement.place(BOOT + 30_105 * MS, UTC + 30_100 * MS);
    assertEquals(BOOT + 30_105 * MS, placed, MS);
    assertEquals(0, placement.steps());
  }
}
