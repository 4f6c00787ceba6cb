package keilog.tools.analysis.lap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keilog.tools.analysis.Sample;

/**
 * How alike the valid laps were. NaN where there are too few.
 *
 * @param laps how many are valid
 * @param medianSeconds of them
 * @param deviationSeconds their standard deviation
 * @param medianDeviationSeconds the median distance from the median: one slow lap does not move it
 * @param medianGapSeconds median gap to the best
 * @param cleanLaps those within 103 % of the best
 * @param sectorDeviationSeconds standard deviation of each sector
 */
public record Consistency(
    int laps,
    double medianSeconds,
    double deviationSeconds,
    double medianDeviationSeconds,
    double medianGapSeconds,
    int cleanLaps,
    List<Double> sectorDeviationSeconds) {

  /** A clean lap takes at most so much of the best; coaches' usual limit. */
  private static final double CLEAN = 1.03;

  public Consistency {
    sectorDeviationSeconds = List.copyOf(sectorDeviationSeconds);
  }

  static Consistency of(List<Lap> all) {
    List<Lap> valid = all.stream().filter(Lap::valid).toList();
    double[] times = valid.stream().mapToDouble(Lap::seconds).toArray();
    double best = Arrays.stream(times).min().orElse(Double.NaN);
    int sectors = valid.stream().mapToInt(l -> l.sectors().size()).max().orElse(0);
    List<Double> deviations = new ArrayList<>();
    for (int s = 0; s < sectors; s++) {
      int index = s;
      deviations.add(
          Sample.standardDeviation(
              valid.stream()
                  .filter(l -> index < l.sectors().size() && l.sectors().get(index).measured())
                  .mapToDouble(l -> l.sectors().get(index).seconds())
                  .toArray()));
    }
    return new Consistency(
        times.length,
        Sample.median(times),
        Sample.standardDeviation(times),
        Sample.medianDeviation(times),
        Sample.median(Arrays.stream(times).map(t -> t - best).toArray()),
        (int) Arrays.stream(times).filter(t -> t <= CLEAN * best).count(),
        deviations);
  }
}
