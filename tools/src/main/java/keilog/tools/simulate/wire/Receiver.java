package keilog.tools.simulate.wire;

/**
 * Bytes on their way in: a chunk that the host wrote at once reaches the device a character time
 * after another. One thread.
 */
final class Receiver {
  private static final int MOST = 1 << 14;

  private final byte[] bytes = new byte[MOST];
  private final long[] complete = new long[MOST];
  private int head;
  private int tail;
  private long lastComplete = Long.MIN_VALUE / 2;

  /** Takes over a chunk; what overruns the buffer is lost, as on a real UART. */
  void arrived(byte[] chunk, int length, long nanos, long characterNanos) {
    for (int i = 0; i < length && tail - head < MOST; i++) {
      lastComplete = Math.max(lastComplete, nanos) + characterNanos;
      bytes[tail & (MOST - 1)] = chunk[i];
      complete[tail & (MOST - 1)] = lastComplete;
      tail++;
    }
  }

  /** When the first byte is complete, or {@link Device#NEVER}. */
  long firstDue() {
    return head == tail ? Device.NEVER : complete[head & (MOST - 1)];
  }

  /** When it is worth waking: at the last byte, but no later than a packet after the first. */
  long wakeDue() {
    return head == tail
        ? Device.NEVER
        : Math.min(lastComplete, firstDue() + Transmitter.PACKET_NANOS);
  }

  int take() {
    return bytes[head++ & (MOST - 1)] & 0xff;
  }

  void clear() {
    head = tail;
  }
}
