package keilog.device.link;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A link that plays back what a device once sent, on a clock that the test reads from {@link
 * #nanos()}. Bytes become readable at their times; a read moves the clock to the next of them or to
 * its time-out. Never waits.
 */
public final class TranscriptLink implements Link {
  private final List<byte[]> chunks = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private int next;
  private int used;
  private long nowNanos;
  private long arrivedNanos;
  private int baud;
  private int mostBytesPerRead = Integer.MAX_VALUE;
  private boolean goneAtEnd = true;
  private boolean closed;

  public TranscriptLink(int baud, long startNanos) {
    this.baud = baud;
    this.nowNanos = startNanos;
  }

  /** Bytes whose last one arrives {@code afterNanos} after the start of the clock's last chunk. */
  public TranscriptLink then(long afterNanos, byte[] bytes) {
    times.add((times.isEmpty() ? nowNanos : times.getLast()) + afterNanos);
    chunks.add(bytes.clone());
    return this;
  }

  /** Hands over at most so many bytes per read: a hostile but lawful device. */
  public TranscriptLink inPieces(int mostBytesPerRead) {
    this.mostBytesPerRead = mostBytesPerRead;
    return this;
  }

  /** After the last byte the device stays silent; without this it is gone. */
  public TranscriptLink silentAtEnd() {
    goneAtEnd = false;
    return this;
  }

  /** The transcript's clock. */
  public long nanos() {
    return nowNanos;
  }

  /** Everything that was written so far. */
  public byte[] written() {
    return written.toByteArray();
  }

  @Override
  public int read(byte[] into, int offset, int length, int timeoutMillis) {
    if (closed || next == chunks.size() && goneAtEnd) {
      return GONE;
    }
    long deadlineNanos = nowNanos + timeoutMillis * 1_000_000L;
    if (next == chunks.size() || times.get(next) > deadlineNanos) {
      nowNanos = deadlineNanos;
      return 0;
    }
    nowNanos = Math.max(nowNanos, times.get(next));
    byte[] chunk = chunks.get(next);
    int count = Math.min(Math.min(length, mostBytesPerRead), chunk.length - used);
    System.arraycopy(chunk, used, into, offset, count);
    used += count;
    if (used == chunk.length) {
      next++;
      used = 0;
    }
    arrivedNanos = nowNanos;
    return count;
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    written.write(bytes, offset, length);
    return !closed;
  }

  @Override
  public long arrivedNanos() {
    return arrivedNanos;
  }

  @Override
  public int baud() {
    return baud;
  }

  @Override
  public void setBaud(int baud) {
    this.baud = baud;
  }

  @Override
  public void close() {
    closed = true;
  }
}
