package keilog.protocol.block;

import java.nio.ByteBuffer;

/**
 * The payload of a CLOCK block.
 *
 * <pre>
 *   0        1          9          17               25
 *   +--------+----------+----------+----------------+--------+
 *   | source | time ns  | UTC ns   | uncertainty ns | fields |
 *   | 1      | 8        | 8        | 8              |        |
 *   +--------+----------+----------+----------------+--------+
 * </pre>
 */
public final class ClockPayload {
  private ClockPayload() {}

  /** A new buffer from position 0 to its limit. */
  public static ByteBuffer encode(ClockTie tie) {
    return new PayloadOut()
        .u8(tie.source().id())
        .i64(tie.timeNanos())
        .i64(tie.utcNanos())
        .i64(tie.uncertaintyNanos())
        .payload();
  }

  /**
   * Reads a payload from its position to its limit. A source that only a later version knows counts
   * as {@link ClockTie.Source#NONE}.
   */
  public static ClockTie decode(ByteBuffer payload) throws DamagedPayload {
    PayloadIn in = PayloadIn.of(payload);
    ClockTie.Source source = ClockTie.Source.of(in.u8()).orElse(ClockTie.Source.NONE);
    return new ClockTie(in.i64(), in.i64(), in.i64(), source);
  }
}
