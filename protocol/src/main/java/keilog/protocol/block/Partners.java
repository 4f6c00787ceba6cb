package keilog.protocol.block;

import java.util.Arrays;

/**
 * Finds, for each column of a group, an earlier column that moves with it, and the ratio of their
 * steps. Both sides learn it from the payloads of the chain; within one payload nothing changes.
 */
final class Partners {
  static final int NONE = -1;

  /** A score above this makes a partner: about four more rows together than apart. */
  private static final int LEAST_SCORE = 6;

  private static final long MOST_STEP = 1 << 24;
  private static final long MOST_SUM = 1L << 46;

  private final int columns;
  private final int[] scores;
  private final int[] chosen;
  private final long[] changed;
  private final long[] fell;
  private final long[] products;
  private final long[] squares;
  private final long[] ratios;

  Partners(int columns) {
    this.columns = columns;
    this.scores = new int[columns * columns];
    this.chosen = new int[columns];
    this.changed = new long[columns];
    this.fell = new long[columns];
    this.products = new long[columns];
    this.squares = new long[columns];
    this.ratios = new long[columns];
  }

  void reset() {
    Arrays.fill(scores, 0);
    Arrays.fill(chosen, NONE);
    for (int column = 0; column < columns; column++) {
      forget(column);
    }
  }

  /** The column's partner in this payload, or {@link #NONE}. */
  int choose(int column) {
    int best = NONE;
    int most = LEAST_SCORE;
    for (int other = 0; other < column; other++) {
      int score = Math.abs(scores[column * columns + other]);
      if (score > most) {
        most = score;
        best = other;
      }
    }
    if (best != chosen[column]) {
      chosen[column] = best;
      forget(column);
    }
    return best;
  }

  /** The step expected of a column whose partner made a step. */
  long expected(int column, long partnerStep) {
    return small(partnerStep) ? partnerStep * ratios[column] + 0x8000 >> 16 : 0;
  }

  /** Begins a column of a payload, at first without a step. */
  void begin(int column) {
    changed[column] = 0;
    fell[column] = 0;
    products[column] -= products[column] >> 2;
    squares[column] -= squares[column] >> 2;
  }

  /** Takes a step of a column; the first 64 rows of a payload tell who moves together. */
  void note(int column, int row, long step, long partnerStep) {
    if (row < 64 && step != 0) {
      changed[column] |= 1L << row;
      fell[column] |= step < 0 ? 1L << row : 0;
    }
    if (small(step) && small(partnerStep)) {
      products[column] += step * partnerStep;
      squares[column] += partnerStep * partnerStep;
    }
  }

  /** Draws the conclusions of a payload. */
  void end() {
    for (int column = 1; column < columns; column++) {
      if (changed[column] != 0) {
        score(column);
        ratios[column] = ratio(products[column], squares[column]);
      }
    }
  }

  private void score(int column) {
    for (int other = 0; other < column; other++) {
      long both = changed[column] & changed[other];
      if (both != 0) {
        int apart = Long.bitCount(both & (fell[column] ^ fell[other]));
        int at = column * columns + other;
        scores[at] += 2 * (Long.bitCount(both) - 2 * apart) - scores[at] / 4;
      }
    }
  }

  private void forget(int column) {
    products[column] = 0;
    squares[column] = 0;
    ratios[column] = 0;
  }

  private static boolean small(long step) {
    return step < MOST_STEP && step > -MOST_STEP;
  }

  /** Product by square, in 1/65536. */
  private static long ratio(long product, long square) {
    long p = product;
    long q = square;
    while (p > MOST_SUM || p < -MOST_SUM || q > MOST_SUM) {
      p >>= 1;
      q >>= 1;
    }
    return q > 0 ? p * 65_536 / q : 0;
  }
}
