package keilog.protocol.block;

/**
 * What codec 2 believes of a magnitude's class before it has seen any: that magnitudes fall off
 * exponentially, with the column's scale for a mean.
 */
final class LaplaceTable {
  // 4096 exp(-0.5 / m), m = 1.6 × 2^((step - 32) / 4), held within 8..4088.
  private static final int[] MORE = {
    8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 11, 28, 61, 119, 210, 336, 500, 699, 926, 1174,
    1432, 1692, 1948, 2192, 2422, 2633, 2825, 2997, 3149, 3284, 3401, 3503, 3592, 3668, 3733, 3788,
    3836, 3876, 3910, 3939, 3964, 3984, 4002, 4017, 4029, 4040, 4049, 4056, 4063, 4068, 4072, 4076,
    4079, 4082, 4084, 4086, 4088, 4088, 4088
  };

  private LaplaceTable() {}

  /**
   * Probability, in 1/4194304, that a magnitude is of a higher class.
   *
   * @param step scale less class, in quarters of a bit, plus 32; 0..63
   */
  static int stay(int step) {
    return MORE[step] << 10;
  }
}
