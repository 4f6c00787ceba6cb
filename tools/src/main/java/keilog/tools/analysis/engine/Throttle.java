package keilog.tools.analysis.engine;

import java.util.Optional;
import keilog.protocol.channel.Channel;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Recording;

/**
 * How far the throttle is open, 0 to 100 %. Many cars report the plate's angle, which is 12 to 18 %
 * at rest and below 90 % when the pedal is down: what a drive shows as shut and open is taken for 0
 * and 100 then. Immutable.
 *
 * @param times monotonic nanoseconds, rising
 * @param percent NaN where unknown
 * @param rateHz samples a second
 * @param stretched whether the drive's own ends were taken
 */
record Throttle(long[] times, float[] percent, double rateHz, boolean stretched) {
  /** Shut and open are this far apart in any drive that says something. Ours. */
  private static final double LEAST_SPAN = 30;

  /** A plate that rests above this, or opens to less than {@link #LOW_OPEN}, is stretched. Ours. */
  private static final double HIGH_SHUT = 6;

  private static final double LOW_OPEN = 92;

  /** An older sample says nothing of a pedal. Ours. */
  private static final long MOST_GAP_NANOS = 1_000_000_000L;

  /** Shares of a drive below which shut lies and above which open: single outliers do not count. */
  private static final double SHUT_QUANTILE = 0.01;

  private static final double OPEN_QUANTILE = 0.995;

  static Optional<Throttle> of(Recording recording) {
    return recording
        .column(Channel.THROTTLE_POSITION)
        .or(() -> recording.column(Channel.ACCELERATOR_POSITION))
        .map(Throttle::of);
  }

  private static Throttle of(Column column) {
    double shut = Quantile.of(column.values(), column.size(), SHUT_QUANTILE);
    double open = Quantile.of(column.values(), column.size(), OPEN_QUANTILE);
    if (shut <= HIGH_SHUT && open >= LOW_OPEN || !(open - shut >= LEAST_SPAN)) {
      return new Throttle(column.times(), column.values(), column.rateHz(), false);
    }
    float[] percent = new float[column.size()];
    for (int i = 0; i < percent.length; i++) {
      percent[i] = (float) Math.clamp(100 * (column.value(i) - shut) / (open - shut), 0, 100);
    }
    return new Throttle(column.times(), percent, column.rateHz(), true);
  }

  /** Percent at each of many times; NaN where unknown. */
  float[] at(long[] at, int count) {
    return new Series(times, percent, MOST_GAP_NANOS).at(at, count, 0);
  }
}
