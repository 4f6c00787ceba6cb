package keilog.tools.analysis.driving;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.tools.analysis.Sample;

/** Says where time lies. Compares a driver with himself only. */
final class Coach {
  /** From two laps nobody can tell a habit from a chance. */
  static final int LEAST_LAPS = 3;

  private static final int PLACES = 3;

  /** Seconds; less is nothing a driver can aim at. */
  private static final double LEAST_LOSS = 0.03;

  private final Precision precision;

  Coach(Precision precision) {
    this.precision = precision;
  }

  /**
   * What lies in a stretch.
   *
   * @param counted passes of the laps that count
   * @param bestLap number of the best lap of them
   * @param fromSpeed m/s where the stretch begins, as a rule
   * @param toSpeed m/s where it ends
   */
  Optional<TimeLoss> loss(List<Pass> counted, int bestLap, double fromSpeed, double toSpeed) {
    double[] seconds = Known.all(counted, Pass::seconds);
    if (seconds.length < LEAST_LAPS) {
      return Optional.empty();
    }
    Pass best = Pass.fastest(counted).orElseThrow();
    double fastest = best.seconds().orElseThrow();
    double sd = precision.seconds(fromSpeed, toSpeed);
    // The best of n equal passes is measured up to sqrt(2 ln n) deviations too fast.
    double feigned = sd * (1 + Math.sqrt(2 * Math.log(seconds.length)));
    OptionalDouble ofBestLap =
        counted.stream()
            .filter(p -> p.lap() == bestLap)
            .findFirst()
            .map(Pass::seconds)
            .orElse(OptionalDouble.empty());
    return Optional.of(
        new TimeLoss(
            Sample.median(seconds) - fastest,
            sd * Math.sqrt(1 + Math.PI / 2 / seconds.length),
            Math.max(LEAST_LOSS, feigned),
            best.lap(),
            ofBestLap.isEmpty()
                ? ofBestLap
                : OptionalDouble.of(ofBestLap.getAsDouble() - fastest)));
  }

  /** The places with most to find, most first. */
  List<TimeToFind> places(List<CornerDriving> stretches) {
    return stretches.stream()
        .filter(c -> c.loss().filter(TimeLoss::isReal).isPresent())
        .sorted(Comparator.comparingDouble(c -> -c.loss().orElseThrow().seconds()))
        .limit(PLACES)
        .map(this::place)
        .toList();
  }

  private TimeToFind place(CornerDriving driven) {
    TimeLoss loss = driven.loss().orElseThrow();
    List<Pass> counted = driven.counted();
    Evidence evidence = Evidence.of(counted, Pass.fastest(counted).orElseThrow());
    Phase worst = worst(evidence);
    Receiver receiver = precision.receiver();
    Cause cause = Cause.of(worst, evidence, receiver.caution());
    int corner = driven.corner().number();
    return new TimeToFind(
        corner,
        driven.corner().label(),
        loss,
        receiver.timesQuality(),
        worst,
        cause,
        evidence,
        EnglishAdvice.sentence(corner, cause, evidence, loss.seconds()),
        JapaneseAdvice.sentence(corner, cause, evidence, loss.seconds()));
  }

  private static Phase worst(Evidence e) {
    double approach = e.approachSeconds().orElse(0);
    double corner = e.cornerSeconds().orElse(0);
    double straight = e.straightSeconds().orElse(0);
    if (approach >= corner && approach >= straight) {
      return Phase.APPROACH;
    }
    return corner >= straight ? Phase.CORNER : Phase.STRAIGHT;
  }
}
