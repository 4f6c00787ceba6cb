package keilog.device.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The newest value of each column of one group. One writer (the source's thread), any number of
 * readers, who never slow it: a seqlock over one array.
 *
 * <pre>
 *   [ stamp | time of column 0 | value | count | time of column 1 | … ]      stamp odd: being written
 * </pre>
 */
public final class LatestValues {
  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int CELLS_PER_COLUMN = 3;

  private final long[] cells;

  public LatestValues(int columns) {
    this.cells = new long[1 + CELLS_PER_COLUMN * columns];
  }

  /** Columns there are. */
  public int columns() {
    return cells.length / CELLS_PER_COLUMN;
  }

  /** Takes over a row. The writer's thread only; allocates nothing, never waits. */
  public void update(long timeNanos, long present, long[] rawByColumn) {
    long stamp = cells[0];
    CELLS.setOpaque(cells, 0, stamp + 1);
    VarHandle.storeStoreFence();
    for (long columns = present; columns != 0; columns &= columns - 1) {
      int column = Long.numberOfTrailingZeros(columns);
      int at = 1 + CELLS_PER_COLUMN * column;
      CELLS.setOpaque(cells, at, timeNanos);
      CELLS.setOpaque(cells, at + 1, rawByColumn[column]);
      CELLS.setOpaque(cells, at + 2, cells[at + 2] + 1);
    }
    CELLS.setRelease(cells, 0, stamp + 2);
  }

  /** Rows taken over so far. */
  public long rows() {
    return (long) CELLS.getAcquire(cells, 0) >>> 1;
  }

  /** Copies all columns as they were at one moment. */
  public void read(Reading into) {
    while (true) {
      long stamp = (long) CELLS.getAcquire(cells, 0);
      if ((stamp & 1) == 0) {
        for (int i = 1; i < cells.length; i++) {
          into.cells[i] = (long) CELLS.getOpaque(cells, i);
        }
        VarHandle.loadLoadFence();
        if ((long) CELLS.getOpaque(cells, 0) == stamp) {
          into.cells[0] = stamp;
          return;
        }
      }
      Thread.onSpinWait();
    }
  }

  /** A copy to read into, as wide as this table; reused by one reader. */
  public Reading newReading() {
    return new Reading(new long[cells.length]);
  }

  /** What the columns were at one moment. */
  public static final class Reading {
    private final long[] cells;

    private Reading(long[] cells) {
      this.cells = cells;
    }

    /** How many values the column has had; 0: none yet. */
    public long count(int column) {
      return cells[1 + CELLS_PER_COLUMN * column + 2];
    }

    /** Monotonic nanoseconds of the column's newest value. */
    public long timeNanos(int column) {
      return cells[1 + CELLS_PER_COLUMN * column];
    }

    /** The column's newest value, in raw units of its channel's scale. */
    public long raw(int column) {
      return cells[1 + CELLS_PER_COLUMN * column + 1];
    }
  }
}
