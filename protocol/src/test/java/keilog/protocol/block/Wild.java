package keilog.protocol.block;

import java.util.Random;

/** Numbers of every size, extremes among them. */
final class Wild {
  private Wild() {}

  static long time(Random random) {
    return random.nextInt(20) == 0
        ? random.nextLong() / 4
        : 5_000_000_000L + random.nextInt(1_000_000_000);
  }

  static long[] raws(Random random, int channels) {
    long[] raws = new long[channels];
    for (int c = 0; c < channels; c++) {
      raws[c] =
          switch (random.nextInt(8)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3, 4 -> 1000 * c;
            case 5 -> 0;
            default -> random.nextInt(100) - 50;
          };
    }
    return raws;
  }
}
