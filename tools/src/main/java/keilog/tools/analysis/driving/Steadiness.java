package keilog.tools.analysis.driving;

import java.util.List;
import java.util.OptionalDouble;
import keilog.tools.analysis.Sample;

/**
 * How alike the corners were driven, over the laps that count: the middle one of all corners. Each
 * corner's own spread stands with the corner; how alike the lap times are, with the laps.
 *
 * @param stretchSdSeconds standard deviation of a corner's stretch
 * @param minimumSdKmh of the slowest speed
 * @param brakingSdMetres of the braking point
 */
public record Steadiness(
    OptionalDouble stretchSdSeconds, OptionalDouble minimumSdKmh, OptionalDouble brakingSdMetres) {

  static Steadiness of(List<CornerDriving> corners) {
    return new Steadiness(
        Known.of(Sample.median(Known.all(corners, c -> c.seconds().sd()))),
        Known.of(Sample.median(Known.all(corners, c -> c.minimumKmh().sd()))),
        Known.of(Sample.median(Known.all(corners, c -> c.brakingBeforeCorner().sd()))));
  }
}
