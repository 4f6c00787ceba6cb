package keilog.protocol.block;

/**
 * The logistic domain in integers. {@code squash} turns -2047..2047 into a probability in 1/4096;
 * {@code stretch} is its inverse. Both are tables, made from 33 points, so that every machine has
 * the same ones.
 */
final class Logistic {
  /** Largest magnitude of a stretched probability. */
  static final int LIMIT = 2047;

  // 4096 / (1 + e^-x) at x = -8, -7.5, … 8.
  private static final int[] POINTS = {
    1, 2, 3, 6, 10, 16, 27, 45, 73, 120, 194, 310, 488, 747, 1101, 1546, 2047, 2549, 2994, 3348,
    3607, 3785, 3901, 3975, 4024, 4050, 4068, 4079, 4085, 4089, 4092, 4093, 4094
  };

  private static final int[] SQUASH = new int[2 * LIMIT + 1];
  private static final int[] STRETCH = new int[4096];

  static {
    int next = 0;
    for (int x = -LIMIT; x <= LIMIT; x++) {
      int point = (x >> 7) + 16;
      int weight = x & 127;
      int p = POINTS[point] * (128 - weight) + POINTS[point + 1] * weight + 64 >> 7;
      SQUASH[x + LIMIT] = p;
      while (next <= p) {
        STRETCH[next++] = x;
      }
    }
    while (next < STRETCH.length) {
      STRETCH[next++] = LIMIT;
    }
  }

  private Logistic() {}

  /** Probability in 1/4096 of a number that is first held within -{@link #LIMIT}..LIMIT. */
  static int squash(long stretched) {
    return SQUASH[(int) Math.max(-LIMIT, Math.min(LIMIT, stretched)) + LIMIT];
  }

  /** The smallest number whose squash reaches a probability in 1/4096, 0..4095. */
  static int stretch(int probability) {
    return STRETCH[probability];
  }
}
