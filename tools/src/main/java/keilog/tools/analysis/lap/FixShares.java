package keilog.tools.analysis.lap;

import java.util.Arrays;
import keilog.tools.analysis.Fixes;

/**
 * How good the fixes of one lap were.
 *
 * @param count how many
 * @param greenShare of all: 0 to 1
 * @param largestGapSeconds between neighbours; from the lap's start to the first and from the last
 *     to its end count too
 * @param claimedMetres the median accuracy of place that the receiver claims; NaN where it does not
 */
public record FixShares(
    int count, double greenShare, double largestGapSeconds, double claimedMetres) {

  /** Green: a fix, claimed to better than 1 m and 0.3 m/s, of at least ten satellites. Ours. */
  private static final double GREEN_METRES = 1;

  private static final double GREEN_METRES_PER_SECOND = 0.3;
  private static final int GREEN_SATELLITES = 10;

  /** The fixes between two instants of {@code gnss_time}. */
  static FixShares of(Fixes fixes, long fromNanos, long toNanos) {
    int first = fixes.rowAtEpoch(fromNanos) + 1;
    int last = fixes.rowAtEpoch(toNanos);
    int green = 0;
    long before = fromNanos;
    long largest = 0;
    double[] claims = new double[Math.max(0, last - first + 1)];
    int claimed = 0;
    for (int row = first; row <= last; row++) {
      largest = Math.max(largest, fixes.epoch(row) - before);
      before = fixes.epoch(row);
      green += green(fixes, row) ? 1 : 0;
      if (!Double.isNaN(fixes.placeAccuracy(row))) {
        claims[claimed++] = fixes.placeAccuracy(row);
      }
    }
    largest = Math.max(largest, toNanos - before);
    return new FixShares(
        claims.length,
        claims.length == 0 ? 0 : (double) green / claims.length,
        largest * 1e-9,
        Spread.median(Arrays.copyOf(claims, claimed)));
  }

  private static boolean green(Fixes fixes, int row) {
    return fixes.quality(row) != 0
        && fixes.placeAccuracy(row) < GREEN_METRES
        && fixes.speedAccuracy(row) < GREEN_METRES_PER_SECOND
        && fixes.satellites(row) >= GREEN_SATELLITES;
  }
}
