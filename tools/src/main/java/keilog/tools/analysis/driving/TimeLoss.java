package keilog.tools.analysis.driving;

import java.util.OptionalDouble;

/**
 * Time that lies in a stretch, because the driver has driven it faster.
 *
 * @param seconds median of the laps that count, less the fastest pass
 * @param plusMinus one standard deviation of measuring that
 * @param floor below is what noise alone could feign as the best of so many passes
 * @param bestPassLap number of the lap with the fastest pass
 * @param bestLapSeconds what the best lap itself lost here; empty where a gap hides it
 */
public record TimeLoss(
    double seconds,
    double plusMinus,
    double floor,
    int bestPassLap,
    OptionalDouble bestLapSeconds) {

  /** Whether it is more than noise. */
  public boolean isReal() {
    return seconds > floor;
  }
}
