package keilog.device.ring;

import java.lang.invoke.VarHandle;

/**
 * A lossy reader of a {@link SampleRing}: never slows the producer, never hands over a torn row,
 * and knows exactly what it lost when it was lapped. One thread at a time.
 *
 * <p>It copies a row with opaque loads, fences, and looks at every stamp again: only a row whose
 * stamps have not moved is handed over. A stamp of a later lap means lapped: it goes on half a ring
 * behind the newest row, at the first slot of a row, and counts the slots and rows in between.
 */
public final class RingObserver {
  private static final int MOST_COLUMNS = 64;
  private static final int NOTHING_NEW = 0;
  private static final int SKIPPED = -1;

  private final SampleRing ring;
  private final long[] rowBuffer = new long[MOST_COLUMNS];
  private long index;
  private long nextRow;
  private boolean atRowStart;
  private long seenSlots;
  private long seenRows;
  private long lostSlots;
  private long lostRows;
  private long rowTime;
  private int rowGroup;
  private long rowPresent;

  private RingObserver(SampleRing ring, long index, long nextRow) {
    this.ring = ring;
    this.index = index;
    this.nextRow = nextRow;
    this.atRowStart = true;
  }

  /** Begins behind the newest row: its last slot tells that row's number. */
  static RingObserver behindNewest(SampleRing ring) {
    while (true) {
      long head = ring.publishedSlots();
      if (head == 0) {
        return new RingObserver(ring, 0, 0);
      }
      int at = ring.base(head - 1);
      if ((long) SampleRing.SLOTS.getAcquire(ring.slots, at) == head) {
        long word = (long) SampleRing.SLOTS.getOpaque(ring.slots, at + 2);
        VarHandle.loadLoadFence();
        if ((long) SampleRing.SLOTS.getOpaque(ring.slots, at) == head) {
          return new RingObserver(ring, head, SlotWord.row(word) + 1 & SlotWord.ROW_MASK);
        }
      }
      Thread.onSpinWait();
    }
  }

  /**
   * Hands over the rows there are, oldest first, at most {@code limitRows}.
   *
   * @return rows handed over
   */
  public int poll(RowVisitor visitor, int limitRows) {
    int taken = 0;
    while (taken < limitRows) {
      int slots = tryCopy();
      if (slots == NOTHING_NEW) {
        break;
      }
      if (slots == SKIPPED) {
        continue;
      }
      seenSlots += slots;
      seenRows++;
      taken++;
      visitor.row(rowGroup, rowTime, rowPresent, rowBuffer);
    }
    return taken;
  }

  /** Copies the row at {@link #index}; its slots, {@link #NOTHING_NEW} or {@link #SKIPPED}. */
  private int tryCopy() {
    long[] slots = ring.slots;
    long stamp = (long) SampleRing.SLOTS.getAcquire(slots, ring.base(index));
    if (stamp != index + 1) {
      long position = stamp < 0 ? ~stamp : stamp - 1;
      if (position <= index) {
        return NOTHING_NEW;
      }
      return lapped(position);
    }
    int at = ring.base(index);
    long time = (long) SampleRing.SLOTS.getOpaque(slots, at + 1);
    long word = (long) SampleRing.SLOTS.getOpaque(slots, at + 2);
    int count = SlotWord.remaining(word) + 1;
    long present = 0;
    for (int k = 0; k < count; k++) {
      int slot = ring.base(index + k);
      int column = SlotWord.column((long) SampleRing.SLOTS.getOpaque(slots, slot + 2));
      rowBuffer[column] = (long) SampleRing.SLOTS.getOpaque(slots, slot + 3);
      present |= 1L << column;
    }
    VarHandle.loadLoadFence();
    for (int k = 0; k < count; k++) {
      stamp = (long) SampleRing.SLOTS.getOpaque(slots, ring.base(index + k));
      if (stamp != index + k + 1) {
        return lapped(stamp < 0 ? ~stamp : stamp - 1);
      }
    }
    if (!atRowStart && !SlotWord.first(word)) {
      // Landed in the midst of a row after a lap: it is lost with the rest.
      index += count;
      lostSlots += count;
      return SKIPPED;
    }
    long row = SlotWord.row(word);
    lostRows += row - nextRow & SlotWord.ROW_MASK;
    nextRow = row + 1 & SlotWord.ROW_MASK;
    atRowStart = true;
    index += count;
    rowTime = time;
    rowGroup = SlotWord.group(word);
    rowPresent = present;
    return count;
  }

  /** Somebody is already at {@code position}, a lap or more ahead. */
  private int lapped(long position) {
    long head = Math.max(position, ring.publishedSlots());
    long to = Math.max(index + 1, head - ring.capacity / 2);
    lostSlots += to - index;
    index = to;
    atRowStart = false;
    return SKIPPED;
  }

  /** Slots handed over. */
  public long seenSlots() {
    return seenSlots;
  }

  /** Rows handed over. */
  public long seenRows() {
    return seenRows;
  }

  /** Slots overwritten before they could be read: seen + lost = published since this began. */
  public long lostSlots() {
    return lostSlots;
  }

  /**
   * Rows overwritten before they could be read whole. Known once the row after them was handed
   * over.
   */
  public long lostRows() {
    return lostRows;
  }
}
