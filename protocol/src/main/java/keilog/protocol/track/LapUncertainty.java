package keilog.protocol.track;

/** How far the time between two passings can be trusted. */
final class LapUncertainty {
  /** A receiver's slow error has changed as far as it does after so long. Ours. */
  private static final double DRIFT_SECONDS = 60;

  private LapUncertainty() {}

  /**
   * One standard deviation: both instants, and the receiver's slow error. At one and the same line
   * only its change counts, which grows with time; lines that lie in other directions and are
   * passed at other speeds see all of it.
   */
  static long nanos(Passing start, Passing end) {
    double seconds = (end.crossing().gnssNanos() - start.crossing().gnssNanos()) * 1e-9;
    boolean sameLine = start.gate() == end.gate();
    double grown = sameLine ? Math.sqrt(Math.min(1, Math.max(0, seconds) / DRIFT_SECONDS) / 2) : 1;
    double drift = grown * Math.hypot(driftSeconds(start), driftSeconds(end));
    return Math.round(
        Math.hypot(
            drift * 1e9,
            Math.hypot(start.crossing().uncertaintyNanos(), end.crossing().uncertaintyNanos())));
  }

  private static double driftSeconds(Passing passing) {
    return passing.drift() / Math.max(1, passing.crossing().speed());
  }

  static Quality quality(Passing start, Passing end) {
    return start.crossing().quality().worst(end.crossing().quality());
  }
}
