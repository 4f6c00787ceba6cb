package keilog.protocol.block;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The payload of a RAW block.
 *
 * <pre>
 *   +-------------+--------------------------------------------------------------+
 *   | source text | chunks: direction 1, time, length varint, bytes; to the end   |
 *   +-------------+--------------------------------------------------------------+
 *   time: of the first chunk 8 bytes of ns, of a later one varint ns since the one before
 * </pre>
 */
public final class RawPayload {
  private RawPayload() {}

  /** A new buffer from position 0 to its limit. */
  public static ByteBuffer encode(RawBytes raw) {
    PayloadOut out = new PayloadOut().text(raw.source());
    long before = 0;
    boolean first = true;
    for (RawBytes.Chunk chunk : raw.chunks()) {
      out.u8(chunk.direction().id());
      if (first) {
        out.i64(chunk.timeNanos());
      } else if (chunk.timeNanos() < before) {
        throw new IllegalArgumentException(
            "raw chunks come in rising time: before=%d, time=%d"
                .formatted(before, chunk.timeNanos()));
      } else {
        out.varint(chunk.timeNanos() - before);
      }
      out.chunk(chunk.bytes());
      before = chunk.timeNanos();
      first = false;
    }
    return out.payload();
  }

  /** Reads a payload from its position to its limit. */
  public static RawBytes decode(ByteBuffer payload) throws DamagedPayload {
    PayloadIn in = PayloadIn.of(payload);
    String source = in.text();
    List<RawBytes.Chunk> chunks = new ArrayList<>();
    long time = 0;
    while (in.remaining() > 0) {
      int direction = in.u8();
      if (direction > 1) {
        throw new DamagedPayload("a direction is 0 or 1: direction=" + direction);
      }
      time = chunks.isEmpty() ? in.i64() : time + in.varint();
      byte[] bytes = in.nested("a chunk's length").rest();
      chunks.add(
          new RawBytes.Chunk(
              time, direction == 0 ? RawBytes.Direction.RECEIVED : RawBytes.Direction.SENT, bytes));
    }
    return new RawBytes(source, chunks);
  }
}
