package keilog.tools.analysis.driving;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Sample;

/**
 * One figure over the laps that count.
 *
 * @param passes that showed it
 * @param median of them
 * @param best its value on the fastest pass
 * @param sd standard deviation, from two passes on: the driver's, and within it the measurement's
 * @param plusMinus one standard deviation of measuring it once
 * @param quality of a single value
 */
public record Spread(
    int passes,
    OptionalDouble median,
    OptionalDouble best,
    OptionalDouble sd,
    OptionalDouble plusMinus,
    Quality quality) {

  static Spread of(
      List<Pass> counted,
      Function<Pass, OptionalDouble> figure,
      double plusMinus,
      Quality quality) {
    double[] values = Known.all(counted, figure);
    return new Spread(
        values.length,
        Known.of(Sample.median(values)),
        Pass.fastest(counted).map(figure).orElse(OptionalDouble.empty()),
        Known.of(Sample.standardDeviation(values)),
        Known.of(plusMinus),
        values.length == 0 ? Quality.INSUFFICIENT : quality);
  }
}
