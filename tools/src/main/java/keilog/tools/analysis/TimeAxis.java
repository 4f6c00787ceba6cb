package keilog.tools.analysis;

import java.util.Arrays;

/** Two time axes of the same rows, and the way from one to the other. */
public final class TimeAxis {
  private TimeAxis() {}

  /** The last row at or before a time; -1 where there is none. */
  public static int floor(long[] axis, long time) {
    int found = Arrays.binarySearch(axis, time);
    return found >= 0 ? found : -found - 2;
  }

  /**
   * From one axis to the other, linear between rows; beyond the ends by the nearest row.
   *
   * @throws IllegalStateException where there is no row
   */
  public static long across(long[] from, long[] to, long time) {
    if (from.length == 0) {
      throw new IllegalStateException("a drive without fixes has no gnss_time");
    }
    int row = floor(from, time);
    if (row < 0 || row == from.length - 1) {
      int end = Math.max(0, row);
      return to[end] + (time - from[end]);
    }
    double share = (double) (time - from[row]) / Math.max(1, from[row + 1] - from[row]);
    return to[row] + Math.round(share * (to[row + 1] - to[row]));
  }
}
