package keilog.tools.analysis.driving;

import static keilog.tools.analysis.driving.Phase.APPROACH;
import static keilog.tools.analysis.driving.Phase.CORNER;
import static keilog.tools.analysis.driving.Phase.STRAIGHT;

import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Why time is lost in a stretch: one row for each, the first that fits the part of the stretch
 * where most is lost is told. The limits are twice what a 10 Hz receiver can be wrong by, so that
 * noise finds no cause.
 */
public enum Cause {
  //                  told when most is lost          and the evidence says
  /** Already slow where the stretch begins: the corner before is to blame. */
  ARRIVES_SLOW(Set.of(APPROACH), e -> slower(e.arrivalKmh())),
  /** Brakes too early. */
  BRAKES_EARLY(Set.of(APPROACH), e -> less(e.brakingLaterMetres(), -4)),
  /** Rolls on no pedal. */
  COASTS(Set.of(APPROACH, CORNER), e -> more(e.coastingSeconds(), 0.15)),
  /** Brakes too late, runs wide or slows too much, and pays on the way out. */
  BRAKES_LATE(
      Set.of(CORNER, STRAIGHT),
      e -> more(e.brakingLaterMetres(), 4) && (slower(e.exitKmh()) || slower(e.minimumKmh()))),
  /** Fast in the middle, slow out: throttle comes late because the car still runs wide. */
  FAST_IN_SLOW_OUT(Set.of(CORNER, STRAIGHT), e -> more(e.minimumKmh(), 1) && slower(e.exitKmh())),
  /** Slower at the apex than need be. */
  SLOWS_TOO_MUCH(Set.of(APPROACH, CORNER, STRAIGHT), e -> slower(e.minimumKmh())),
  /** Waits with the throttle. */
  LATE_ON_THROTTLE(Set.of(CORNER, STRAIGHT), e -> more(e.throttleLaterMetres(), 5)),
  /** Comes out slower, and the data do not say why. */
  SLOW_EXIT(Set.of(CORNER, STRAIGHT), e -> slower(e.exitKmh())),
  /** Lifts where the fastest pass was flat. */
  LIFTS(Set.of(APPROACH, CORNER, STRAIGHT), e -> less(e.fullThrottleSeconds(), -0.2)),
  /** Nothing that was measured differs: the line may. */
  UNKNOWN(Set.of(APPROACH, CORNER, STRAIGHT), e -> true);

  private final Set<Phase> phases;
  private final Predicate<Evidence> fits;

  Cause(Set<Phase> phases, Predicate<Evidence> fits) {
    this.phases = phases;
    this.fits = fits;
  }

  static Cause of(Phase worst, Evidence evidence) {
    for (Cause cause : values()) {
      if (cause.phases.contains(worst) && cause.fits.test(evidence)) {
        return cause;
      }
    }
    return UNKNOWN;
  }

  private static boolean slower(OptionalDouble kmh) {
    return less(kmh, -1);
  }

  private static boolean less(OptionalDouble value, double than) {
    return value.isPresent() && value.getAsDouble() < than;
  }

  private static boolean more(OptionalDouble value, double than) {
    return value.isPresent() && value.getAsDouble() > than;
  }
}
