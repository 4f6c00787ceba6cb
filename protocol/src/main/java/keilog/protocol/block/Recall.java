package keilog.protocol.block;

import java.util.Arrays;

/**
 * A column's memory of which step followed which situation: 64 places, found by a hash, each with
 * the whole key, the step and how far it is trusted.
 */
final class Recall {
  /** Spreads keys over 64 bits (2^64 divided by the golden ratio). */
  static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  static final int MOST_TRUST = 7;
  private static final int BITS = 6;

  private final long[] keys = new long[1 << BITS];
  private final long[] steps = new long[1 << BITS];
  private final int[] trusts = new int[1 << BITS];
  private long key;
  private int place;

  void reset() {
    Arrays.fill(trusts, 0);
    Arrays.fill(steps, 0);
  }

  /** Looks a situation up; what follows speaks of it. */
  void look(long situation) {
    key = situation;
    place = (int) (situation * SPREAD >>> 64 - BITS);
  }

  /** 0 where the situation is new, else 1 to {@link #MOST_TRUST}. */
  int trust() {
    return keys[place] == key ? trusts[place] : 0;
  }

  /** The step that followed; of another situation where the trust is 0. */
  long step() {
    return steps[place];
  }

  /** Remembers what followed this time. */
  void learn(long step) {
    if (trust() > 0 && steps[place] == step) {
      trusts[place] = Math.min(MOST_TRUST, trusts[place] + 1);
    } else if (trust() > 1) {
      trusts[place] >>= 1;
    } else {
      keys[place] = key;
      steps[place] = step;
      trusts[place] = 1;
    }
  }
}
