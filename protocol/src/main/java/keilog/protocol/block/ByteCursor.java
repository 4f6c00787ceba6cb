package keilog.protocol.block;

/** A bounded walk over bytes; every read past its end is a {@link DamagedPayload}. */
final class ByteCursor {
  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  void over(byte[] array, int start, int stop) {
    bytes = array;
    at = start;
    end = stop;
  }

  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  int end() {
    return end;
  }

  int remaining() {
    return end - at;
  }

  void skip(int count) {
    at += count;
  }

  int next() throws DamagedPayload {
    if (at == end) {
      throw new DamagedPayload("a payload holds what its counts say: it ends at byte=" + at);
    }
    return bytes[at++] & 0xFF;
  }

  long nextFixed(int count) throws DamagedPayload {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (long) next() << 8 * i;
    }
    return value;
  }

  long nextVarint() throws DamagedPayload {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = next();
      if (shift == 63 && b > 1) {
        break;
      }
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw new DamagedPayload("a varint has at most 64 bits: byte=" + at);
  }

  long nextSigned() throws DamagedPayload {
    long folded = nextVarint();
    return folded >>> 1 ^ -(folded & 1);
  }

  /** A varint within 0..most. */
  int nextCount(int most) throws DamagedPayload {
    long value = nextVarint();
    if (value < 0 || value > most) {
      throw new DamagedPayload(
          "a count stays within its limit: count=%s, limit=%d"
              .formatted(Long.toUnsignedString(value), most));
    }
    return (int) value;
  }
}
