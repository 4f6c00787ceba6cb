package keilog.tools.analysis.motion;

import java.util.Arrays;
import keilog.tools.analysis.Fixes;

/**
 * How much a receiver's fixes scatter from one to the next, beside what it claims. Receivers claim
 * the error to be feared, which is mostly an offset that stays; a smoother needs the scatter.
 *
 * @param place metres per axis; NaN where it cannot be told
 * @param speed m/s per axis; NaN where it cannot be told
 */
record MeasuredNoise(double place, double speed) {
  /** So many places of the drive are looked at, evenly spread. */
  private static final int SAMPLES = 4000;

  /** Fewer say nothing. */
  private static final int LEAST = 30;

  /** Beyond this a change of speed between fixes is the car's, not the receiver's. */
  private static final long MOST_SPEED_STEP_NANOS = 250_000_000;

  /** Beyond this so is what the speed does not explain of a step in place. */
  private static final long MOST_PLACE_STEP_NANOS = 1_300_000_000;

  /** A normal distribution's deviation over the median of its absolute values. */
  private static final double DEVIATION_OF_MEDIAN = 1.4826;

  /** The sum of squares of a third difference's weights 1, 3, 3, 1. */
  private static final double THIRD_DIFFERENCE = Math.sqrt(20);

  /** Looks at the fixes as they came; the velocities are NaN where the receiver gave none. */
  static MeasuredNoise of(
      Fixes fixes, double[] east, double[] north, double[] eastSpeed, double[] northSpeed) {
    int n = fixes.size();
    int step = Math.max(1, n / SAMPLES);
    double[] places = new double[2 * (n / step + 1)];
    double[] speeds = new double[2 * (n / step + 1)];
    int placed = 0;
    int sped = 0;
    for (int i = 3; i < n; i += step) {
      long nanos = fixes.epoch(i) - fixes.epoch(i - 1);
      boolean even =
          fixes.epoch(i) - fixes.epoch(i - 3) < 3 * nanos + nanos / 2
              && nanos < MOST_PLACE_STEP_NANOS;
      if (!even) {
        continue;
      }
      double seconds = nanos * 1e-9;
      double e = third(eastSpeed, i);
      if (!Double.isNaN(e)) {
        if (nanos < MOST_SPEED_STEP_NANOS) {
          speeds[sped++] = Math.abs(e) / THIRD_DIFFERENCE;
          speeds[sped++] = Math.abs(third(northSpeed, i)) / THIRD_DIFFERENCE;
        }
        places[placed++] = unexplained(east, eastSpeed, i, seconds);
        places[placed++] = unexplained(north, northSpeed, i, seconds);
      }
    }
    return new MeasuredNoise(deviation(places, placed), deviation(speeds, sped));
  }

  private static double third(double[] v, int i) {
    return v[i] - 3 * v[i - 1] + 3 * v[i - 2] - v[i - 3];
  }

  /** Of a step in place, what the speed does not explain, for one of its two ends. */
  private static double unexplained(double[] place, double[] speed, int i, double seconds) {
    double step = place[i] - place[i - 1] - (speed[i] + speed[i - 1]) / 2 * seconds;
    return Math.abs(step) / Math.sqrt(2);
  }

  private static double deviation(double[] absolute, int size) {
    if (size < LEAST) {
      return Double.NaN;
    }
    Arrays.sort(absolute, 0, size);
    return absolute[size / 2] * DEVIATION_OF_MEDIAN;
  }
}
