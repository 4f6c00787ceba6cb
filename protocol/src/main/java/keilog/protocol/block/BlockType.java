package keilog.protocol.block;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The kinds of block; the code is the low half of the frame's type byte, for ever. */
public enum BlockType {
  SCHEMA(1),
  DATA(2),
  EVENT(3),
  CLOCK(4),
  END(5),
  RAW(6),
  DROPOUT(7);

  private static final List<Optional<BlockType>> BY_CODE =
      IntStream.range(0, 16)
          .mapToObj(code -> Arrays.stream(values()).filter(t -> t.code == code).findFirst())
          .toList();

  private final int code;

  BlockType(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** The type of a code 0..15; empty where only a later version of the format knows it. */
  public static Optional<BlockType> of(int code) {
    return BY_CODE.get(code & 0xF);
  }
}
