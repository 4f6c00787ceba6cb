package keilog.tools.analysis.driving;

import java.util.OptionalDouble;
import keilog.protocol.track.Quality;

/**
 * What the feet did over a stretch of road.
 *
 * @param knownSeconds of which it is known
 * @param fullThrottleSeconds throttle at 95 % of its way or more; empty without its channel
 * @param brakingSeconds brakes on
 * @param coastingSeconds neither: throttle shut, brakes off. Without a throttle channel: slowing
 *     down without brakes
 * @param quality estimated where g had to stand in for a channel
 */
public record PedalTime(
    double knownSeconds,
    OptionalDouble fullThrottleSeconds,
    double brakingSeconds,
    double coastingSeconds,
    Quality quality) {

  /** Share of the known time, 0 to 1. */
  public OptionalDouble fullThrottleShare() {
    return fullThrottleSeconds.isPresent() && knownSeconds > 0
        ? OptionalDouble.of(fullThrottleSeconds.getAsDouble() / knownSeconds)
        : OptionalDouble.empty();
  }

  /** Share of the known time, 0 to 1; 0 of none. */
  public double brakingShare() {
    return knownSeconds > 0 ? brakingSeconds / knownSeconds : 0;
  }

  /** Share of the known time, 0 to 1; 0 of none. */
  public double coastingShare() {
    return knownSeconds > 0 ? coastingSeconds / knownSeconds : 0;
  }
}
