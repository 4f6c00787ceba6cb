package keilog.protocol.block;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The frame around every payload, the same bytes on disk and in MQTT. Little endian.
 *
 * <pre>
 *   0        4      5         8         12        16            22     24          24+n
 *   +--------+------+---------+---------+---------+-------------+------+-----------+--------+
 *   | sync   | type | length  | session | number  | time ms     | head | payload   | CRC32C |
 *   | 4      | 1    | 3       | 4       | 4       | 6           | 2    | n         | 4      |
 *   +--------+------+---------+---------+---------+-------------+------+-----------+--------+
 *   type: low 4 bits the kind, bit 4 KEY, bits 5-7 reserved
 *   head: low 16 bits of CRC32C over bytes 0-21      CRC32C: over bytes 0 to 24+n
 * </pre>
 */
public final class BlockFrame {
  public static final int HEADER_BYTES = 24;
  public static final int OVERHEAD_BYTES = 28;
  public static final int MOST_PAYLOAD_BYTES = 1 << 20;

  /** The largest block there is. */
  public static final int MOST_BLOCK_BYTES = OVERHEAD_BYTES + MOST_PAYLOAD_BYTES;

  /** FE 4B 4C C1 on disk: FE and C1 occur in no UTF-8 text. */
  static final int SYNC = 0xC14C4BFE;

  static final byte SYNC_FIRST = (byte) 0xFE;
  static final int KEY = 0x10;
  static final int RESERVED_FLAGS = 0xE0;
  static final int CHECKED_HEADER_BYTES = 22;
  static final long MOST_TIME_MILLIS = (1L << 48) - 1;

  private BlockFrame() {}

  /**
   * Appends one block at the buffer's position and sets its order to little endian.
   *
   * @param session random part of the session's id
   * @param number from 0, one more than the block before
   * @param timeMillis of the first sample or of the event, on the session's monotonic axis
   * @param payload read from its position to its limit, which are left as they were
   */
  public static void write(
      ByteBuffer into,
      BlockType type,
      boolean key,
      int session,
      int number,
      long timeMillis,
      ByteBuffer payload) {
    write(into, type, key, session, number, timeMillis, payload, new CRC32C());
  }

  /** The same with a check sum that the caller keeps, so that nothing is allocated. */
  public static void write(
      ByteBuffer into,
      BlockType type,
      boolean key,
      int session,
      int number,
      long timeMillis,
      ByteBuffer payload,
      CRC32C crc) {
    int length = payload.remaining();
    if (length > MOST_PAYLOAD_BYTES || number < 0) {
      throw new IllegalArgumentException(
          "a block has a number from 0 and at most %d bytes: number=%d, bytes=%d"
              .formatted(MOST_PAYLOAD_BYTES, number, length));
    }
    int start = into.position();
    int code = type.code() | (key ? KEY : 0);
    long time = Math.clamp(timeMillis, 0, MOST_TIME_MILLIS);
    into.order(ByteOrder.LITTLE_ENDIAN)
        .putInt(SYNC)
        .putInt(code | length << 8)
        .putInt(session)
        .putInt(number)
        .putInt((int) time)
        .putShort((short) (time >>> 32));
    into.putShort((short) crc(crc, into, start, CHECKED_HEADER_BYTES));
    into.put(into.position(), payload, payload.position(), length);
    into.position(start + HEADER_BYTES + length);
    into.putInt((int) crc(crc, into, start, HEADER_BYTES + length));
  }

  /** CRC32C of a span before the buffer's position; position and limit stay as they were. */
  private static long crc(CRC32C crc, ByteBuffer bytes, int start, int length) {
    int position = bytes.position();
    int limit = bytes.limit();
    crc.reset();
    bytes.limit(start + length).position(start);
    crc.update(bytes);
    bytes.limit(limit).position(position);
    return crc.getValue();
  }
}
