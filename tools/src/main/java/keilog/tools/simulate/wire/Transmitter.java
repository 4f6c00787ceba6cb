package keilog.tools.simulate.wire;

/**
 * Bytes on their way out, each complete one character time after the one before: 10 bits, 8N1. Says
 * which have left the wire and when the next is due, so that none reaches the host early. The first
 * byte after a pause and the last of all are handed over at their exact instant; between them bytes
 * go in packets, as USB bridges do. One thread.
 */
public final class Transmitter {
  /** Bytes between the first and the last are handed over at least this often. */
  public static final long PACKET_NANOS = 1_000_000;

  private static final int MOST = 1 << 16;

  private final byte[] bytes = new byte[MOST];
  private final long[] ready = new long[MOST];
  private int baud;
  private int head;
  private int tail;
  private boolean paused = true;
  private long packetNanos;

  /**
   * @param baud bits per second, or 0 for a line without a speed
   */
  public Transmitter(int baud) {
    this.baud = baud;
  }

  public int baud() {
    return baud;
  }

  /** Later bytes leave at this speed. */
  public void baud(int baud) {
    this.baud = baud;
  }

  /** Nanoseconds one character takes. */
  public long characterNanos() {
    return baud == 0 ? 0 : 10_000_000_000L / baud;
  }

  /**
   * Appends bytes that the device has ready at an instant; drops what a full buffer cannot hold.
   */
  public void send(byte[] text, long nanos) {
    for (byte value : text) {
      send(value, nanos);
    }
  }

  public void send(int value, long nanos) {
    if (tail - head == MOST) {
      return;
    }
    long start = tail == head ? nanos : Math.max(nanos, ready[slot(tail - 1)]);
    bytes[slot(tail)] = (byte) value;
    ready[slot(tail)] = Math.max(start, lastReady) + characterNanos();
    lastReady = ready[slot(tail)];
    tail++;
  }

  private long lastReady = Long.MIN_VALUE / 2;

  /** When the last byte will have left, or an instant in the past. */
  public long finished() {
    return lastReady;
  }

  /** Bytes not yet handed over. */
  public int waiting() {
    return tail - head;
  }

  /** Forgets what has not left. */
  public void clear(long nanos) {
    while (tail != head && ready[slot(tail - 1)] > nanos) {
      tail--;
    }
    lastReady = tail == head ? Math.min(lastReady, nanos) : ready[slot(tail - 1)];
  }

  /** When bytes are to be handed over next, or {@link Device#NEVER}. */
  public long nextDue() {
    if (tail == head) {
      return Device.NEVER;
    }
    if (paused) {
      return ready[slot(head)];
    }
    return Math.min(ready[slot(tail - 1)], Math.max(packetNanos, ready[slot(head)]));
  }

  /**
   * Takes what has left the wire by an instant.
   *
   * @return how many bytes were put into the array
   */
  public int take(long nanos, byte[] into) {
    int count = 0;
    while (head != tail && count < into.length && ready[slot(head)] <= nanos) {
      into[count++] = bytes[slot(head)];
      head++;
    }
    paused = head == tail;
    packetNanos = nanos + PACKET_NANOS;
    return count;
  }

  private static int slot(int index) {
    return index & (MOST - 1);
  }
}
