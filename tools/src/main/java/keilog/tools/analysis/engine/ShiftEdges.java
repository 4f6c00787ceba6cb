package keilog.tools.analysis.engine;

import java.util.Optional;

/**
 * Finds when a gear let go and when the next was in. Coarsely that is where the ratio of speeds is
 * 4 % off; finely, where it leaves the value it held just before, or reaches the one it holds just
 * after. One thread.
 */
final class ShiftEdges {
  /** Coarsely, a gear is left or reached here, in ln(ratio). */
  private static final double BAND = 0.04;

  /** Slower engine speeds show no finer edge. Ours. */
  private static final double LEAST_FINE_HZ = 20;

  /** The gear's own value is taken from this far off the coarse edge, over a window. Both ours. */
  private static final long NEAR_NANOS = 250_000_000L;

  private static final long WINDOW_NANOS = 250_000_000L;
  private static final int LEAST_SAMPLES = 4;

  /** An engine that runs this far ahead has left its gear, in ln(ratio). Ours. */
  private static final double LEAST_FLARE = 0.018;

  /** An edge is as many standard deviations off as this. Ours. */
  private static final double SIGMAS = 4;

  private static final double MOST_FINE = BAND;

  /** A clutch that takes up less than this, in ln(ratio) over two samples, is not seen. Ours. */
  private static final double LEAST_JUMP = 0.001;

  private static final double JUMP_SIGMAS = 5;

  private final Gears gears;
  private final EngineSpeed engine;
  private final double leastFine;
  private final double flare;

  ShiftEdges(Gears gears) {
    this.gears = gears;
    this.engine = gears.engine();
    this.leastFine =
        switch (gears.set().speedFrom()) {
          case WHEEL -> 0.001;
          case GPS -> 0.006;
          case COARSE_WHEEL, NONE -> 0.015;
        };
    this.flare = leastFine + LEAST_FLARE;
  }

  private double off(int row, int gear) {
    double k = gears.pattern().steps().get(gear - 1).logRatio();
    return Math.log(engine.rpm()[row] / gears.speed()[row]) - k;
  }

  /**
   * The last sample in the old gear.
   *
   * @param from first sample of its run
   * @param to first sample after its run
   */
  int left(int from, int to, int gear) {
    int coarse = to - 1;
    while (coarse > from && Math.abs(off(coarse, gear)) > BAND) {
      coarse--;
    }
    if (engine.rateHz() < LEAST_FINE_HZ) {
      return coarse;
    }
    Optional<Held> near = heldBefore(from, coarse, gear);
    coarse = beforeFlare(coarse, from, gear, Math.max(flare, near.map(Held::far).orElse(0.0)));
    near = heldBefore(from, coarse, gear);
    if (near.isEmpty()) {
      return coarse;
    }
    Held held = near.get();
    int end = engine.from(engine.times()[coarse] - NEAR_NANOS);
    int row = coarse;
    while (row > end && Math.abs(off(row, gear) - held.mean) > held.reach) {
      row--;
    }
    return row;
  }

  /**
   * The first sample in the new gear.
   *
   * @param from first sample of its run
   * @param to first sample after its run
   * @param down whether it is the shorter: well-matched revs hide the edge but for a small jump
   */
  int reached(int from, int to, int gear, boolean down) {
    int coarse = from;
    while (coarse < to - 1 && Math.abs(off(coarse, gear)) > BAND) {
      coarse++;
    }
    long edge = engine.times()[coarse];
    int begin = Math.max(coarse, engine.from(edge + NEAR_NANOS));
    int end = Math.min(to, engine.from(edge + NEAR_NANOS + WINDOW_NANOS));
    if (engine.rateHz() < LEAST_FINE_HZ || end - begin < LEAST_SAMPLES) {
      return coarse;
    }
    Held held = held(begin, end, gear);
    int row = begin;
    while (row > coarse
        && Math.abs(off(row - 1, gear) - held.mean) <= held.reach
        && !(down && bites(row, gear, held))) {
      row--;
    }
    return row;
  }

  private Optional<Held> heldBefore(int from, int edge, int gear) {
    long time = engine.times()[edge];
    int begin = Math.max(from + 2, engine.from(time - NEAR_NANOS - WINDOW_NANOS));
    int end = Math.min(edge, engine.from(time - NEAR_NANOS));
    return end - begin < LEAST_SAMPLES ? Optional.empty() : Optional.of(held(begin, end, gear));
  }

  /** The last sample before a flare that came just before an edge; the edge where there is none. */
  private int beforeFlare(int edge, int from, int gear, double least) {
    int before = edge;
    for (int i = edge; i > from && engine.times()[edge] - engine.times()[i] < NEAR_NANOS; i--) {
      before = Math.abs(off(i, gear)) > least ? i - 1 : before;
    }
    boolean held = before - from >= LEAST_SAMPLES && Math.abs(off(before, gear)) <= least;
    return held ? before : edge;
  }

  /** Whether the ratio jumps towards its value here: the clutch takes up the last difference. */
  private boolean bites(int row, int gear, Held held) {
    double before = off(row - 2, gear);
    double now = off(row, gear);
    return Math.abs(now - before) > held.jump
        && Math.abs(before - held.mean) > Math.abs(now - held.mean);
  }

  /**
   * What a gear's ratio was over a while.
   *
   * @param mean of it
   * @param reach how far from the mean a sample may lie
   * @param jump what no two samples but one apart differ by
   */
  private record Held(double mean, double reach, double jump) {
    /** How far from the gear's own ratio a sample may lie. */
    double far() {
      return Math.abs(mean) + reach;
    }
  }

  private Held held(int from, int to, int gear) {
    double sum = 0;
    double squares = 0;
    double jumps = 0;
    for (int i = from; i < to; i++) {
      double off = off(i, gear);
      double jump = off - off(i - 2, gear);
      sum += off;
      squares += off * off;
      jumps += jump * jump;
    }
    int n = to - from;
    double sd = Math.sqrt(Math.max(0, squares / n - sum * sum / n / n));
    return new Held(
        sum / n,
        Math.clamp(SIGMAS * sd, leastFine, MOST_FINE),
        Math.max(LEAST_JUMP, JUMP_SIGMAS * Math.sqrt(jumps / n)));
  }
}
