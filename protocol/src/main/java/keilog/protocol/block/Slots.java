package keilog.protocol.block;

/**
 * Where codec 2's contexts and sets of weights lie. Shared slots come first, then those of each
 * column. Sizes stand in brackets, the first index outermost.
 */
final class Slots {
  // Shared by all columns of a group.
  static final int ROWS = 0; // [tree of 5 bits 32]
  static final int FIRST = ROWS + 32; // [tree of 7 bits 128]
  static final int FULL = FIRST + 128; // [last two 4]
  static final int SAME_PRESENCE = FULL + 4; // [1]
  static final int STILL = SAME_PRESENCE + 1; // [history 16]
  static final int STILL_NEIGHBOUR = STILL + 16; // [neighbour's last 2]
  static final int STILL_ROWS = STILL_NEIGHBOUR + 2; // [rows 16]
  static final int RUN = STILL_ROWS + 16; // [run 16][moved 2][time 2]
  static final int SCALE = RUN + 64; // [scale less class, in quarters, 64]
  static final int BITS = SCALE + 64; // [class 16][prefix 8]
  static final int BITS_DEEP = BITS + 128; // [class 16]
  static final int RECALL_FLAG = BITS_DEEP + 16; // [trust 8][guessed bit 2]
  static final int RECALL_SIGN = RECALL_FLAG + 16;
  static final int RECALL_CLASS = RECALL_SIGN + 16;
  static final int RECALL_BIT = RECALL_CLASS + 16;
  static final int SHARED = RECALL_BIT + 16;

  // Of one column.
  static final int FLAG = 0; // [history 16][moved 2]
  static final int FLAG_NEIGHBOUR = FLAG + 32; // [neighbours' flags 4][pace 4]
  static final int FLAG_PARTNER = FLAG_NEIGHBOUR + 16; // [partner's class 8][moved 2]
  static final int SIGN = FLAG_PARTNER + 16; // [last two signs 4][moved 2]
  static final int SIGN_FLAGS = SIGN + 8; // [last two flags 4][last sign 2]
  static final int SIGN_NEIGHBOUR = SIGN_FLAGS + 8; // [neighbour's sign 3]
  static final int SIGN_PARTNER = SIGN_NEIGHBOUR + 3; // [partner's sign 3][partner's class 8]
  static final int CLASS = SIGN_PARTNER + 24; // [class 32]
  static final int CLASS_PARTNER = CLASS + 32; // [partner's class 8][class 16]
  static final int CLASS_LAST = CLASS_PARTNER + 128; // [last class 16][class 16]
  static final int TREE = CLASS_LAST + 256; // [class 1..7 and all bits 128]
  static final int TREE_TOP = TREE + 128; // [class 16][prefix 8]
  static final int PREFIX = TREE_TOP + 128; // [class 16][prefix 8]
  static final int PREFIX_DEEP = PREFIX + 128; // [class 16]
  static final int STILL_OWN = PREFIX_DEEP + 16; // [history 4]
  static final int PRESENT = STILL_OWN + 4; // [last 2]
  static final int COLUMN = PRESENT + 2;

  // Sets of weights, shared by all columns of a group.
  static final int STILL_SET = 0;
  static final int FLAG_SETS = STILL_SET + 1; // [moved 2][time 2]
  static final int SIGN_SETS = FLAG_SETS + 4; // [time 2]
  static final int CLASS_SETS = SIGN_SETS + 2; // [class 16][time 2]
  static final int BIT_SETS = CLASS_SETS + 32; // [class 16][bit 6]
  static final int SETS = BIT_SETS + 96;

  private Slots() {}

  /** The slot of a guess from memory; trust 0 is no guess. */
  static int recall(int first, int trust, boolean guessedBit) {
    return trust == 0 ? first : first + trust * 2 + (guessedBit ? 1 : 0);
  }
}
