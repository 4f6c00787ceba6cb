package keilog.bench.stress.broken;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The ring's slot protocol, one slot a row, with one step left out or done too early. Exists to
 * prove that the stress tests can see such a fault.
 */
final class FaultyRing {
  enum Fault {
    /** The slot's old stamp stays while new content is written: an observer takes a torn row. */
    NO_BUSY_MARK,
    /** The new stamp comes before the content: a recorder takes what was there before. */
    STAMP_FIRST
  }

  private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int SLOT_LONGS = 4;

  private final Fault fault;
  private final int mask;
  private final long[] slots;
  private long producerIndex;
  private long readIndex;

  FaultyRing(Fault fault, int capacity) {
    this.fault = fault;
    this.mask = capacity - 1;
    this.slots = new long[SLOT_LONGS * capacity];
  }

  void publish(long time, long first, long second) {
    long index = producerIndex++;
    int at = ((int) index & mask) * SLOT_LONGS;
    if (fault == Fault.STAMP_FIRST) {
      SLOTS.setRelease(slots, at, index + 1);
    }
    SLOTS.setOpaque(slots, at + 1, time);
    SLOTS.setOpaque(slots, at + 2, first);
    SLOTS.setOpaque(slots, at + 3, second);
    if (fault == Fault.NO_BUSY_MARK) {
      SLOTS.setRelease(slots, at, index + 1);
    }
  }

  /** Takes the next row, validated as the observer of the real ring does; null where none is. */
  long[] take() {
    int at = ((int) readIndex & mask) * SLOT_LONGS;
    long stamp = (long) SLOTS.getAcquire(slots, at);
    if (stamp < readIndex + 1) {
      return null;
    }
    long[] row = {
      (long) SLOTS.getOpaque(slots, at + 1),
      (long) SLOTS.getOpaque(slots, at + 2),
      (long) SLOTS.getOpaque(slots, at + 3)
    };
    VarHandle.loadLoadFence();
    boolean stood = (long) SLOTS.getOpaque(slots, at) == stamp;
    readIndex = stamp;
    return stood ? row : null;
  }
}
