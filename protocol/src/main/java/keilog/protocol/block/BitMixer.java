package keilog.protocol.block;

import java.util.Arrays;

/**
 * Predicts and codes single bits. A bit's probability is mixed, in the logistic domain, from four
 * adaptive contexts, with weights that learn. A context is a slot: probability of a 1 in the upper
 * 22 bits, how often it was seen in the lower 10. Integers only; both directions run the same
 * lines.
 */
final class BitMixer {
  private static final int INPUTS = 4;
  private static final int COUNT_MASK = 1023;
  private static final int MOST_COUNT = 127;
  private static final int UNSEEN = 1 << 31;
  private static final int FIRST_WEIGHT = 20_000;
  private static final int LEARNING = 20;

  /** By how often a slot was seen: how far it moves towards the bit, in 1/65536. */
  private static final int[] STEP = new int[MOST_COUNT + 1];

  /** By how often a slot was seen: how much its opinion counts, in 1/256. */
  private static final int[] TRUST = new int[MOST_COUNT + 1];

  static {
    for (int n = 0; n <= MOST_COUNT; n++) {
      STEP[n] = 327_680 / (5 * n + 8);
      TRUST[n] = 256 * (2 * n + 1) / (2 * n + 3);
    }
  }

  private final BitCoder coder;
  private final int[] slots;
  private final int[] weights;

  /**
   * @param slots number of contexts
   * @param sets number of sets of weights
   */
  BitMixer(BitCoder coder, int slots, int sets) {
    this.coder = coder;
    this.slots = new int[slots];
    this.weights = new int[sets * INPUTS];
  }

  void reset() {
    Arrays.fill(slots, UNSEEN);
    Arrays.fill(weights, FIRST_WEIGHT);
  }

  /** Gives a slot a first probability, in 1/4194304, and a count of times seen. */
  void prime(int slot, int probability, int count) {
    slots[slot] = probability << 10 | count;
  }

  boolean reading() {
    return coder.reading();
  }

  /** Codes one bit in four contexts, mixed with the weights of a set. */
  int code(int bit, int set, int a, int b, int c, int d) {
    int[] s = slots;
    int[] w = weights;
    int va = s[a];
    int vb = s[b];
    int vc = s[c];
    int vd = s[d];
    int sa = opinion(va);
    int sb = opinion(vb);
    int sc = opinion(vc);
    int sd = opinion(vd);
    int k = set * INPUTS;
    long dot =
        (long) w[k] * sa + (long) w[k + 1] * sb + (long) w[k + 2] * sc + (long) w[k + 3] * sd;
    int p = Logistic.squash(dot >> 16);
    int coded = coder.code(bit, p * 16 + 8);
    int error = ((coded << 12) - p) * LEARNING;
    w[k] += sa * error + 0x2000 >> 14;
    w[k + 1] += sb * error + 0x2000 >> 14;
    w[k + 2] += sc * error + 0x2000 >> 14;
    w[k + 3] += sd * error + 0x2000 >> 14;
    s[a] = learn(va, coded);
    s[b] = learn(vb, coded);
    s[c] = learn(vc, coded);
    s[d] = learn(vd, coded);
    return coded;
  }

  /** Codes one bit in one context. */
  int code(int bit, int slot) {
    int v = slots[slot];
    int coded = coder.code(bit, Math.max(32, Math.min(65_504, v >>> 16)));
    slots[slot] = learn(v, coded);
    return coded;
  }

  /** Codes the low {@code bits} bits of a value without a model, highest first. */
  long direct(long value, int bits) {
    long result = 0;
    for (int i = bits - 1; i >= 0; i--) {
      result = result << 1 | coder.code((int) (value >>> i) & 1, 32_768);
    }
    return result;
  }

  private static int opinion(int slot) {
    return Logistic.stretch(slot >>> 20) * TRUST[slot & COUNT_MASK] >> 8;
  }

  private static int learn(int slot, int bit) {
    int count = slot & COUNT_MASK;
    int p = slot >>> 10;
    p += (int) ((long) ((bit << 22) - p) * STEP[count] >> 16);
    return p << 10 | (count < MOST_COUNT ? count + 1 : count);
  }
}
