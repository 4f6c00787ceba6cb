package keilog.device.source.gps;

/** Little-endian numbers, as UBX writes them. */
final class Bytes {
  private Bytes() {}

  static int u1(byte[] b, int i) {
    return b[i] & 0xFF;
  }

  static int u2(byte[] b, int i) {
    return b[i] & 0xFF | (b[i + 1] & 0xFF) << 8;
  }

  static int i4(byte[] b, int i) {
    return u2(b, i) | u2(b, i + 2) << 16;
  }

  static long u4(byte[] b, int i) {
    return i4(b, i) & 0xFFFF_FFFFL;
  }

  static void putI4(byte[] b, int i, int value) {
    b[i] = (byte) value;
    b[i + 1] = (byte) (value >> 8);
    b[i + 2] = (byte) (value >> 16);
    b[i + 3] = (byte) (value >> 24);
  }
}
