package keilog.tools.analysis.engine;

import java.util.Arrays;
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

  private static final int LOOKED_AT = 20_000;

  static Optional<Throttle> of(Recording recording) {
    return recording
        .column(Channel.THROTTLE_POSITION)
        .or(() -> recording.column(Channel.ACCELERATOR_POSITION))
        .map(Throttle::of);
  }

  private static Throttle of(Column column) {
    float[] sorted = sorted(column);
    double shut = sorted.length == 0 ? 0 : sorted[sorted.length / 100];
    double open = sorted.length == 0 ? 100 : sorted[sorted.length - 1 - sorted.length / 200];
    if (shut <= HIGH_SHUT && open >= LOW_OPEN || open - shut < LEAST_SPAN) {
      return new Throttle(column.times(), column.values(), column.rateHz(), false);
    }
    float[] percent = new float[column.size()];
    for (int i = 0; i < percent.length; i++) {
      percent[i] = (float) Math.clamp(100 * (column.value(i) - shut) / (open - shut), 0, 100);
    }
    return new Throttle(column.times(), percent, column.rateHz(), true);
  }

  private static float[] sorted(Column column) {
    int stride = Math.max(1, column.size() / LOOKED_AT);
    float[] some = new float[column.size() / stride + 1];
    int n = 0;
    for (int i = 0; i < column.size(); i += stride) {
      if (!Float.isNaN(column.values()[i])) {
        some[n++] = column.values()[i];
      }
    }
    float[] result = Arrays.copyOf(some, n);
    Arrays.sort(result);
    return result;
  }

  /** Percent at each of many times; NaN where unknown. */
  float[] at(long[] at, int count) {
    return new Series(times, percent, MOST_GAP_NANOS).at(at, count, 0);
  }
}
