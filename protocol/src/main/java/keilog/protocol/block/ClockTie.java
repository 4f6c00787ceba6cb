package keilog.protocol.block;

import java.util.Arrays;
import java.util.Optional;

/**
 * Ties the monotonic axis to UTC: at {@code timeNanos} it was {@code utcNanos}.
 *
 * @param timeNanos on the session's monotonic axis
 * @param utcNanos nanoseconds since 1970-01-01 UTC, leap seconds not counted
 * @param uncertaintyNanos half the span in which the truth lies, at 95 %; {@link #UNKNOWN} where
 *     nobody vouches for it
 * @param source who says so
 */
public record ClockTie(long timeNanos, long utcNanos, long uncertaintyNanos, Source source) {
  /** The uncertainty of a clock that nobody has set. */
  public static final long UNKNOWN = Long.MAX_VALUE;

  /** Where the time is from. The id is written to disk: never reuse one. */
  public enum Source {
    /** The machine's own clock, never set since it booted: may be years off. */
    NONE(0),
    NTP(1),
    GNSS(2);

    private final int id;

    Source(int id) {
      this.id = id;
    }

    public int id() {
      return id;
    }

    static Optional<Source> of(int id) {
      return Arrays.stream(values()).filter(s -> s.id == id).findFirst();
    }
  }
}
