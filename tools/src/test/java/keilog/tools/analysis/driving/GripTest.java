package keilog.tools.analysis.driving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.Plane;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.SimulatedDrive.Plan;
import keilog.tools.analysis.motion.Motion;
import org.junit.jupiter.api.Test;

class GripTest {
  private static Motion motion(double[] along, double[] across) {
    int n = along.length;
    long[] epochs = new long[n];
    Arrays.setAll(epochs, i -> i * 100_000_000L);
    double[] zero = new double[n];
    return new Motion(
        Plane.at(new GeoPoint(36, 140)), epochs, epochs, zero, zero, zero, zero, along, across);
  }

  private static List<TimedLap> wholeDrive(int rows) {
    return List.of(DrivenLaps.lap(1, 0, rows * 100_000_000L));
  }

  @Test
  void theEnvelopeIsTheSizeOfACircleOfGrip() {
    int n = 24_000;
    Random random = new Random(5);
    double[] along = new double[n];
    double[] across = new double[n];
    for (int i = 0; i < n; i++) {
      double angle = 2 * Math.PI * i / n;
      double size = random.nextDouble();
      along[i] = size * Math.cos(angle);
      across[i] = size * Math.sin(angle);
    }
    Grip grip = GripFinder.of(motion(along, across), wholeDrive(n), Quality.MEASURED);
    assertEquals(24, grip.envelope().size());
    for (Grip.Direction direction : grip.envelope()) {
      assertEquals(0.95, direction.g().orElseThrow(), 0.02, direction.toString());
    }
    // Even sizes from 0 to 1: 24 % of them lie beyond 0.8 times 0.95.
    assertEquals(0.24, grip.use().orElseThrow(), 0.01);
    assertEquals(0.94, grip.rightG().orElseThrow(), 0.02);
    assertEquals(0.94, grip.brakingG().orElseThrow(), 0.02);
  }

  @Test
  void directionsAreThoseOfTheDriver() {
    int n = 400;
    double[] along = new double[n];
    double[] across = new double[n];
    for (int i = 0; i < n; i++) {
      along[i] = i < 100 ? 0.3 : i < 300 ? -0.9 : 0;
      across[i] = i < 200 ? 0 : i < 300 ? 0.9 : -1.1;
    }
    Grip grip = GripFinder.of(motion(along, across), wholeDrive(n), Quality.MEASURED);
    assertEquals(0.3, g(grip, 0), 1e-9);
    assertEquals(0.9, g(grip, 180), 1e-9);
    assertEquals(0.9 * Math.sqrt(2), g(grip, 135), 1e-9);
    assertEquals(1.1, g(grip, 270), 1e-9);
    assertEquals(0.5, grip.trailBraking().orElseThrow(), 1e-9);
    assertEquals(0.9, grip.rightG().orElseThrow(), 1e-9);
    assertEquals(1.1, grip.leftG().orElseThrow(), 1e-9);
    assertEquals(0.3, grip.accelerationG().orElseThrow(), 1e-9);
  }

  private static double g(Grip grip, int degrees) {
    return grip.envelope().stream()
        .filter(d -> d.degrees() == degrees)
        .findFirst()
        .orElseThrow()
        .g()
        .orElseThrow();
  }

  @Test
  void brokenFixesAndTooFewOfThemMakeNoGrip() {
    Grip few = GripFinder.of(motion(new double[5], new double[5]), wholeDrive(5), Quality.MEASURED);
    assertEquals(Quality.INSUFFICIENT, few.quality());
    assertTrue(few.envelope().isEmpty());
    assertTrue(few.use().isEmpty());
    double[] broken = new double[100];
    Arrays.fill(broken, 0, 50, Double.NaN);
    Arrays.fill(broken, 50, 60, 400);
    Arrays.fill(broken, 60, 100, 0.5);
    Grip grip = GripFinder.of(motion(broken, new double[100]), List.of(), Quality.MEASURED);
    assertEquals(40, grip.samples());
    assertEquals(0.5, grip.accelerationG().orElseThrow());
  }

  @Test
  void theSimulatorsGripIsFoundFromANoisyReceiver() {
    DrivenLaps laps = DrivenLaps.of(Plan.PERFECT.seconds(190).gps(10, 0.3, 0.05, 0.1, 0));
    Grip grip = laps.driving().grip();
    double from = laps.seconds(0, 0);
    double to = laps.seconds(laps.laps() - 1, laps.traces().lengthMetres());
    double[] right =
        laps.truth(from, to).stream()
            .mapToDouble(s -> s.lateral() / Motion.GRAVITY)
            .sorted()
            .toArray();
    assertEquals(right[(int) (0.995 * right.length)], grip.rightG().orElseThrow(), 0.06);
    assertEquals(-right[(int) (0.005 * right.length)], grip.leftG().orElseThrow(), 0.06);
    double use = grip.use().orElseThrow();
    assertTrue(use > 0.3 && use < 0.8, "use=" + use);
  }
}
