package keilog.bench.stress;

import keilog.device.ring.RowVisitor;

/**
 * Takes rows whose every number can be derived from their time, and counts what is wrong: torn
 * rows, rows out of order. One thread at a time.
 */
public final class Ledger implements RowVisitor {
  /** Two values a row, so that a row is more than one slot. */
  public static final long PRESENT = 0b11;

  private long lastTime;
  private int rows;
  private int wrong;

  /** Fills the row that belongs to a time from 1. */
  public static void fill(long[] row, long time) {
    row[0] = time * 31 + 7;
    row[1] = ~time;
  }

  public static int group(long time) {
    return (int) time & 7 | 8;
  }

  @Override
  public void row(int group, long timeNanos, long present, long[] rawByColumn) {
    rows++;
    boolean whole =
        group == group(timeNanos)
            && present == PRESENT
            && rawByColumn[0] == timeNanos * 31 + 7
            && rawByColumn[1] == ~timeNanos;
    wrong += whole && timeNanos > lastTime ? 0 : 1;
    lastTime = timeNanos;
  }

  public int rows() {
    return rows;
  }

  /** Torn rows and rows that came twice or out of order. */
  public int wrong() {
    return wrong;
  }
}
