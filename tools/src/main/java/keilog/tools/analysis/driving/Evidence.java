package keilog.tools.analysis.driving;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import keilog.tools.analysis.Sample;

/**
 * What the laps that count did differently from their fastest pass of a stretch: the median of the
 * other passes less that one, so that at least half of them did so. Empty where either does not
 * show it.
 *
 * @param approachSeconds positive: slower up to the corner
 * @param cornerSeconds positive: slower within it
 * @param straightSeconds positive: slower after it
 * @param longerMetres positive: a longer way through the corner
 * @param longerSeconds what that takes at the mean speed there
 * @param cornerKmh positive: faster through the corner on average
 * @param arrivalKmh positive: faster where the stretch begins
 * @param brakingLaterMetres positive: braking later
 * @param minimumKmh positive: faster at the slowest place
 * @param exitKmh positive: faster out of it
 * @param throttleLaterMetres positive: later on the throttle
 * @param coastingSeconds positive: longer on no pedal at all
 * @param fullThrottleSeconds positive: longer at full throttle
 */
public record Evidence(
    OptionalDouble approachSeconds,
    OptionalDouble cornerSeconds,
    OptionalDouble straightSeconds,
    OptionalDouble longerMetres,
    OptionalDouble longerSeconds,
    OptionalDouble cornerKmh,
    OptionalDouble arrivalKmh,
    OptionalDouble brakingLaterMetres,
    OptionalDouble minimumKmh,
    OptionalDouble exitKmh,
    OptionalDouble throttleLaterMetres,
    OptionalDouble coastingSeconds,
    OptionalDouble fullThrottleSeconds) {

  static Evidence of(List<Pass> counted, Pass best) {
    List<Pass> others = counted.stream().filter(p -> p != best).toList();
    OptionalDouble longer = difference(others, best, Pass::cornerMetres);
    OptionalDouble speed = best.cornerKmh();
    return new Evidence(
        difference(others, best, Pass::approachSeconds),
        difference(others, best, Pass::cornerSeconds),
        difference(others, best, Pass::straightSeconds),
        longer,
        longer.isEmpty() || speed.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(longer.getAsDouble() * 3.6 / speed.getAsDouble()),
        difference(others, best, Pass::cornerKmh),
        difference(others, best, Pass::arrivalKmh),
        negated(difference(others, best, Pass::brakingBeforeCorner)),
        difference(others, best, Pass::minimumKmh),
        difference(others, best, Pass::exitKmh),
        difference(others, best, Pass::throttleOnMetres),
        difference(others, best, p -> OptionalDouble.of(p.pedals().coastingSeconds())),
        difference(others, best, p -> p.pedals().fullThrottleSeconds()));
  }

  private static OptionalDouble difference(
      List<Pass> others, Pass best, Function<Pass, OptionalDouble> figure) {
    OptionalDouble of = figure.apply(best);
    return of.isEmpty()
        ? of
        : Known.of(Sample.median(Known.all(others, figure)) - of.getAsDouble());
  }

  private static OptionalDouble negated(OptionalDouble value) {
    return value.isEmpty() ? value : OptionalDouble.of(-value.getAsDouble());
  }
}
