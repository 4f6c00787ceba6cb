package keilog.device.source.gps;

/**
 * Cuts a byte stream into UBX frames and NMEA sentences, mixed as they come. What has no right
 * checksum is skipped byte by byte, so that a good message inside garbage is found. Memory is
 * fixed; a stream without any end of line costs nothing but time.
 *
 * <pre>
 * UBX   B5 62 class id length(2, little endian) payload(length) ck_a ck_b
 * NMEA  $ talker formatter , field , … * hex hex CR LF
 * </pre>
 */
final class MessageSplitter {
  /** Takes good messages, with the arrival of their first byte; the buffer is the splitter's. */
  interface Messages {
    /** A frame with a right checksum. {@code payload} is the index of its payload. */
    void ubx(int classAndId, byte[] buffer, int payload, int length, long arrivedNanos);

    /** A sentence with a right checksum: from the byte after {@code $} to the {@code *}. */
    void nmea(byte[] buffer, int from, int to, long arrivedNanos);
  }

  /** The largest that receivers send in use: NAV-SIG with 100 signals has 1,608. */
  static final int MOST_UBX_PAYLOAD = 2048;

  /** NMEA 0183 says 82; high precision receivers exceed it. */
  static final int MOST_SENTENCE = 200;

  private final byte[] buffer = new byte[8 * 1024];
  private final ArrivalMarks marks = new ArrivalMarks();
  private final Messages messages;
  private long before;
  private int start;
  private int end;

  MessageSplitter(Messages messages) {
    this.messages = messages;
  }

  /** Takes bytes; delivers every message they complete. */
  void take(byte[] bytes, int offset, int length, long arrivedNanos) {
    int taken = 0;
    while (taken < length) {
      if (start > 0) {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        before += start;
        end -= start;
        start = 0;
      }
      int part = Math.min(length - taken, buffer.length - end);
      System.arraycopy(bytes, offset + taken, buffer, end, part);
      end += part;
      taken += part;
      marks.add(before + end, arrivedNanos);
      split();
    }
  }

  /** Nothing came for long: a message begun will not end. */
  void giveUp() {
    if (start < end) {
      start++;
      split();
    }
  }

  /** Forgets what was begun: the link is new, or its speed changed. */
  void reset() {
    before += end;
    start = 0;
    end = 0;
  }

  private void split() {
    while (start < end) {
      int used =
          switch (buffer[start]) {
            case (byte) 0xB5 -> ubx();
            case '$' -> nmea();
            default -> 1;
          };
      if (used == 0) {
        return;
      }
      start += used;
    }
  }

  /** Bytes used up at the start, 0 where more are needed. */
  private int ubx() {
    int have = end - start;
    if (have < 2) {
      return 0;
    }
    if (buffer[start + 1] != 0x62) {
      return 1;
    }
    if (have < 6) {
      return 0;
    }
    int length = Bytes.u2(buffer, start + 4);
    if (length > MOST_UBX_PAYLOAD) {
      return 1;
    }
    if (have < length + 8) {
      return 0;
    }
    if (UbxFrame.checksum(buffer, start + 2, length + 4) != Bytes.u2(buffer, start + 6 + length)) {
      return 1;
    }
    int classAndId = (buffer[start + 2] & 0xFF) << 8 | buffer[start + 3] & 0xFF;
    messages.ubx(classAndId, buffer, start + 6, length, marks.at(before + start));
    return length + 8;
  }

  private int nmea() {
    int sum = 0;
    int star = -1;
    for (int i = start + 1; i < end; i++) {
      byte b = buffer[i];
      if (b == '\r' || b == '\n') {
        if (star > 0 && i == star + 3 && sum == hex(buffer[star + 1], buffer[star + 2])) {
          messages.nmea(buffer, start + 1, star, marks.at(before + start));
        }
        return i - start;
      }
      if (b < 0x20 || b > 0x7E || b == '$' || i - start > MOST_SENTENCE) {
        return i - start;
      }
      if (b == '*') {
        star = i;
      } else if (star < 0) {
        sum ^= b;
      }
    }
    return 0;
  }

  /** Two hexadecimal digits, or -1. */
  private static int hex(byte high, byte low) {
    int h = Character.digit(high, 16);
    int l = Character.digit(low, 16);
    return h < 0 || l < 0 ? -1 : h << 4 | l;
  }
}
