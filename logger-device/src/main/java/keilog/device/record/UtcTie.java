package keilog.device.record;

import keilog.protocol.block.ClockTie;

/**
 * What UTC it was at a moment of the monotonic axis.
 *
 * @param timeNanos monotonic
 * @param utcNanos since 1970
 * @param uncertaintyNanos half the span in which the truth lies
 * @param source who says so
 */
public record UtcTie(long timeNanos, long utcNanos, long uncertaintyNanos, Source source) {

  /** Who knows the time. */
  public enum Source {
    NTP,
    GNSS
  }

  /** As a CLOCK block holds it. */
  ClockTie encoded() {
    ClockTie.Source who =
        switch (source) {
          case NTP -> ClockTie.Source.NTP;
          case GNSS -> ClockTie.Source.GNSS;
        };
    return new ClockTie(timeNanos, utcNanos, uncertaintyNanos, who);
  }

  /** UTC in unix milliseconds at another moment of the monotonic axis. */
  public long utcMillisAt(long monotonicNanos) {
    return Math.floorDiv(utcNanos + (monotonicNanos - timeNanos), 1_000_000L);
  }
}
