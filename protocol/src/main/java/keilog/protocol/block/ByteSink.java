package keilog.protocol.block;

import java.util.Arrays;

/** Bytes being written; the array grows and is kept, so that a warm sink allocates nothing. */
final class ByteSink {
  private byte[] bytes = new byte[1024];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  byte[] bytes() {
    return bytes;
  }

  void put(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size * 2);
    }
    bytes[size++] = (byte) value;
  }

  void put(byte[] source, int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(size + count, size * 2));
    }
    System.arraycopy(source, 0, bytes, size, count);
    size += count;
  }

  /** Cuts zero bytes off the end, but none before {@code start}. */
  void cutZeros(int start) {
    while (size > start && bytes[size - 1] == 0) {
      size--;
    }
  }

  void putFixed(long value, int count) {
    for (int i = 0; i < count; i++) {
      put((int) (value >>> 8 * i));
    }
  }

  /** Seven bits a byte, lowest first, the top bit set where more follow; 1 to 10 bytes. */
  void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put((int) rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    put((int) rest);
  }

  /** Small magnitudes of either sign become small numbers. */
  void putSigned(long value) {
    putVarint(value << 1 ^ value >> 63);
  }
}
