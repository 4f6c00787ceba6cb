package keilog.tools.analysis.straight;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.track.Quality;

/**
 * Power at the wheels, as force at the road times speed. Never at the flywheel: nobody measured
 * what gearbox and axle take.
 *
 * @param pulls those whose band is narrow enough, at most a hundred, in order
 * @param found how many pulls there were
 * @param leftOut why some were left out, one sentence each
 * @param curve median and envelope per 250 rpm; empty without a pull
 * @param peak of the curve
 * @param evidence by what a pull is known to be at full throttle
 * @param load what was assumed; empty where the mass is unknown
 * @param saeFactor to a standard day by SAE J1349; only of a naturally aspirated engine. A boost
 *     control makes up for thin air by itself
 * @param quality INSUFFICIENT without a pull
 * @param reasons what is missing or doubtful, one sentence each
 */
public record Power(
    List<Pull> pulls,
    int found,
    List<String> leftOut,
    List<PowerPoint> curve,
    Optional<PowerPoint> peak,
    FullThrottle evidence,
    Optional<RoadLoad> load,
    OptionalDouble saeFactor,
    Quality quality,
    List<String> reasons) {

  /** Watts of one metric horsepower. */
  static final double WATTS_PER_PS = 735.49875;

  public Power {
    pulls = List.copyOf(pulls);
    leftOut = List.copyOf(leftOut);
    curve = List.copyOf(curve);
    reasons = List.copyOf(reasons);
  }

  static Power none(FullThrottle evidence, String reason) {
    return new Power(
        List.of(),
        0,
        List.of(),
        List.of(),
        Optional.empty(),
        evidence,
        Optional.empty(),
        OptionalDouble.empty(),
        Quality.INSUFFICIENT,
        List.of(reason));
  }
}
