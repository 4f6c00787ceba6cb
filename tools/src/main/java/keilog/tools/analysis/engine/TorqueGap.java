package keilog.tools.analysis.engine;

import java.util.Arrays;
import java.util.OptionalDouble;
import keilog.tools.analysis.motion.Motion;

/** How long a change up robs the car of its pull, by the car's own motion. One thread. */
final class TorqueGap {
  /** The pull is gone below this share of what it was. */
  private static final double GONE = 0.3;

  /** The pull before is the mean over this. Ours. */
  private static final long BEFORE_NANOS = 400_000_000L;

  /** A car that pulls less than this has no pull to lose, g. Ours. */
  private static final double LEAST_G = 0.05;

  /** How long after the new gear is in the pull may still be missing. Ours. */
  private static final long AFTER_NANOS = 700_000_000L;

  /** A slower motion does not show it, rows a second. Ours. */
  private static final long SLOWEST_NANOS = 110_000_000L;

  /** Steps between rows of the motion. */
  private static final long STEP_NANOS = 10_000_000L;

  private final Motion motion;

  TorqueGap(Motion motion) {
    this.motion = motion;
  }

  /**
   * Between the begin and the end of a shift, on the monotonic axis; empty where it cannot be seen.
   */
  OptionalDouble seconds(long beginNanos, long endNanos) {
    double before = 0;
    int n = 0;
    for (long t = beginNanos - BEFORE_NANOS; t <= beginNanos; t += STEP_NANOS) {
      before += along(t);
      n++;
    }
    before /= n;
    if (!(before >= LEAST_G)) {
      return OptionalDouble.empty();
    }
    long gone = 0;
    for (long t = beginNanos; t <= endNanos + AFTER_NANOS; t += STEP_NANOS) {
      double now = along(t);
      if (Double.isNaN(now)) {
        return OptionalDouble.empty();
      }
      if (now < GONE * before) {
        gone += STEP_NANOS;
      } else if (t > endNanos) {
        break;
      }
    }
    return OptionalDouble.of(gone * 1e-9);
  }

  private double along(long time) {
    long[] times = motion.times();
    int found = Arrays.binarySearch(times, time);
    int row = found >= 0 ? found : -found - 2;
    if (row < 0 || row >= times.length - 1 || times[row + 1] - times[row] > SLOWEST_NANOS) {
      return Double.NaN;
    }
    double share = (double) (time - times[row]) / (times[row + 1] - times[row]);
    return motion.along()[row] + share * (motion.along()[row + 1] - motion.along()[row]);
  }
}
