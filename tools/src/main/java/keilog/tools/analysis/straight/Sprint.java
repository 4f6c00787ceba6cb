package keilog.tools.analysis.straight;

import java.util.List;
import java.util.OptionalDouble;
import keilog.protocol.track.Quality;

/**
 * One run of one discipline. A standing one begins where the straight line through the first
 * Doppler speeds above 1 km/h, extended backwards, meets zero: {@link Launch}. Speeds are Doppler,
 * linear between fixes; distance is their integral.
 *
 * @param discipline which
 * @param startNanos {@code gnss_time} of its begin
 * @param seconds it took
 * @param uncertaintySeconds as Racelogic states it for a receiver of that rate
 * @param rolloutSeconds the same counted from one foot (0.3048 m) after the begin, as a drag
 *     strip's light beam does; empty for a rolling start
 * @param metres driven
 * @param marks passed on the quarter mile, and its end; else empty
 * @param trapKmh mean speed over the last 20.12 m of the quarter mile; else empty
 * @param slopePercent mean, up positive; empty where the height is unknown
 * @param quality ESTIMATED where something below speaks against it
 * @param reasons what speaks against it, and what is unknown; one sentence each
 */
public record Sprint(
    Discipline discipline,
    long startNanos,
    double seconds,
    double uncertaintySeconds,
    OptionalDouble rolloutSeconds,
    double metres,
    List<Mark> marks,
    OptionalDouble trapKmh,
    OptionalDouble slopePercent,
    Quality quality,
    List<String> reasons) {

  /**
   * A mark on the quarter mile.
   *
   * @param metres from the begin
   * @param seconds from the begin
   * @param kmh there
   */
  public record Mark(double metres, double seconds, double kmh) {}

  public Sprint {
    marks = List.copyOf(marks);
    reasons = List.copyOf(reasons);
  }
}
