package keilog.protocol.block;

import java.util.Optional;

/** The kinds of block; the code is the low half of the frame's type byte, for ever. */
public enum BlockType {
  SCHEMA(1),
  DATA(2),
  EVENT(3),
  CLOCK(4),
  END(5),
  RAW(6),
  DROPOUT(7);

  private static final BlockType[] BY_CODE = new BlockType[16];

  static {
    for (BlockType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  private final int code;

  BlockType(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** The type of a code 0..15; empty where only a later version of the format knows it. */
  public static Optional<BlockType> of(int code) {
    return Optional.ofNullable(BY_CODE[code & 0xF]);
  }
}
