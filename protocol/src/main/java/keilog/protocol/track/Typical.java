package keilog.protocol.track;

import java.util.Arrays;

/** The median of the newest values. One thread. */
final class Typical {
  private static final int KEPT = 9;

  private final double[] values = new double[KEPT];
  private final double[] sorted = new double[KEPT];
  private int count;

  void add(double value) {
    values[count % KEPT] = value;
    count++;
  }

  /** How many there were. */
  int count() {
    return count;
  }

  /** NaN while there is none. */
  double median() {
    int size = Math.min(count, KEPT);
    if (size == 0) {
      return Double.NaN;
    }
    System.arraycopy(values, 0, sorted, 0, size);
    Arrays.sort(sorted, 0, size);
    return (sorted[(size - 1) / 2] + sorted[size / 2]) / 2;
  }
}
