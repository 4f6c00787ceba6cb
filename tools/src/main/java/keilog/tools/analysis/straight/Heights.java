package keilog.tools.analysis.straight;

import java.util.OptionalDouble;
import keilog.tools.analysis.Fixes;

/** What the receiver's height says of a road's slope. */
final class Heights {
  /** Averaged at both ends over so many seconds: heights scatter by metres, and wander slowly. */
  private static final long END_NANOS = 500_000_000L;

  private Heights() {}

  /**
   * Mean slope over some rows, up positive.
   *
   * @return empty where a height is missing at an end
   */
  static OptionalDouble slopePercent(Fixes fixes, int from, int to, double metres) {
    double rise = mean(fixes, to) - mean(fixes, from);
    return Double.isNaN(rise) || !(metres > 0)
        ? OptionalDouble.empty()
        : OptionalDouble.of(100 * rise / metres);
  }

  private static double mean(Fixes fixes, int row) {
    double sum = 0;
    int count = 0;
    long middle = fixes.epoch(row);
    int i = row;
    while (i > 0 && middle - fixes.epoch(i - 1) <= END_NANOS) {
      i--;
    }
    for (; i < fixes.size() && fixes.epoch(i) - middle <= END_NANOS; i++) {
      if (!Double.isNaN(fixes.altitude(i))) {
        sum += fixes.altitude(i);
        count++;
      }
    }
    return sum / count;
  }
}
