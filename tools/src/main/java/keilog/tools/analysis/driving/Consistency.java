package keilog.tools.analysis.driving;

import java.util.List;
import java.util.OptionalDouble;
import keilog.protocol.track.TimedLap;

/**
 * How alike the laps that count were.
 *
 * @param laps that count
 * @param bestSeconds of them
 * @param medianSeconds of them
 * @param sdSeconds standard deviation, from two on
 * @param madSeconds median distance from the median: one lap behind a slow car does not move it
 * @param cleanLaps within 103 % of the best
 * @param minimumSdKmh standard deviation of the slowest speed, in the middle one of all corners
 * @param brakingSdMetres standard deviation of the braking point, in the middle one of all corners
 */
public record Consistency(
    int laps,
    OptionalDouble bestSeconds,
    OptionalDouble medianSeconds,
    OptionalDouble sdSeconds,
    OptionalDouble madSeconds,
    int cleanLaps,
    OptionalDouble minimumSdKmh,
    OptionalDouble brakingSdMetres) {
  private static final double CLEAN = 1.03;

  static Consistency of(List<TimedLap> counted, List<CornerDriving> corners) {
    double[] seconds = counted.stream().mapToDouble(l -> l.durationNanos() * 1e-9).toArray();
    double median = Known.median(seconds);
    double best = Double.NaN;
    double[] distances = new double[seconds.length];
    for (int i = 0; i < seconds.length; i++) {
      best = seconds[i] >= best ? best : seconds[i];
      distances[i] = Math.abs(seconds[i] - median);
    }
    int clean = 0;
    for (double lap : seconds) {
      clean += lap <= CLEAN * best ? 1 : 0;
    }
    return new Consistency(
        seconds.length,
        Known.of(best),
        Known.of(median),
        Known.of(Known.deviation(seconds)),
        seconds.length < 2 ? OptionalDouble.empty() : Known.of(Known.median(distances)),
        clean,
        Known.of(Known.median(Known.all(corners, c -> c.minimumKmh().sd()))),
        Known.of(Known.median(Known.all(corners, c -> c.brakingBeforeCorner().sd()))));
  }
}
