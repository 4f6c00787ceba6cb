package keilog.protocol.track;

/** How far the time between two passings can be trusted. */
final class LapUncertainty {
  /** A receiver's slow error is another one after about this time. Ours. */
  private static final double DRIFT_SECONDS = 100;

  private LapUncertainty() {}

  /**
   * One standard deviation: both instants, and the receiver's slow error at both. What has not
   * changed of it falls out where both lines look the same way and are passed at the same speed, as
   * the start line is at both ends of a lap; it counts twice where the second looks back.
   */
  static long nanos(Passing start, Passing end) {
    double seconds = (end.crossing().gnssNanos() - start.crossing().gnssNanos()) * 1e-9;
    double kept = Math.exp(-Math.max(0, seconds) / DRIFT_SECONDS);
    double turned =
        end.crossing().gate().headingDegrees() - start.crossing().gate().headingDegrees();
    double shared = kept * Math.cos(Math.toRadians(turned));
    double a = driftSeconds(start);
    double b = driftSeconds(end);
    double drift = Math.sqrt(Math.max(0, a * a + b * b - 2 * a * b * shared));
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
