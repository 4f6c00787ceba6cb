package keilog.protocol.testing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** One file of a {@link FaultyStorage}: its bytes now, and its bytes after a power cut. */
final class FaultyFile {
  private byte[] bytes = new byte[256];
  private int size;
  private byte[] durable = new byte[0];

  /** Everything below it is the same now and after a power cut. */
  private int cleanTo;

  int size() {
    return size;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  int read(long offset, ByteBuffer into) {
    if (offset >= size) {
      return -1;
    }
    int count = (int) Math.min(into.remaining(), size - offset);
    into.put(bytes, (int) offset, count);
    return count;
  }

  void write(ByteBuffer from, int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + count));
    }
    from.get(bytes, size, count);
    size += count;
  }

  void truncate(int length) {
    if (length > size) {
      throw new IllegalArgumentException(
          "a file is cut to a length it has: size=%d, length=%d".formatted(size, length));
    }
    size = length;
    cleanTo = Math.min(cleanTo, length);
  }

  void force() {
    durable = Arrays.copyOf(durable, size);
    System.arraycopy(bytes, cleanTo, durable, cleanTo, size - cleanTo);
    cleanTo = size;
  }

  /** A failed force: the next one will say that all is well, but these bytes are gone. */
  void forget() {
    cleanTo = size;
  }

  void powerCut(FaultyStorage.Tail tail, Random random) {
    int kept = durable.length;
    int written = Math.max(size, kept);
    byte[] left = Arrays.copyOf(durable, written);
    switch (tail) {
      case CUT -> written = kept;
      case PARTIAL -> {
        if (size > kept) {
          int part = random.nextInt(size - kept + 1);
          System.arraycopy(bytes, kept, left, kept, part);
          written = kept + part;
        }
      }
      case ZEROS -> {}
      case NOISE -> {
        byte[] noise = new byte[written - kept];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, left, kept, noise.length);
      }
    }
    bytes = Arrays.copyOf(left, written);
    size = written;
    durable = Arrays.copyOf(left, written);
    cleanTo = written;
  }
}
