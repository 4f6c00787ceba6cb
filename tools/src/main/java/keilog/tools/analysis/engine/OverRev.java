package keilog.tools.analysis.engine;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import keilog.protocol.track.Quality;

/**
 * The engine over its redline, once.
 *
 * @param when it passed the line
 * @param peakRpm highest engine speed, averaged over some 30 ms
 * @param seconds above the line
 * @param areaRpmSeconds engine speed above the line, summed over time: how bad it was
 * @param gearBefore the last gear that was in
 * @param gearAfter the first other gear from then until a second after; else the same
 * @param cause what drove it there
 * @param bouncesHz of a limiter: how often it cut
 * @param quality ESTIMATED where samples are further apart than two engine cycles
 */
public record OverRev(
    Moment when,
    double peakRpm,
    double seconds,
    double areaRpmSeconds,
    OptionalInt gearBefore,
    OptionalInt gearAfter,
    Cause cause,
    OptionalDouble bouncesHz,
    Quality quality) {

  /** What drives an engine over its redline. */
  public enum Cause {
    /** The wheels, through a gear too short: a money shift. No limiter helps. */
    MECHANICAL,
    /** Its own power, up to a limiter above the line that cuts again and again. */
    LIMITER,
    /** Its own power, throttle open: a late change up, or a blip too long. */
    UNDER_POWER,
    /** It cannot be told: no throttle channel, or too few samples. */
    UNKNOWN
  }
}
