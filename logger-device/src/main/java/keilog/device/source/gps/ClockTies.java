package keilog.device.source.gps;

import keilog.device.source.SourceContext;

/**
 * Tells the logger the true time every ten seconds, once the receiver has it. UBX says when its
 * leap seconds are known; NMEA cannot, so for the 12.5 minutes a GPS almanac takes its time may be
 * off by the leap seconds since its firmware was written.
 */
final class ClockTies {
  private static final long PERIOD = 10 * GnssTime.SECOND;
  private static final int FIRST_FIXES = 5;

  /**
   * The least latency of a fix, which nothing on the wire can tell: computing it and sending it.
   */
  private static final long LATENCY = 100_000_000;

  private static final long LEAP_SECONDS = 2 * GnssTime.SECOND;
  private static final long ALMANAC = 750 * GnssTime.SECOND;

  private final SourceContext context;
  private int fixes;
  private long firstNanos;
  private long toldNanos;

  ClockTies(SourceContext context) {
    this.context = context;
  }

  /** The receiver's clock is another one. */
  void restart() {
    fixes = 0;
  }

  void fix(Fix fix, long epochNanos, long placedNanos) {
    if (fixes++ == 0) {
      firstNanos = placedNanos;
      toldNanos = placedNanos - PERIOD;
    }
    if (fixes < FIRST_FIXES || placedNanos - toldNanos < PERIOD) {
      return;
    }
    toldNanos = placedNanos;
    long uncertainty = LATENCY + Math.max(0, fix.timeAccuracyNanos);
    if (!fix.resolved && placedNanos - firstNanos < ALMANAC) {
      uncertainty += LEAP_SECONDS;
    }
    context.clockFix(placedNanos, epochNanos, uncertainty);
  }
}
