package keilog.protocol.block;

/** The few numbers that open a DATA payload and each group in it. */
final class PayloadHead {
  /** Low bits of the first varint: codec id; above them the schema's number. */
  static final int CODEC_BITS = 3;

  static final int CODEC_MASK = (1 << CODEC_BITS) - 1;

  /** Low bit of a group's head: no group follows, and this one's length is left out. */
  static final int LAST = 1;

  private PayloadHead() {}
}
