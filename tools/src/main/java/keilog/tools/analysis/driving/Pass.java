package keilog.tools.analysis.driving;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One lap's way through one corner and its stretch. The three times add up to that of the stretch,
 * and those of all stretches to the lap.
 *
 * @param lap its number
 * @param counts whether it enters into medians and advice
 * @param seconds of the whole stretch
 * @param approachSeconds from its begin to the corner
 * @param cornerSeconds within the corner
 * @param straightSeconds from the corner to the stretch's end
 * @param cornerMetres driven within the corner, by speed over ground
 * @param arrivalKmh at the begin of the stretch
 * @param entryKmh 50 m before the corner, or where the stretch begins if that is closer
 * @param minimumKmh the slowest within the corner, of a parabola through the speeds around it
 * @param minimumMetres where that is, along the axis
 * @param exitKmh 50 m after the corner, or where the stretch ends if that is closer
 * @param braking for this corner
 * @param throttleOnMetres where the throttle opens for good, from the corner's apex, later
 *     positive; empty where it was never shut, or no channel tells
 * @param pedals what the feet did in the stretch
 */
public record Pass(
    int lap,
    boolean counts,
    OptionalDouble seconds,
    OptionalDouble approachSeconds,
    OptionalDouble cornerSeconds,
    OptionalDouble straightSeconds,
    OptionalDouble cornerMetres,
    OptionalDouble arrivalKmh,
    OptionalDouble entryKmh,
    OptionalDouble minimumKmh,
    OptionalDouble minimumMetres,
    OptionalDouble exitKmh,
    Optional<Braking> braking,
    OptionalDouble throttleOnMetres,
    PedalTime pedals) {

  /** Where braking begins, metres before the corner. */
  OptionalDouble brakingBeforeCorner() {
    return braking.map(Braking::beforeCornerMetres).orElse(OptionalDouble.empty());
  }

  /** Where braking ends, metres along the axis. */
  OptionalDouble brakingOff() {
    return braking.map(Braking::offMetres).orElse(OptionalDouble.empty());
  }

  /** The hardest braking, g. */
  OptionalDouble brakingPeak() {
    return braking.map(Braking::peakG).orElse(OptionalDouble.empty());
  }

  /** Mean speed within the corner. */
  OptionalDouble cornerKmh() {
    return cornerMetres.isPresent() && cornerSeconds.isPresent() && cornerMetres.getAsDouble() > 0
        ? OptionalDouble.of(3.6 * cornerMetres.getAsDouble() / cornerSeconds.getAsDouble())
        : OptionalDouble.empty();
  }

  static Optional<Pass> fastest(List<Pass> passes) {
    return passes.stream()
        .filter(p -> p.seconds.isPresent())
        .min(Comparator.comparingDouble(p -> p.seconds.getAsDouble()));
  }
}
