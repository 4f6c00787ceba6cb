package keilog.protocol.block;

import java.nio.ByteBuffer;

/**
 * The payload of an END block.
 *
 * <pre>
 *   0        1
 *   +--------+-------------+--------+
 *   | reason | detail text | fields |
 *   | 1      |             |        |
 *   +--------+-------------+--------+
 * </pre>
 */
public final class EndPayload {
  private EndPayload() {}

  /** A new buffer from position 0 to its limit. */
  public static ByteBuffer encode(End end) {
    return new PayloadOut().u8(end.reason().id()).text(PayloadOut.fitting(end.detail())).payload();
  }

  /** Reads a payload from its position to its limit. */
  public static End decode(ByteBuffer payload) throws DamagedPayload {
    PayloadIn in = PayloadIn.of(payload);
    return new End(End.Reason.of(in.u8()), in.text());
  }
}
