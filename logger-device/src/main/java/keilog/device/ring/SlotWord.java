package keilog.device.ring;

/**
 * The third long of a slot says where its value belongs.
 *
 * <pre>
 *   63        29   28   27     22 21   16 15        0
 *  +------------+-------+---------+-------+-----------+
 *  | row number | first | remain. | column|  group id |
 *  +------------+-------+---------+-------+-----------+
 *     35 bits     1 bit    6 bits  6 bits    16 bits
 * </pre>
 *
 * Bits from the low end: group id 16, column 6, slots of the row that follow this one 6, first slot
 * of its row 1, row number modulo 2^35 (a year at 1,000 rows a second).
 */
final class SlotWord {
  static final long ROW_MASK = (1L << 35) - 1;
  private static final int COLUMN_SHIFT = 16;
  private static final int REMAINING_SHIFT = 22;
  private static final int FIRST_SHIFT = 28;
  private static final int ROW_SHIFT = 29;

  private SlotWord() {}

  static long of(int group, int column, int remaining, boolean first, long row) {
    return group
        | ((long) column << COLUMN_SHIFT)
        | ((long) remaining << REMAINING_SHIFT)
        | (first ? 1L << FIRST_SHIFT : 0)
        | row << ROW_SHIFT;
  }

  /** Of a row that has one value only. */
  static long ofOne(int group, int column, long row) {
    return group | ((long) column << COLUMN_SHIFT) | 1L << FIRST_SHIFT | row << ROW_SHIFT;
  }

  static int group(long word) {
    return (int) (word & 0xFFFF);
  }

  static int column(long word) {
    return (int) (word >>> COLUMN_SHIFT) & 0x3F;
  }

  static int remaining(long word) {
    return (int) (word >>> REMAINING_SHIFT) & 0x3F;
  }

  static boolean first(long word) {
    return (word >>> FIRST_SHIFT & 1) != 0;
  }

  static long row(long word) {
    return word >>> ROW_SHIFT;
  }
}
