package keilog.tools.analysis.straight;

import java.util.List;
import keilog.protocol.track.Quality;

/**
 * One pull: one gear, full throttle, straight ahead.
 *
 * @param startNanos {@code gnss_time} of its begin, once the engine had settled
 * @param endNanos {@code gnss_time} of its end
 * @param gear from 1
 * @param fromRpm at its begin
 * @param toRpm at its end
 * @param peakRpm where the power was most surely highest
 * @param kilowatts at the wheels there
 * @param ps the same in metric horsepower
 * @param band ± of it as a share: nine in ten such pulls have the truth within
 * @param slopePercent of the road there, up positive
 * @param quality ESTIMATED: mass, air and tyres are assumed
 * @param reasons what widens the band; one sentence each
 */
public record Pull(
    long startNanos,
    long endNanos,
    int gear,
    double fromRpm,
    double toRpm,
    double peakRpm,
    double kilowatts,
    double ps,
    double band,
    double slopePercent,
    Quality quality,
    List<String> reasons) {
  public Pull {
    reasons = List.copyOf(reasons);
  }
}
