package keilog.device.source.gps;

/**
 * When the bytes of a stream arrived, for as far back as a message reaches. A message's latency is
 * that of its first byte: the rest of it is only the line's speed.
 */
final class ArrivalMarks {
  private static final int MARKS = 256;

  private final long[] ends = new long[MARKS];
  private final long[] nanos = new long[MARKS];
  private int first;
  private int count;

  /** Bytes up to an offset of the stream, excluded, arrived by a time. */
  void add(long end, long arrivedNanos) {
    int last = (first + count - 1) % MARKS;
    if (count > 0 && nanos[last] == arrivedNanos) {
      ends[last] = end;
      return;
    }
    if (count == MARKS) {
      first = (first + 1) % MARKS;
      count--;
    }
    ends[(first + count) % MARKS] = end;
    nanos[(first + count) % MARKS] = arrivedNanos;
    count++;
  }

  /** When the byte at an offset arrived; a little later where that is long ago. Offsets rise. */
  long at(long offset) {
    while (count > 1 && ends[first] <= offset) {
      first = (first + 1) % MARKS;
      count--;
    }
    return nanos[first];
  }
}
