package keilog.tools.collect;

import keilog.protocol.block.BlockFrame;

/** Walks over blocks that were checked before. */
final class Frames {
  private static final int LENGTH_OFFSET = 5;

  private Frames() {}

  /** Length of the whole block that begins at an offset. */
  static int length(byte[] blocks, int offset) {
    int at = offset + LENGTH_OFFSET;
    int payload = blocks[at] & 0xFF | (blocks[at + 1] & 0xFF) << 8 | (blocks[at + 2] & 0xFF) << 16;
    return BlockFrame.OVERHEAD_BYTES + payload;
  }
}
