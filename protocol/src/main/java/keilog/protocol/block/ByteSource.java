package keilog.protocol.block;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that can be read from any offset; they may grow at their end. */
@FunctionalInterface
public interface ByteSource {
  /**
   * Reads up to {@code into.remaining()} bytes at an offset; returns how many, or -1 at or past the
   * end.
   */
  int read(long offset, ByteBuffer into) throws IOException;

  /** Bytes in memory. */
  static ByteSource of(byte[] bytes) {
    return (offset, into) -> {
      if (offset >= bytes.length) {
        return -1;
      }
      int count = (int) Math.min(into.remaining(), bytes.length - offset);
      into.put(bytes, (int) offset, count);
      return count;
    };
  }
}
