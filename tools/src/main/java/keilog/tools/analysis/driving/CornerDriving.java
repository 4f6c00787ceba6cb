package keilog.tools.analysis.driving;

import java.util.List;
import java.util.Optional;

/**
 * How a corner and its stretch were driven.
 *
 * @param corner it is
 * @param seconds of the stretch
 * @param cornerSeconds within the corner
 * @param entryKmh see {@link Pass}
 * @param minimumKmh see {@link Pass}
 * @param minimumMetres see {@link Pass}
 * @param exitKmh see {@link Pass}
 * @param brakingBeforeCorner metres before the corner where braking begins
 * @param brakingPeak g of the hardest braking, positive
 * @param brakingOff metres along the axis where braking ends
 * @param throttleOn metres from the apex where the throttle opens for good, later positive
 * @param loss what the laps lose on their best pass; empty below {@link Coach#LEAST_LAPS} laps
 * @param passes of all timed laps, in order
 */
public record CornerDriving(
    Corner corner,
    Spread seconds,
    Spread cornerSeconds,
    Spread entryKmh,
    Spread minimumKmh,
    Spread minimumMetres,
    Spread exitKmh,
    Spread brakingBeforeCorner,
    Spread brakingPeak,
    Spread brakingOff,
    Spread throttleOn,
    Optional<TimeLoss> loss,
    List<Pass> passes) {

  public CornerDriving {
    passes = List.copyOf(passes);
  }

  /** The passes of the laps that count. */
  List<Pass> counted() {
    return passes.stream().filter(Pass::counts).toList();
  }
}
