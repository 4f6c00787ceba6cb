package keilog.protocol.track;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One lap of one drive.
 *
 * @param number 0 before the first crossing of the start line, then 1 …
 * @param kind which sort of lap
 * @param startNanos {@code gnss_time} of its begin: a crossing, or the first fix of the way out
 * @param endNanos {@code gnss_time} of its end: a crossing, or the last fix of the way in
 * @param timeNanos its end on the monotonic axis
 * @param quality of its duration
 * @param uncertaintyNanos one standard deviation of its duration
 * @param remarks what was seen on the way
 * @param sectors those that were timed, in order; empty until the layout is known
 */
public record TimedLap(
    int number,
    Kind kind,
    long startNanos,
    long endNanos,
    long timeNanos,
    Quality quality,
    long uncertaintyNanos,
    Set<Remark> remarks,
    List<TimedSector> sectors) {

  /** Sorts of laps. Only FLYING and STANDING have a time that means anything. */
  public enum Kind {
    /** From the first fix to the first crossing of the start line. */
    OUT,
    /** From line to line at speed. */
    FLYING,
    /** From rest near the start line. */
    STANDING,
    /** From the last crossing to the end. */
    IN,
    /** From line to line, with a stop in the pits between. */
    PIT
  }

  /** What was seen on the way. */
  public enum Remark {
    /** Fixes are missing, in the lap or across a line. */
    GAP,
    /** A power cut lies within. */
    POWER_CUT,
    /** The car stood on the track. */
    STOPPED,
    /** A fix within a second of a line was poor. */
    POOR_FIX,
    /** The car left the course, or cut it: the way is not that of the layout. */
    OFF_COURSE,
    /** The car went against the direction of the course. */
    BACKWARDS,
    /** Much slower than the others: traffic, or a lap to cool down. */
    SLOW
  }

  public TimedLap {
    remarks = remarks.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(remarks));
    sectors = List.copyOf(sectors);
  }

  /** How long it took: a difference of {@code gnss_time}. */
  public long durationNanos() {
    return endNanos - startNanos;
  }

  /** Whether it may be the best lap, and count in sums and averages. */
  public boolean counts() {
    return counts(kind, quality, remarks);
  }

  /** The same where only these are known. */
  static boolean counts(Kind kind, Quality quality, Set<Remark> remarks) {
    return kind == Kind.FLYING
        && quality == Quality.MEASURED
        && !remarks.contains(Remark.OFF_COURSE)
        && !remarks.contains(Remark.STOPPED);
  }
}
