package keilog.tools.analysis.engine;

import java.util.Arrays;
import keilog.tools.analysis.Column;

/**
 * A quantity over a drive, linear between its samples. Immutable by agreement.
 *
 * @param times monotonic nanoseconds, rising
 * @param values NaN where unknown
 * @param mostGapNanos between samples that still belong together
 */
record Series(long[] times, float[] values, long mostGapNanos) {
  static final Series NONE = new Series(new long[0], new float[0], 0);

  static Series of(Column column, long mostGapNanos) {
    return new Series(column.times(), column.values(), mostGapNanos);
  }

  int size() {
    return values.length;
  }

  /**
   * The value at each of many times.
   *
   * @param at rising monotonic nanoseconds
   * @param count how many of them
   * @param lagNanos by which the series is late
   * @return NaN in gaps and beyond the ends
   */
  float[] at(long[] at, int count, long lagNanos) {
    float[] result = new float[count];
    int next = 0;
    for (int i = 0; i < count; i++) {
      long t = at[i] + lagNanos;
      while (next < values.length && times[next] <= t) {
        next++;
      }
      result[i] = next == 0 ? Float.NaN : between(next - 1, t);
    }
    return result;
  }

  /** The value at one time; NaN in gaps and beyond the ends. */
  double at(long time) {
    int found = Arrays.binarySearch(times, 0, values.length, time);
    int row = found >= 0 ? found : -found - 2;
    return row < 0 ? Double.NaN : between(row, time);
  }

  private float between(int row, long t) {
    if (t == times[row]) {
      return values[row];
    }
    if (row == values.length - 1 || times[row + 1] - times[row] > mostGapNanos) {
      return Float.NaN;
    }
    float share = (float) (t - times[row]) / (times[row + 1] - times[row]);
    return values[row] + share * (values[row + 1] - values[row]);
  }
}
