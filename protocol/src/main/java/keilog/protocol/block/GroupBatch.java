package keilog.protocol.block;

import java.util.Arrays;
import keilog.protocol.channel.GroupSpec;

/**
 * Rows of one group, column by column. Reused: what a visitor is handed is valid during the call
 * only. One thread.
 *
 * <p>All numbers lie in one array: for a capacity of n rows first n times in ticks, then n presence
 * words, then n raw values for each column. A row counts {@code channels + 2} cells.
 */
public final class GroupBatch {
  /** Cells (times, presence words and values) that one DATA payload may hold in all its groups. */
  public static final int MOST_CELLS = 1 << 16;

  private final GroupSpec group;
  private final int channels;
  private long[] cells;
  private int base;
  private int capacity;
  private int size;
  private boolean full;

  private GroupBatch(GroupSpec group, long[] cells, int base, int capacity) {
    this.group = group;
    this.channels = group.channels().size();
    this.cells = cells;
    this.base = base;
    this.capacity = capacity;
    this.full = true;
  }

  /** A batch that grows as rows are added. */
  static GroupBatch growing(GroupSpec group) {
    int rows = 16;
    return new GroupBatch(group, new long[rows * cellsPerRow(group)], 0, rows);
  }

  /** A batch that is placed on foreign cells by {@link #place}. */
  static GroupBatch placed(GroupSpec group) {
    return new GroupBatch(group, new long[0], 0, 0);
  }

  static int cellsPerRow(GroupSpec group) {
    return group.channels().size() + 2;
  }

  public GroupSpec group() {
    return group;
  }

  /** Number of rows. */
  public int size() {
    return size;
  }

  /** Monotonic nanoseconds, a multiple of the group's tick. */
  public long timeNanos(int row) {
    return tick(row) * group.tickNanos();
  }

  public boolean present(int column, int row) {
    return (presence(row) & (1L << column)) != 0;
  }

  /** Raw value in units of the channel's scale; 0 where it is not present. */
  public long raw(int column, int row) {
    return cells[columnStart(column) + row];
  }

  /** Bit c is set where column c has a value. */
  public long presence(int row) {
    return cells[base + capacity + row];
  }

  /** Whether every row has every channel. */
  public boolean full() {
    return full;
  }

  /** The row's time in ticks of the group. */
  long tick(int row) {
    return cells[base + row];
  }

  /** The array that {@link #columnStart} and its kin point into. */
  long[] cells() {
    return cells;
  }

  int tickStart() {
    return base;
  }

  int presenceStart() {
    return base + capacity;
  }

  /** Where the column's value of row 0 lies. */
  int columnStart(int column) {
    return base + (2 + column) * capacity;
  }

  int channels() {
    return channels;
  }

  /** Present values. */
  public int samples() {
    if (full) {
      return size * channels;
    }
    int samples = 0;
    for (int row = 0; row < size; row++) {
      samples += Long.bitCount(presence(row));
    }
    return samples;
  }

  /** The same rows in memory of their own, to be kept beyond the call. */
  public GroupBatch copy() {
    GroupBatch copy = new GroupBatch(group, new long[size * cellsPerRow(group)], 0, size);
    for (int part = 0; part < channels + 2; part++) {
      System.arraycopy(cells, base + part * capacity, copy.cells, part * size, size);
    }
    copy.size = size;
    copy.full = full;
    return copy;
  }

  void clear() {
    size = 0;
    full = true;
  }

  /** Appends a row; values that are not present are stored as 0. */
  void append(long tick, long presence, long[] rawByColumn) {
    if (size == capacity) {
      grow();
    }
    cells[base + size] = tick;
    cells[presenceStart() + size] = presence;
    int at = columnStart(0) + size;
    for (int c = 0; c < channels; c++, at += capacity) {
      cells[at] = (presence >>> c & 1) == 0 ? 0 : rawByColumn[c];
    }
    full &= presence == group.full();
    size++;
  }

  /** Makes this a batch of {@code rows} rows on foreign cells, all to be set by a decoder. */
  void place(long[] foreign, int start, int rows, boolean allPresent) {
    cells = foreign;
    base = start;
    capacity = rows;
    size = rows;
    full = allPresent;
    if (allPresent) {
      Arrays.fill(foreign, presenceStart(), presenceStart() + rows, group.full());
    }
  }

  /** Says that rows lack channels. */
  void sparse() {
    full = false;
  }

  private void grow() {
    int larger = capacity * 2;
    long[] next = new long[larger * (channels + 2)];
    for (int c = 0; c < channels + 2; c++) {
      System.arraycopy(cells, base + c * capacity, next, c * larger, size);
    }
    cells = next;
    base = 0;
    capacity = larger;
  }
}
