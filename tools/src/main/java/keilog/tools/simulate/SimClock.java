package keilog.tools.simulate;

/**
 * Three axes: the machine's monotonic clock, simulated time (0 at the start), and UTC as satellites
 * give it, which runs with simulated time and may drift against the machine's clock. Immutable.
 */
final class SimClock {
  private final long monotonicStart;
  private final long utcStart;
  private final double drift;

  /**
   * @param driftPpm by how much simulated time is faster than the machine's
   */
  SimClock(long monotonicStart, long utcStart, double driftPpm) {
    this.monotonicStart = monotonicStart;
    this.utcStart = utcStart;
    this.drift = driftPpm * 1e-6;
  }

  long simNanos(long monotonicNanos) {
    long passed = monotonicNanos - monotonicStart;
    return passed + Math.round(passed * drift);
  }

  long monotonicNanos(long simNanos) {
    return monotonicStart + simNanos - Math.round(simNanos * (drift / (1 + drift)));
  }

  long utcNanos(long simNanos) {
    return utcStart + simNanos;
  }

  long simOfUtc(long utcNanos) {
    return utcNanos - utcStart;
  }
}
