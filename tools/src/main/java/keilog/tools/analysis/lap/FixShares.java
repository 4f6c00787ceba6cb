package keilog.tools.analysis.lap;

import java.util.Arrays;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Sample;
import keilog.tools.analysis.motion.GpsQuality;

/**
 * How good the fixes of one lap were.
 *
 * @param count how many
 * @param greenShare of all, by {@link GpsQuality}: 0 to 1
 * @param largestGapSeconds between neighbours; from the lap's start to the first and from the last
 *     to its end count too
 * @param claimedMetres the median accuracy of place that the receiver claims; NaN where it does not
 */
public record FixShares(
    int count, double greenShare, double largestGapSeconds, double claimedMetres) {

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
      green += GpsQuality.light(fixes, row) == GpsQuality.Light.GREEN ? 1 : 0;
      if (!Double.isNaN(fixes.placeAccuracy(row))) {
        claims[claimed++] = fixes.placeAccuracy(row);
      }
    }
    largest = Math.max(largest, toNanos - before);
    return new FixShares(
        claims.length,
        claims.length == 0 ? 0 : (double) green / claims.length,
        largest * 1e-9,
        Sample.median(Arrays.copyOf(claims, claimed)));
  }
}
