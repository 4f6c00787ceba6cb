package keilog.protocol.block;

import java.nio.ByteBuffer;

/**
 * The payload of a DROPOUT block.
 *
 * <pre>
 *   0        1          9          17
 *   +--------+----------+----------+-------------+----------------+--------------+--------+
 *   | reason | from ns  | to ns    | rows varint | samples varint | source text  | fields |
 *   | 1      | 8        | 8        |             |                |              |        |
 *   +--------+----------+----------+-------------+----------------+--------------+--------+
 * </pre>
 */
public final class DropoutPayload {
  private DropoutPayload() {}

  /** A new buffer from position 0 to its limit. */
  public static ByteBuffer encode(Dropout dropout) {
    return new PayloadOut()
        .u8(dropout.reason().id())
        .i64(dropout.fromNanos())
        .i64(dropout.toNanos())
        .varint(dropout.rows())
        .varint(dropout.samples())
        .text(dropout.source())
        .payload();
  }

  /** Reads a payload from its position to its limit. */
  public static Dropout decode(ByteBuffer payload) throws DamagedPayload {
    PayloadIn in = PayloadIn.of(payload);
    Dropout.Reason reason = Dropout.Reason.of(in.u8());
    long from = in.i64();
    long to = in.i64();
    long rows = in.varint();
    long samples = in.varint();
    if (rows < 0 || samples < 0) {
      throw new DamagedPayload(
          "a drop-out's counts fit in 63 bits: rows=%x, samples=%x".formatted(rows, samples));
    }
    return new Dropout(in.text(), reason, from, to, rows, samples);
  }
}
