package keilog.protocol.block;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the primitives of FORMAT.md from bytes it does not trust, for every payload but DATA: a
 * length is checked against what is left before it is followed.
 */
final class PayloadIn {
  /** The longest text anywhere in the format, in bytes of UTF-8. */
  static final int MOST_TEXT_BYTES = 1024;

  private final ByteCursor cursor = new ByteCursor();

  private PayloadIn(byte[] bytes, int start, int end) {
    cursor.over(bytes, start, end);
  }

  /** Over the buffer's remaining bytes; the buffer stays as it is. */
  static PayloadIn of(ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.get(payload.position(), bytes);
    return new PayloadIn(bytes, 0, bytes.length);
  }

  int remaining() {
    return cursor.remaining();
  }

  int u8() throws DamagedPayload {
    return cursor.next();
  }

  int u16() throws DamagedPayload {
    return (int) cursor.nextFixed(2);
  }

  int u32() throws DamagedPayload {
    return (int) cursor.nextFixed(4);
  }

  long i64() throws DamagedPayload {
    return cursor.nextFixed(8);
  }

  double f64() throws DamagedPayload {
    return Double.longBitsToDouble(i64());
  }

  long varint() throws DamagedPayload {
    return cursor.nextVarint();
  }

  long signed() throws DamagedPayload {
    return cursor.nextSigned();
  }

  /** A varint within limits, both included. */
  int count(int least, int most, String what) throws DamagedPayload {
    long value = varint();
    if (value < least || value > most) {
      throw new DamagedPayload(
          "%s lies in %d..%d: value=%s".formatted(what, least, most, Long.toUnsignedString(value)));
    }
    return (int) value;
  }

  String text() throws DamagedPayload {
    return nested("a text's length").bareText();
  }

  /** Everything that is left, as UTF-8. */
  String bareText() throws DamagedPayload {
    if (remaining() > MOST_TEXT_BYTES) {
      throw new DamagedPayload(
          "a text holds at most %d bytes: bytes=%d".formatted(MOST_TEXT_BYTES, remaining()));
    }
    try {
      ByteBuffer utf8 = ByteBuffer.wrap(cursor.bytes(), cursor.at(), remaining());
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException e) {
      throw new DamagedPayload("a text is UTF-8: " + e.getMessage());
    }
  }

  /** Length as varint, then that many bytes, read on their own. */
  PayloadIn nested(String what) throws DamagedPayload {
    int length = count(0, BlockFrame.MOST_PAYLOAD_BYTES, what);
    if (length > remaining()) {
      throw new DamagedPayload(
          "%s stays within its payload: length=%d, left=%d".formatted(what, length, remaining()));
    }
    int start = cursor.at();
    cursor.skip(length);
    return new PayloadIn(cursor.bytes(), start, start + length);
  }

  /** A copy of everything that is left. */
  byte[] rest() {
    byte[] left = Arrays.copyOfRange(cursor.bytes(), cursor.at(), cursor.end());
    cursor.skip(left.length);
    return left;
  }
}
