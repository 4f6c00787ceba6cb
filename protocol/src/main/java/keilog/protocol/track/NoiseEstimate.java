package keilog.protocol.track;

/**
 * How much of a place is new at every epoch, measured as the car drives: steps of the place less
 * what Doppler says of them, and of two such differences in a row what they disagree by. An error
 * that both share (a slow one, a late Doppler) falls out; white noise of deviation σ in the places
 * leaves 6 σ² on each axis. One thread.
 */
final class NoiseEstimate {
  /** Believed before anything was measured, with the weight of so many fixes. */
  private static final double PRIOR_METRES = 0.1;

  private static final int PRIOR_WEIGHT = 8;

  /** Memory: twenty seconds at 10 Hz. */
  private static final int MOST_WEIGHT = 200;

  /** Standing receivers hold their place still. */
  private static final double SLOWEST = 2;

  /** The trapezoid of two speeds is wrong by more than this in a quick change: not used. */
  private static final double BEND_METRES = 0.05;

  private static final double LONGEST_STEP_SECONDS = 1.3;

  /** A single fix counts no more than three deviations. */
  private static final double CLIP = 9;

  private double variance = PRIOR_METRES * PRIOR_METRES;
  private int weight = PRIOR_WEIGHT;

  /** Takes the newest fix. */
  void add(FixTrail trail) {
    int n = trail.newest();
    if (n < 2 || trail.cut(n) || trail.cut(n - 1) || trail.speed(n) < SLOWEST) {
      return;
    }
    double before = trail.seconds(n - 2, n - 1);
    double after = trail.seconds(n - 1, n);
    boolean even = Math.max(before, after) <= 1.5 * Math.min(before, after);
    boolean measured = trail.doppler(n) && trail.doppler(n - 1) && trail.doppler(n - 2);
    if (!even || !measured || after > LONGEST_STEP_SECONDS) {
      return;
    }
    double bend =
        FixTrail.length(
                trail.eastSpeed(n) - 2 * trail.eastSpeed(n - 1) + trail.eastSpeed(n - 2),
                trail.northSpeed(n) - 2 * trail.northSpeed(n - 1) + trail.northSpeed(n - 2))
            * after
            / 12;
    if (bend > BEND_METRES) {
      return;
    }
    double east = eastResidual(trail, n) - eastResidual(trail, n - 1);
    double north = northResidual(trail, n) - northResidual(trail, n - 1);
    double sample = Math.min((east * east + north * north) / 12, CLIP * variance);
    weight = Math.min(weight + 1, MOST_WEIGHT);
    variance += (sample - variance) / weight;
  }

  /** One standard deviation of the white part of a place, metres on each axis. */
  double metres() {
    return Math.sqrt(variance);
  }

  private static double eastResidual(FixTrail trail, int n) {
    return trail.east(n)
        - trail.east(n - 1)
        - (trail.eastSpeed(n) + trail.eastSpeed(n - 1)) / 2 * trail.seconds(n - 1, n);
  }

  private static double northResidual(FixTrail trail, int n) {
    return trail.north(n)
        - trail.north(n - 1)
        - (trail.northSpeed(n) + trail.northSpeed(n - 1)) / 2 * trail.seconds(n - 1, n);
  }
}
