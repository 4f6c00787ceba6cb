package keilog.device.source.elm;

import keilog.device.source.elm.Frames.Kind;

/**
 * Reads one line of hex digits in any of the layouts an adapter may send, for {@code 010C}:
 *
 * <pre>
 *   410C1AF8                  headers off
 *   00C   0:410C1AF80D32 …    headers off, several frames
 *   7E8 04 410C1AF8           CAN, 11 bits: an odd number of digits
 *   18DAF110 04 410C1AF8      CAN, 29 bits
 *   486B10 410C1AF8 cs        ISO 9141-2, J1850
 *   84F110 410C1AF8 cs        ISO 14230
 *   04 410C1AF8               headers off, formatting off
 * </pre>
 */
final class FrameReader {
  private static final int NEGATIVE = 0x7F;
  private static final int MOST_BYTES = 300;

  enum Result {
    DATA,
    /** Cut short, or its checksum is wrong. */
    BAD,
    STRANGE
  }

  private final Frames frames;
  private final byte[] bytes = new byte[MOST_BYTES];
  private int service;
  private boolean headers;
  private int negativeCode;

  FrameReader(Frames frames) {
    this.frames = frames;
  }

  void expect(int service, boolean headers) {
    this.service = service;
    this.headers = headers;
    this.negativeCode = 0;
  }

  int negativeCode() {
    return negativeCode;
  }

  /** Reads {@code count} characters, each a hex digit in capitals or a colon. */
  Result read(byte[] line, int count) {
    int colon = colon(line, count);
    if (colon >= 0) {
      return part(line, colon, count);
    }
    if (count == 3) {
      frames.add(Kind.LENGTH, 0, number(line, 0, 3), bytes, 0, 0);
      return Result.DATA;
    }
    if ((count & 1) == 1) {
      int length = unhex(line, 3, count);
      return length < 1 ? Result.STRANGE : canFrame(number(line, 0, 3), 0, length);
    }
    int length = unhex(line, 0, count);
    if (length < 1) {
      return Result.STRANGE;
    }
    if (headers) {
      Result framed = withHeader(length);
      return framed == Result.STRANGE ? bare(length) : framed;
    }
    Result bare = bare(length);
    return bare == Result.STRANGE ? withHeader(length) : bare;
  }

  private Result part(byte[] line, int colon, int count) {
    int length = unhex(line, colon + 1, count);
    if (colon < 1 || colon > 2 || length < 1) {
      return Result.STRANGE;
    }
    frames.add(Kind.PART, 0, number(line, 0, colon) & 0xF, bytes, 0, length);
    return Result.DATA;
  }

  private Result bare(int length) {
    if (isService(0)) {
      return single(0, 0, length);
    }
    // Formatting switched off by somebody: the PCI byte leads.
    if (length >= 2 && at(0) >= 1 && at(0) <= 7 && length > at(0) && isService(1)) {
      return single(0, 1, at(0));
    }
    return Result.STRANGE;
  }

  private Result withHeader(int length) {
    if (length >= 6 && (at(0) & 0xFC) == 0x18 && (at(1) == 0xDA || at(1) == 0xDB)) {
      int identifier = at(0) << 24 | at(1) << 16 | at(2) << 8 | at(3);
      return canFrame(identifier, 4, length - 4);
    }
    return threeByteHeader(length);
  }

  private Result canFrame(int ecu, int offset, int length) {
    int control = at(offset);
    int low = control & 0xF;
    return switch (control >> 4) {
      case 0 -> {
        if (low < 1 || low > 7 || !(length == 1 || isService(offset + 1))) {
          yield Result.STRANGE;
        }
        yield length - 1 < low ? Result.BAD : single(ecu, offset + 1, low);
      }
      case 1 -> {
        if (length < 3 || !isService(offset + 2)) {
          yield Result.STRANGE;
        }
        frames.add(
            Kind.FIRST, ecu, low << 8 | at(offset + 1), bytes, offset + 2, Math.min(6, length - 2));
        yield Result.DATA;
      }
      case 2 -> {
        if (length < 2) {
          yield Result.BAD;
        }
        frames.add(Kind.NEXT, ecu, low, bytes, offset + 1, Math.min(7, length - 1));
        yield Result.DATA;
      }
      // Flow control is between the adapter and the car.
      case 3 -> Result.DATA;
      default -> Result.STRANGE;
    };
  }

  private Result threeByteHeader(int length) {
    int offset = 3;
    int data = length - 4;
    int declared = 0;
    if ((at(0) & 0x80) != 0) {
      declared = at(0) & 0x3F;
      if (declared == 0 && length > 4) {
        declared = at(3);
        offset = 4;
        data = length - 5;
      }
    }
    if (data < 1 || !isService(offset)) {
      return Result.STRANGE;
    }
    boolean whole = declared == 0 || declared == data;
    if (!whole || sum(length - 1) != at(length - 1) && crc(length - 1) != at(length - 1)) {
      return Result.BAD;
    }
    return single(at(2), offset, data);
  }

  private Result single(int ecu, int offset, int length) {
    if (at(offset) == NEGATIVE) {
      negativeCode = length >= 3 ? at(offset + 2) : NEGATIVE;
      return Result.DATA;
    }
    frames.add(Kind.SINGLE, ecu, 0, bytes, offset, length);
    return Result.DATA;
  }

  private boolean isService(int offset) {
    return at(offset) == service || at(offset) == NEGATIVE && at(offset + 1) == (service & ~0x40);
  }

  private int sum(int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += at(i);
    }
    return sum & 0xFF;
  }

  /** CRC-8 of SAE J1850: polynomial 0x1D, start 0xFF, inverted. */
  private int crc(int length) {
    int crc = 0xFF;
    for (int i = 0; i < length; i++) {
      crc ^= at(i);
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x80) != 0 ? crc << 1 ^ 0x1D : crc << 1;
        crc &= 0xFF;
      }
    }
    return crc ^ 0xFF;
  }

  private int at(int i) {
    return bytes[i] & 0xFF;
  }

  private static int colon(byte[] line, int count) {
    for (int i = 0; i < count; i++) {
      if (line[i] == ':') {
        return i;
      }
    }
    return -1;
  }

  private static int number(byte[] line, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number << 4 | Math.max(0, Character.digit(line[i], 16));
    }
    return number;
  }

  /** Bytes of the digits, or -1 where they are odd in number, too many, or no digits. */
  private int unhex(byte[] line, int from, int to) {
    int length = (to - from) / 2;
    if (to < from || (to - from & 1) == 1 || length > MOST_BYTES - 2) {
      return -1;
    }
    for (int i = 0; i < length; i++) {
      int high = Character.digit(line[from + 2 * i], 16);
      int low = Character.digit(line[from + 2 * i + 1], 16);
      if (high < 0 || low < 0) {
        return -1;
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    // What follows is read by tests of the next byte or two, never as data.
    bytes[length] = 0;
    bytes[length + 1] = 0;
    return length;
  }
}
