package keilog.tools.analysis;

import java.util.Arrays;
import java.util.Optional;
import keilog.protocol.channel.Channel;

/**
 * One channel of one drive: times and values. Immutable by agreement: nobody writes to the arrays.
 *
 * @param name as the session calls it
 * @param quantity what it measures; empty where the catalogue has no such thing
 * @param unit symbol of the unit
 * @param source which filled it
 * @param times monotonic nanoseconds, rising; shared between columns of one group
 * @param values in the unit, one for each time. 24 bits are as true as any sensor here; place and
 *     time of a fix, which are not, lie in {@link Fixes}
 */
public record Column(
    String name,
    Optional<Channel> quantity,
    String unit,
    String source,
    long[] times,
    float[] values) {

  public int size() {
    return values.length;
  }

  public long time(int row) {
    return times[row];
  }

  public double value(int row) {
    return values[row];
  }

  /** The last row at or before a time; -1 where there is none. */
  public int rowAt(long timeNanos) {
    int found = Arrays.binarySearch(times, 0, values.length, timeNanos);
    return found >= 0 ? found : -found - 2;
  }

  /**
   * The value at a time, linear between its neighbours.
   *
   * @param mostGapNanos between neighbours that still belong together
   * @return NaN outside, and where the neighbours are further apart
   */
  public double at(long timeNanos, long mostGapNanos) {
    int row = rowAt(timeNanos);
    if (row < 0 || row == values.length - 1) {
      return row >= 0 && times[row] == timeNanos ? values[row] : Double.NaN;
    }
    long gap = times[row + 1] - times[row];
    if (gap > mostGapNanos) {
      return times[row] == timeNanos ? values[row] : Double.NaN;
    }
    double share = (double) (timeNanos - times[row]) / gap;
    return values[row] + share * (values[row + 1] - values[row]);
  }

  /** Samples per second, by the median distance of at most a thousand rows; 0 below two rows. */
  public double rateHz() {
    if (values.length < 2) {
      return 0;
    }
    int step = Math.max(1, (values.length - 1) / 1000);
    long[] gaps = new long[(values.length - 1 + step - 1) / step];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = times[i * step + 1] - times[i * step];
    }
    Arrays.sort(gaps);
    return 1e9 / Math.max(1, gaps[gaps.length / 2]);
  }
}
