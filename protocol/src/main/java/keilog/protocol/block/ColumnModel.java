package keilog.protocol.block;

import java.util.Arrays;

/**
 * What codec 2 knows of one column: predicts the next number, codes the residual bit by bit through
 * {@link BitMixer}, and learns. The same lines run in both directions. A group's time column is one
 * of these too, over the distances between rows.
 *
 * <p>A residual is a flag (is it other than 0), a sign, a class (how many bits the magnitude has,
 * in unary) and the bits below the highest.
 */
final class ColumnModel {
  /** A column of values. */
  static final int VALUES = 0;

  /** The column of distances between rows. */
  static final int DISTANCES = 1;

  private static final int PREDICTORS = 4;
  private static final int STEADY = 0;
  private static final int LINEAR = 1;
  private static final int MEAN = 2;
  private static final int PARTNER = 3;

  /** A predictor other than the steady one is taken when it saves half a bit a number. */
  private static final int MARGIN = 8 * 16 * 16;

  private static final int FIRST_SCALE = 3 * 16;

  private final BitMixer mixer;
  private final int base;
  private final int time;
  private final Recall recall = new Recall();
  private final long[] predicted = new long[PREDICTORS];
  private final int[] cost = new int[PREDICTORS];
  private long last;
  private long beforeLast;
  private long mean;
  private long anchor;
  private int flags;
  private int signs;
  private int scale;
  private int seen;
  private int lastClass;
  private int run;
  private int stillHistory;

  /**
   * @param base the column's first slot in the mixer
   * @param time {@link #VALUES} or {@link #DISTANCES}
   */
  ColumnModel(BitMixer mixer, int base, int time) {
    this.mixer = mixer;
    this.base = base;
    this.time = time;
  }

  /** Forgets everything; the first guess of a distance is {@code firstAnchor}. */
  void reset(long firstAnchor) {
    recall.reset();
    Arrays.fill(cost, 0);
    last = 0;
    beforeLast = 0;
    mean = 0;
    anchor = firstAnchor;
    flags = 0;
    signs = 0;
    scale = FIRST_SCALE;
    seen = 0;
    lastClass = 0;
    run = 0;
    stillHistory = 0;
  }

  /** The last number coded. */
  long last() {
    return last;
  }

  /** Rounded mean of the recent numbers. */
  long mean() {
    return mean + 128 >> 8;
  }

  /** Whether a number was coded since the reset. */
  boolean begun() {
    return seen > 0;
  }

  /** Takes a number that was coded without this model. */
  void begin(long value) {
    last = value;
    beforeLast = value;
    mean = value << 8;
    seen = 1;
  }

  /** Codes whether all of a payload's numbers repeat the last one. */
  boolean still(boolean repeats, int neighbourHistory, int rows) {
    int bit =
        mixer.code(
            repeats ? 1 : 0,
            Slots.STILL_SET,
            base + Slots.STILL_OWN + (stillHistory & 3),
            Slots.STILL + (stillHistory & 15),
            Slots.STILL_NEIGHBOUR + (neighbourHistory & 1),
            Slots.STILL_ROWS + Math.min(15, rows));
    stillHistory = stillHistory << 1 | bit;
    if (bit != 0) {
      beforeLast = last;
      flags = rows >= 4 ? 0 : flags << rows;
    }
    return bit != 0;
  }

  int stillHistory() {
    return stillHistory;
  }

  /**
   * Codes one number.
   *
   * @param value the number when writing, ignored when reading
   * @param around what the row holds so far
   * @return the number
   */
  long code(long value, RowContext around) {
    predict(around);
    int chosen = choose();
    long prediction = predicted[chosen];
    int moved = chosen == STEADY ? 0 : 1;
    recall.look(
        time == VALUES ? around.situation(last - beforeLast) : last * Recall.SPREAD + beforeLast);
    long guess = last + recall.step() - prediction;
    int trust = recall.trust();
    long residual = value - prediction;
    int flag =
        mixer.code(
            residual != 0 ? 1 : 0,
            Slots.FLAG_SETS + moved * 2 + time,
            base + Slots.FLAG + (flags & 15) * 2 + moved,
            base + Slots.FLAG_NEIGHBOUR + around.neighbourFlags() * 4 + around.pace(),
            around.hasPartner()
                ? base + Slots.FLAG_PARTNER + around.partnerClass * 2 + moved
                : Slots.RUN + Math.min(15, run) * 4 + moved * 2 + time,
            Slots.recall(Slots.RECALL_FLAG, trust, guess != 0));
    trust = (guess != 0) == (flag != 0) ? trust : 0;
    long coded = prediction;
    if (flag != 0) {
      coded += codeResidual(residual, moved, guess, trust, around);
    } else {
      run++;
      around.tell(0, 0);
    }
    flags = flags << 1 | flag;
    learn(coded);
    return coded;
  }

  private void predict(RowContext around) {
    predicted[STEADY] = time == VALUES ? last : anchor;
    predicted[LINEAR] = time == VALUES ? last + (last - beforeLast) : last;
    predicted[MEAN] = mean();
    predicted[PARTNER] = last + around.partnerStep;
  }

  private int choose() {
    int best = STEADY;
    int least = cost[STEADY] - MARGIN;
    for (int i = 1; i < PREDICTORS; i++) {
      if (cost[i] < least) {
        best = i;
        least = cost[i];
      }
    }
    return best;
  }

  private long codeResidual(
      long residual, int moved, long guess, int trustBefore, RowContext around) {
    int trust = trustBefore;
    int sign =
        mixer.code(
            residual < 0 ? 1 : 0,
            Slots.SIGN_SETS + time,
            base + Slots.SIGN + (signs & 3) * 2 + moved,
            base + Slots.SIGN_FLAGS + (flags & 3) * 2 + (signs & 1),
            around.hasPartner()
                ? base + Slots.SIGN_PARTNER + around.partnerSign * 8 + around.partnerClass
                : base + Slots.SIGN_NEIGHBOUR + around.neighbourSign(),
            Slots.recall(Slots.RECALL_SIGN, trust, guess < 0));
    trust = (guess < 0) == (sign != 0) ? trust : 0;
    long guessed = Math.abs(guess);
    int size =
        codeClass(64 - Long.numberOfLeadingZeros(Math.abs(residual)), guessed, trust, around);
    trust = 64 - Long.numberOfLeadingZeros(guessed) == size ? trust : 0;
    long magnitude = codeBits(Math.abs(residual), size, guessed, trust);
    int log = log16(magnitude) + 8;
    scale += (log - scale) / Math.min(3, seen + 1);
    seen = Math.min(3, seen + 1);
    lastClass = size;
    signs = signs << 1 | sign;
    run = 0;
    around.tell(1, sign);
    return sign != 0 ? -magnitude : magnitude;
  }

  private int codeClass(int wanted, long guessed, int trustBefore, RowContext around) {
    int trust = trustBefore;
    int guessedClass = 64 - Long.numberOfLeadingZeros(guessed);
    int size = 1;
    while (size < 64) {
      int near = Math.min(size, 15);
      int more =
          mixer.code(
              wanted > size ? 1 : 0,
              Slots.CLASS_SETS + near * 2 + time,
              Slots.SCALE + Math.max(0, Math.min(63, (scale >> 2) - 4 * size + 32)),
              around.hasPartner()
                  ? base + Slots.CLASS_PARTNER + around.partnerClass * 16 + near
                  : base + Slots.CLASS + Math.min(size, 31),
              base + Slots.CLASS_LAST + Math.min(15, lastClass) * 16 + near,
              Slots.recall(Slots.RECALL_CLASS, trust, guessedClass > size));
      trust = (guessedClass > size) == (more != 0) ? trust : 0;
      if (more == 0) {
        break;
      }
      size++;
    }
    return size;
  }

  /** The bits below the highest one: up to class 7 all of them in a model, above it the first 3. */
  private long codeBits(long magnitude, int size, long guessed, int trustBefore) {
    int trust = trustBefore;
    int near = Math.min(size, 15);
    int modelled = size <= 7 ? size - 1 : 3;
    long coded = 1;
    for (int i = 0; i < modelled; i++) {
      int shift = size - 2 - i;
      int guessedBit = (int) (guessed >>> shift) & 1;
      int prefix = (int) coded;
      int bit =
          mixer.code(
              (int) (magnitude >>> shift) & 1,
              Slots.BIT_SETS + near * 6 + i,
              i < 3 ? Slots.BITS + near * 8 + prefix : Slots.BITS_DEEP + near,
              size <= 7
                  ? base + Slots.TREE + (1 << size - 1) + (1 << i) - 1 + prefix - (1 << i)
                  : base + Slots.TREE_TOP + near * 8 + prefix,
              i < 3 ? base + Slots.PREFIX + near * 8 + prefix : base + Slots.PREFIX_DEEP + near,
              Slots.recall(Slots.RECALL_BIT, trust, guessedBit != 0));
      trust = guessedBit == bit ? trust : 0;
      coded = coded << 1 | bit;
    }
    int rest = size - 1 - modelled;
    return rest == 0 ? coded : coded << rest | mixer.direct(magnitude, rest);
  }

  private void learn(long value) {
    recall.learn(value - last);
    for (int i = 0; i < PREDICTORS; i++) {
      long error = Math.abs(value - predicted[i]);
      int bits = error == 0 ? 0 : log16(error) + 24;
      cost[i] += bits * 16 - (cost[i] >> 4);
    }
    if (anchor == 0) {
      anchor = value;
    }
    beforeLast = last;
    last = value;
    mean += (value << 8) - mean >> 3;
  }

  /** log2 in sixteenths of a magnitude from 1, unsigned, the fraction linear. */
  static int log16(long magnitude) {
    int whole = 63 - Long.numberOfLeadingZeros(magnitude);
    long fraction = whole >= 4 ? magnitude >>> whole - 4 : magnitude << 4 - whole;
    return whole * 16 + ((int) fraction & 15);
  }
}
