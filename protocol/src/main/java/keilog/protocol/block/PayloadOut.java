package keilog.protocol.block;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the primitives of FORMAT.md, for every payload but DATA. Grows; not reused. */
final class PayloadOut {
  private final ByteSink sink = new ByteSink();

  PayloadOut u8(int value) {
    sink.put(value);
    return this;
  }

  PayloadOut u16(int value) {
    sink.putFixed(value, 2);
    return this;
  }

  PayloadOut u32(int value) {
    sink.putFixed(value, 4);
    return this;
  }

  PayloadOut i64(long value) {
    sink.putFixed(value, 8);
    return this;
  }

  PayloadOut f64(double value) {
    return i64(Double.doubleToRawLongBits(value));
  }

  PayloadOut varint(long value) {
    sink.putVarint(value);
    return this;
  }

  PayloadOut signed(long value) {
    sink.putSigned(value);
    return this;
  }

  /** Length in bytes as varint, then UTF-8. */
  PayloadOut text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > PayloadIn.MOST_TEXT_BYTES) {
      throw new IllegalArgumentException(
          "a text holds at most %d bytes: bytes=%d, text=%.40s"
              .formatted(PayloadIn.MOST_TEXT_BYTES, utf8.length, value));
    }
    return varint(utf8.length).bytes(utf8, utf8.length);
  }

  /** Length as varint, then the bytes. */
  PayloadOut chunk(byte[] value) {
    return varint(value.length).bytes(value, value.length);
  }

  /** Length as varint, then what another has gathered. */
  PayloadOut nested(PayloadOut inner) {
    return varint(inner.sink.size()).bytes(inner.sink.bytes(), inner.sink.size());
  }

  /** One field of a field list: id, length, value. */
  PayloadOut field(int id, PayloadOut value) {
    return u8(id).nested(value);
  }

  /** UTF-8 without a length. */
  PayloadOut bareText(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return bytes(utf8, utf8.length);
  }

  /** A text cut at a character, so that it fits into the longest the format holds. */
  static String fitting(String value) {
    if (value.length() <= PayloadIn.MOST_TEXT_BYTES / 4) {
      return value;
    }
    int end = 0;
    int bytes = 0;
    while (end < value.length()) {
      int point = value.codePointAt(end);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes > PayloadIn.MOST_TEXT_BYTES) {
        break;
      }
      end += Character.charCount(point);
    }
    return value.substring(0, end);
  }

  /** The finished payload, ready to read. */
  ByteBuffer payload() {
    if (sink.size() > BlockFrame.MOST_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "a payload holds at most %d bytes: bytes=%d"
              .formatted(BlockFrame.MOST_PAYLOAD_BYTES, sink.size()));
    }
    return ByteBuffer.wrap(sink.bytes(), 0, sink.size()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private PayloadOut bytes(byte[] value, int count) {
    sink.put(value, count);
    return this;
  }
}
