package keilog.device.record;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import keilog.protocol.time.MonotonicClock;

/**
 * Who knows the time. Sources post GNSS fixes from their threads; the recorder asks for the best
 * tie and when to write one. GNSS beats NTP for as long as its last fix is younger than ten
 * minutes: a crystal of 20 ppm drifts 12 ms in that time.
 */
final class ClockBoard {
  private static final long GNSS_STALE_NANOS = 600_000_000_000L;
  private static final long NTP_EVERY_NANOS = 60_000_000_000L;
  private static final long WRITE_EVERY_NANOS = 60_000_000_000L;

  /** A step of the clock that is worth a CLOCK block at once, beyond both uncertainties. */
  private static final long STEP_NANOS = 50_000_000L;

  private final MonotonicClock clock;
  private final KernelTime kernel;
  private final AtomicReference<UtcTie> gnss = new AtomicReference<>();
  private Optional<UtcTie> ntp = Optional.empty();
  private long ntpAskedNanos;
  private boolean ntpAsked;
  private Optional<UtcTie> written = Optional.empty();

  ClockBoard(MonotonicClock clock, KernelTime kernel) {
    this.clock = clock;
    this.kernel = kernel;
  }

  /** A fix. Any thread. */
  void fix(long monotonicNanos, long utcNanos, long uncertaintyNanos) {
    gnss.set(new UtcTie(monotonicNanos, utcNanos, uncertaintyNanos, UtcTie.Source.GNSS));
  }

  /** The best tie there is now. The recorder's thread only. */
  Optional<UtcTie> best(long nowNanos) {
    UtcTie fix = gnss.get();
    if (fix != null && nowNanos - fix.timeNanos() < GNSS_STALE_NANOS) {
      return Optional.of(fix);
    }
    if (!ntpAsked || nowNanos - ntpAskedNanos >= NTP_EVERY_NANOS) {
      ntpAsked = true;
      ntpAskedNanos = nowNanos;
      ntp = kernel.synchronised(clock);
    }
    return ntp.isPresent() ? ntp : Optional.ofNullable(fix);
  }

  /** The session begins: its first tie is due as soon as one is known. */
  void forgetWritten() {
    written = Optional.empty();
  }

  /** The tie to write now, if it is time for one. The recorder's thread only. */
  Optional<UtcTie> due(long nowNanos) {
    Optional<UtcTie> best = best(nowNanos).filter(this::worthWriting);
    best.ifPresent(tie -> written = best);
    return best;
  }

  private boolean worthWriting(UtcTie tie) {
    if (written.isEmpty()) {
      return true;
    }
    UtcTie last = written.get();
    if (tie.equals(last)) {
      return false;
    }
    long offset = tie.utcNanos() - tie.timeNanos() - (last.utcNanos() - last.timeNanos());
    return tie.timeNanos() - last.timeNanos() >= WRITE_EVERY_NANOS
        || tie.source() != last.source()
        || Math.abs(offset) > STEP_NANOS + tie.uncertaintyNanos() + last.uncertaintyNanos();
  }
}
