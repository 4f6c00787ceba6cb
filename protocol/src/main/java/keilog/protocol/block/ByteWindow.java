package keilog.protocol.block;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A moving view on a {@link ByteSource}. Reads ahead in big pieces, holds at most one block of the
 * largest size more than that, and never reads at or beyond a limit. One thread.
 */
final class ByteWindow {
  private final ByteSource source;
  private byte[] bytes;
  private long start;
  private int filled;

  ByteWindow(ByteSource source, int capacity) {
    this.source = source;
    this.bytes = new byte[Math.max(capacity, 4 * BlockFrame.OVERHEAD_BYTES)];
  }

  /** The array that holds what was read; another one after the next {@link #has}. */
  byte[] bytes() {
    return bytes;
  }

  /** Where an offset that is held lies in the array. */
  int at(long offset) {
    return (int) (offset - start);
  }

  /** How many bytes are held from an offset that is held. */
  int held(long offset) {
    return (int) (start + filled - offset);
  }

  /**
   * Makes {@code count} bytes from an offset available, where they lie before the limit and exist.
   * Offsets rise from call to call.
   */
  boolean has(long offset, int count, long limit) throws IOException {
    if (offset >= start && offset + count <= start + filled) {
      return true;
    }
    if (offset + count > limit) {
      return false;
    }
    makeRoom(offset, count);
    while (filled < count) {
      int most = (int) Math.min(bytes.length - filled, limit - start - filled);
      int got = source.read(start + filled, ByteBuffer.wrap(bytes, filled, most));
      if (got <= 0) {
        return false;
      }
      filled += got;
    }
    return true;
  }

  /** Moves what is held from the offset on to the front of an array of at least that many bytes. */
  private void makeRoom(long offset, int count) {
    boolean inside = offset >= start && offset < start + filled;
    int kept = inside ? held(offset) : 0;
    byte[] room = count > bytes.length ? new byte[Math.max(count, bytes.length * 2)] : bytes;
    if (inside) {
      System.arraycopy(bytes, at(offset), room, 0, kept);
    }
    bytes = room;
    start = offset;
    filled = kept;
  }
}
