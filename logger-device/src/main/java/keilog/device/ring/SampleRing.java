package keilog.device.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * One producer, one lossless consumer, any number of lossy observers over the same memory. A slot
 * is four longs of a heap array:
 *
 * <pre>
 *   [ stamp | time | word | value ]     stamp of slot i: ~i while it is being filled, i + 1 once it may be read
 * </pre>
 *
 * A row is as many consecutive slots as it has values. The producer publishes the stamp of a row's
 * first slot last, so whoever sees the first slot sees the whole row. Publishing is wait-free: no
 * compare-and-set, no allocation, no claim that anybody else could wedge. Only the consumer's index
 * gates the producer; a full ring refuses the new row and counts it.
 *
 * <p>Fences. <i>Filling:</i> the busy mark must be visible before any new content, or an observer
 * could take new content under the old stamp: a store-store fence follows the marks. The content
 * itself is plain: an observer that reads it meanwhile finds the stamp changed and drops it.
 * <i>Publishing:</i> each stamp is a release store, so content precedes its stamp.
 * <i>Consuming:</i> the acquire load of the first stamp makes the row's content visible; the
 * release of the index keeps those loads before it, so the producer cannot overwrite what is still
 * being read. <i>Observing</i>: see {@link RingObserver}.
 */
public final class SampleRing extends RingLayout.PaddingAfterDrops {
  static final int SLOT_LONGS = 4;
  static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int MOST_COLUMNS = 64;
  private static final VarHandle PRODUCER_INDEX;
  private static final VarHandle CONSUMER_INDEX;
  private static final VarHandle DROP_STAMP;
  private static final VarHandle DROPPED_ROWS;
  private static final VarHandle DROPPED_SLOTS;
  private static final VarHandle FIRST_DROP;
  private static final VarHandle LAST_DROP;
  private static final VarHandle SETTLED_ROWS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PRODUCER_INDEX =
          lookup.findVarHandle(RingLayout.ProducerFields.class, "producerIndex", long.class);
      CONSUMER_INDEX =
          lookup.findVarHandle(RingLayout.ConsumerFields.class, "consumerIndex", long.class);
      DROP_STAMP = lookup.findVarHandle(RingLayout.DropFields.class, "dropStamp", long.class);
      DROPPED_ROWS = lookup.findVarHandle(RingLayout.DropFields.class, "droppedRows", long.class);
      DROPPED_SLOTS = lookup.findVarHandle(RingLayout.DropFields.class, "droppedSlots", long.class);
      FIRST_DROP = lookup.findVarHandle(RingLayout.DropFields.class, "firstDropTime", long.class);
      LAST_DROP = lookup.findVarHandle(RingLayout.DropFields.class, "lastDropTime", long.class);
      SETTLED_ROWS =
          lookup.findVarHandle(RingLayout.PaddingAfterDrops.class, "settledRows", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  final long[] slots;
  final int capacity;
  final int mask;
  private final long[] rowBuffer = new long[MOST_COLUMNS];
  private long settledSlots;
  private long settledLastTime;

  private SampleRing(int capacity) {
    this.capacity = capacity;
    this.mask = capacity - 1;
    this.slots = new long[SLOT_LONGS * capacity];
    this.producerLimit = capacity;
  }

  /** A ring of so many slots, a power of two. */
  public static SampleRing ofSlots(int capacity) {
    if (capacity < 2 || capacity > 1 << 24 || Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException(
          "a ring has a power of two of slots, 2 to 2^24: capacity=" + capacity);
    }
    return new SampleRing(capacity);
  }

  /** A ring that holds at least so many seconds at so many values a second. */
  public static SampleRing holding(int seconds, int valuesPerSecond) {
    long least = Math.max(256L, (long) seconds * valuesPerSecond);
    return ofSlots(Math.toIntExact(Long.highestOneBit(least - 1) << 1));
  }

  /**
   * Offers a row: all of it or nothing; never waits. The producer's thread only.
   *
   * @param group id, 1..65535
   * @param present bit c is set where column c has a value; a row without values is taken and
   *     leaves no trace
   * @param rawByColumn read at the present columns only
   * @return false when the ring was full; the row is then counted as dropped
   */
  public boolean offer(int group, long timeNanos, long present, long[] rawByColumn) {
    int count = Long.bitCount(present);
    long index = producerIndex;
    if (index + count > producerLimit && !hasRoom(index, count)) {
      drop(timeNanos, count);
      return false;
    }
    if (count > 0) {
      fill(index, count, group, timeNanos, present, rawByColumn);
    }
    return true;
  }

  /**
   * Offers a row of one value: the same as {@link #offer}, without its loops. The producer's thread
   * only.
   */
  public boolean offerOne(int group, int column, long timeNanos, long raw) {
    long index = producerIndex;
    if (index >= producerLimit && !hasRoom(index, 1)) {
      drop(timeNanos, 1);
      return false;
    }
    long[] array = slots;
    int at = base(index);
    long row = rowNumber;
    SLOTS.setOpaque(array, at, ~index);
    VarHandle.storeStoreFence();
    array[at + 1] = timeNanos;
    array[at + 2] = SlotWord.ofOne(group, column, row);
    array[at + 3] = raw;
    SLOTS.setRelease(array, at, index + 1);
    rowNumber = row + 1;
    PRODUCER_INDEX.setOpaque(this, index + 1);
    return true;
  }

  private void fill(
      long index, int count, int group, long timeNanos, long present, long[] rawByColumn) {
    long[] array = slots;
    for (int k = 0; k < count; k++) {
      SLOTS.setOpaque(array, base(index + k), ~(index + k));
    }
    VarHandle.storeStoreFence();
    long row = rowNumber;
    long columns = present;
    for (int k = 0; k < count; k++) {
      int column = Long.numberOfTrailingZeros(columns);
      columns &= columns - 1;
      int at = base(index + k);
      array[at + 1] = timeNanos;
      array[at + 2] = SlotWord.of(group, column, count - 1 - k, k == 0, row);
      array[at + 3] = rawByColumn[column];
    }
    for (int k = count - 1; k >= 0; k--) {
      SLOTS.setRelease(array, base(index + k), index + k + 1);
    }
    rowNumber = row + 1;
    PRODUCER_INDEX.setOpaque(this, index + count);
  }

  private boolean hasRoom(long index, int count) {
    producerLimit = (long) CONSUMER_INDEX.getAcquire(this) + capacity;
    return index + count <= producerLimit;
  }

  private void drop(long timeNanos, int count) {
    long stamp = dropStamp;
    DROP_STAMP.setOpaque(this, stamp + 1);
    VarHandle.storeStoreFence();
    long rows = droppedRows;
    if (rows == (long) SETTLED_ROWS.getAcquire(this)) {
      FIRST_DROP.setOpaque(this, timeNanos);
    }
    DROPPED_ROWS.setOpaque(this, rows + 1);
    DROPPED_SLOTS.setOpaque(this, droppedSlots + count);
    LAST_DROP.setOpaque(this, timeNanos);
    DROP_STAMP.setRelease(this, stamp + 2);
  }

  /**
   * Hands rows to the visitor in the order they were offered, until none is left or {@code
   * limitSlots} slots were taken (the row that reaches the limit is still handed over whole). The
   * consumer's thread only.
   *
   * @return slots taken
   */
  public int drain(RowVisitor visitor, int limitSlots) {
    long[] array = slots;
    long[] values = rowBuffer;
    long start = consumerIndex;
    long index = start;
    long end = start + limitSlots;
    try {
      while (index < end) {
        int at = base(index);
        if ((long) SLOTS.getAcquire(array, at) != index + 1) {
          break;
        }
        long time = array[at + 1];
        long word = array[at + 2];
        int column = SlotWord.column(word);
        long present = 1L << column;
        values[column] = array[at + 3];
        int remaining = SlotWord.remaining(word);
        index++;
        if (remaining > 0) {
          // Only here does the next slot's place depend on what was read.
          present |= takeRest(array, index, remaining);
          index += remaining;
        }
        visitor.row(SlotWord.group(word), time, present, values);
      }
    } finally {
      if (index != start) {
        CONSUMER_INDEX.setRelease(this, index);
      }
    }
    return (int) (index - start);
  }

  /** Takes the slots of a row that follow its first; their presence bits. */
  private long takeRest(long[] array, long from, int count) {
    long present = 0;
    for (int k = 0; k < count; k++) {
      int at = base(from + k);
      int column = SlotWord.column(array[at + 2]);
      rowBuffer[column] = array[at + 3];
      present |= 1L << column;
    }
    return present;
  }

  /**
   * What was dropped since the last call that gave something; empty while nothing new was. The
   * consumer's thread only.
   */
  public Optional<Drops> takeDrops() {
    if ((long) DROPPED_ROWS.getOpaque(this) == settledRows) {
      return Optional.empty();
    }
    while (true) {
      long stamp = (long) DROP_STAMP.getAcquire(this);
      if ((stamp & 1) == 0) {
        long rows = (long) DROPPED_ROWS.getOpaque(this);
        long slotCount = (long) DROPPED_SLOTS.getOpaque(this);
        long first = (long) FIRST_DROP.getOpaque(this);
        long last = (long) LAST_DROP.getOpaque(this);
        VarHandle.loadLoadFence();
        if ((long) DROP_STAMP.getOpaque(this) == stamp) {
          return rows == settledRows
              ? Optional.empty()
              : Optional.of(settle(rows, slotCount, first, last));
        }
      }
      Thread.onSpinWait();
    }
  }

  private Drops settle(long rows, long slotCount, long first, long last) {
    long notBefore = settledRows == 0 ? first : Math.max(first, settledLastTime);
    Drops drops = new Drops(rows - settledRows, slotCount - settledSlots, notBefore, last);
    settledSlots = slotCount;
    settledLastTime = last;
    SETTLED_ROWS.setRelease(this, rows);
    return drops;
  }

  /** Rows refused since the start. Any thread. */
  public long droppedRows() {
    return (long) DROPPED_ROWS.getOpaque(this);
  }

  /** Values refused since the start. Any thread. */
  public long droppedSlots() {
    return (long) DROPPED_SLOTS.getOpaque(this);
  }

  /** Slots published since the start. Any thread; may lag the producer by a row. */
  public long publishedSlots() {
    return (long) PRODUCER_INDEX.getOpaque(this);
  }

  /** Slots the ring holds. */
  public int capacity() {
    return capacity;
  }

  /** A reader of rows published from now on, which may be lapped. Any thread; each has its own. */
  public RingObserver observe() {
    return RingObserver.behindNewest(this);
  }

  int base(long index) {
    return ((int) index & mask) * SLOT_LONGS;
  }
}
