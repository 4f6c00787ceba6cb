package keilog.tools.analysis.driving;

import static keilog.tools.analysis.driving.Phase.APPROACH;
import static keilog.tools.analysis.driving.Phase.CORNER;
import static keilog.tools.analysis.driving.Phase.STRAIGHT;

import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Why time is lost in a stretch: one row for each. Told is the one whose evidence is strongest, of
 * those that can explain a loss in the part of the stretch where most is lost. Strength is counted
 * in limits, and a limit is about twice what a 10 Hz receiver can be wrong by: below one it is
 * noise, and noise is no cause.
 */
public enum Cause {
  /** Already slow where the stretch begins: the corner before is to blame. */
  ARRIVES_SLOW(Set.of(APPROACH), e -> less(e.arrivalKmh(), 1)),
  /** Brakes too early. */
  BRAKES_EARLY(Set.of(APPROACH), e -> less(e.brakingLaterMetres(), 4)),
  /** Rolls on no pedal. */
  COASTS(Set.of(APPROACH, CORNER), e -> more(e.coastingSeconds(), 0.15)),
  /** Brakes too late, and pays for it at the apex or on the way out. */
  BRAKES_LATE(
      Set.of(CORNER, STRAIGHT),
      e -> both(more(e.brakingLaterMetres(), 4), Math.max(slowOut(e), slowIn(e)))),
  /** Fast in the middle, slow out: the car still runs wide when the throttle should open. */
  FAST_IN_SLOW_OUT(
      Set.of(CORNER, STRAIGHT), e -> both(more(e.minimumKmh(), 1), less(e.exitKmh(), 1))),
  /** Slower at the apex than need be. */
  SLOWS_TOO_MUCH(Set.of(APPROACH, CORNER, STRAIGHT), Cause::slowIn),
  /** Goes a longer way, no faster. */
  LONGER_WAY(
      Set.of(CORNER),
      e ->
          e.longerSeconds().orElse(0) > e.cornerSeconds().orElse(0) / 2
              ? more(e.longerMetres(), 1)
              : 0),
  /**
   * Slower all through the corner; a mean is known better than a minimum. Told only where nothing
   * else is: it names what happened, not what the driver did.
   */
  SLOW_THROUGH(Set.of(CORNER), e -> Math.min(1.01, less(e.cornerKmh(), 0.4))),
  /**
   * Waits with the throttle, and comes out slower for it. In a long corner the place scatters
   * widely, so it never proves much by itself.
   */
  LATE_ON_THROTTLE(
      Set.of(CORNER, STRAIGHT),
      e -> both(Math.min(2, more(e.throttleLaterMetres(), 5)), less(e.exitKmh(), 0.8))),
  /** Comes out slower, and the data do not say why. */
  SLOW_EXIT(Set.of(CORNER, STRAIGHT), Cause::slowOut),
  /** Lifts where the fastest pass was flat. */
  LIFTS(Set.of(APPROACH, STRAIGHT), e -> less(e.fullThrottleSeconds(), 0.2)),
  /** Nothing that was measured differs. */
  UNKNOWN(Set.of(APPROACH, CORNER, STRAIGHT), e -> 0);

  private final Set<Phase> phases;
  private final ToDoubleFunction<Evidence> strength;

  Cause(Set<Phase> phases, ToDoubleFunction<Evidence> strength) {
    this.phases = phases;
    this.strength = strength;
  }

  /**
   * The cause of a loss.
   *
   * @param caution so many limits of a good receiver make one of this
   */
  static Cause of(Phase worst, Evidence evidence, double caution) {
    Cause strongest = UNKNOWN;
    double most = caution;
    for (Cause cause : values()) {
      double strength = cause.strength.applyAsDouble(evidence);
      if (strength > most && cause.phases.contains(worst)) {
        strongest = cause;
        most = strength;
      }
    }
    return strongest;
  }

  private static double slowIn(Evidence e) {
    return less(e.minimumKmh(), 1);
  }

  private static double slowOut(Evidence e) {
    return less(e.exitKmh(), 1);
  }

  private static double more(OptionalDouble value, double limit) {
    return Math.max(0, value.orElse(0) / limit);
  }

  private static double less(OptionalDouble value, double limit) {
    return Math.max(0, -value.orElse(0) / limit);
  }

  /** Two that belong together say more than either. */
  private static double both(double one, double other) {
    return one > 1 && other > 1 ? one + other : 0;
  }
}
