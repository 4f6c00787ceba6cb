package keilog.tools.analysis.driving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import keilog.tools.analysis.Sample;
import keilog.tools.analysis.lap.LapTraces.Trace;
import org.junit.jupiter.api.Test;

/** The small parts, by hand-made laps. */
class PartsTest {
  private static final Axis AXIS = new Axis(1, 400, 401);

  /** A lap at 20 m/s with given g along. */
  private static Trace trace(double[] along) {
    double[] seconds = new double[along.length];
    double[] speed = new double[along.length];
    Arrays.setAll(seconds, i -> i / 20.0);
    Arrays.setAll(speed, i -> 20 - i * 0.01);
    return new Trace(
        seconds,
        speed,
        along,
        new double[along.length],
        new double[along.length],
        new long[along.length]);
  }

  @Test
  void aParabolaOfSpeedsStaysAsItIs() {
    double[] speed = new double[200];
    Arrays.setAll(speed, i -> 15 + 0.002 * (i - 90) * (i - 90));
    double[] smooth = LocalQuadratic.smooth(speed, 0.5);
    for (int i = 0; i < speed.length; i++) {
      assertEquals(speed[i], smooth[i], 1e-9);
    }
  }

  @Test
  void aGapInSpeedStaysAGapAndSpreadsNowhere() {
    double[] speed = new double[100];
    Arrays.fill(speed, 20);
    Arrays.fill(speed, 40, 50, Double.NaN);
    double[] smooth = LocalQuadratic.smooth(speed, 1);
    for (int i = 0; i < speed.length; i++) {
      assertEquals(speed[i], smooth[i], 1e-9, "point " + i);
    }
  }

  @Test
  void brakingBeginsWhereEngineBrakingCannotExplainIt() {
    double[] along = new double[401];
    for (int i = 0; i < along.length; i++) {
      // Lift at 100 m, brakes rise from 110 m to 130 m, off from 180 m to 190 m.
      along[i] =
          i < 100
              ? 0.1
              : i < 110
                  ? -0.05
                  : i < 130
                      ? -0.05 - 0.04 * (i - 110)
                      : i < 180 ? -0.85 : i < 190 ? -0.85 + 0.085 * (i - 180) : 0;
    }
    BrakeRun run = new BrakeFinder(AXIS).byDeceleration(trace(along)).getFirst();
    assertEquals(111.25, run.onMetres(), 0.01);
    assertEquals(180 + 0.75 / 0.085, run.offMetres(), 0.01);
    assertEquals(0.85, run.peakG(), 1e-9);
  }

  @Test
  void bumpsAreNoBrakingAndAPauseSplitsNone() {
    double[] along = new double[401];
    Arrays.fill(along, 50, 54, -0.6);
    Arrays.fill(along, 100, 120, -0.6);
    Arrays.fill(along, 120, 123, 0);
    Arrays.fill(along, 123, 150, -0.7);
    List<BrakeRun> runs = new BrakeFinder(AXIS).byDeceleration(trace(along));
    assertEquals(1, runs.size());
    assertEquals(100, runs.getFirst().onMetres(), 1);
    assertEquals(150, runs.getFirst().offMetres(), 1);
  }

  @Test
  void brakingThatBeginsInAGapOrBeforeTheLineHasNoPoint() {
    double[] along = new double[401];
    Arrays.fill(along, 0, 30, -0.8);
    Arrays.fill(along, 180, 200, Double.NaN);
    Arrays.fill(along, 200, 240, -0.8);
    Arrays.fill(along, 380, 401, -0.8);
    List<BrakeRun> runs = new BrakeFinder(AXIS).byDeceleration(trace(along));
    assertEquals(3, runs.size());
    assertTrue(Double.isNaN(runs.get(0).onMetres()));
    assertEquals(30, runs.get(0).offMetres(), 1);
    assertTrue(Double.isNaN(runs.get(1).onMetres()));
    assertTrue(Double.isNaN(runs.get(2).offMetres()));
  }

  @Test
  void aPedalOfTheCarBeginsAtATenthOfItsPeak() {
    double[] brake = new double[401];
    for (int i = 100; i < 150; i++) {
      brake[i] = Math.min(0.5, 0.05 * (i - 100));
    }
    BrakeRun run = new BrakeFinder(AXIS).byChannel(trace(new double[401]), brake).getFirst();
    assertEquals(101, run.onMetres(), 0.01);
    assertEquals(149.9, run.offMetres(), 0.05);
  }

  @Test
  void placesBetweenPointsAreLinearAndTheLastCellMayBeShort() {
    Axis axis = new Axis(10, 25, 4);
    double[] values = {0, 10, 20, 30};
    assertEquals(5, axis.at(values, 5), 1e-12);
    assertEquals(25, axis.at(values, 22.5), 1e-12);
    assertEquals(30, axis.at(values, 99), 1e-12);
    assertEquals(0, axis.at(values, -1), 1e-12);
    assertEquals(25, axis.metres(3));
    values[1] = Double.NaN;
    assertTrue(Double.isNaN(axis.at(values, 15)));
    assertEquals(20, axis.at(values, 20), 1e-12);
  }

  @Test
  void middleAndSpread() {
    assertTrue(Double.isNaN(Sample.median(new double[0])));
    assertTrue(Double.isNaN(Sample.standardDeviation(new double[] {3})));
    assertEquals(2, Sample.median(new double[] {3, 1, 2}));
    assertEquals(2.5, Sample.median(new double[] {4, 1, 2, 3}));
    assertEquals(1, Sample.standardDeviation(new double[] {1, 2, 3}), 1e-12);
  }
}
