package keilog.tools.analysis.straight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.car.CarProfile;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.engine.Gears;
import keilog.tools.analysis.motion.Motion;

/**
 * What a drive shows on straights: acceleration figures, found anywhere, and the power at the
 * wheels.
 *
 * @param best of each discipline that was driven, in the order of the disciplines
 * @param sprints the ten best of each discipline, in the order of the drive
 * @param found how many sprints there were
 * @param power at the wheels
 */
public record StraightLine(List<Sprint> best, List<Sprint> sprints, int found, Power power) {
  private static final int MOST_OF_EACH = 10;

  public StraightLine {
    best = List.copyOf(best);
    sprints = List.copyOf(sprints);
  }

  /**
   * Looks at a drive.
   *
   * @param laps of it, for the slope of the road; may be none
   * @param profile of the car: without its mass there is no power
   */
  public static StraightLine of(
      Recording recording, Motion motion, List<TimedLap> laps, Optional<CarProfile> profile) {
    Gears gears = Gears.of(recording, motion, profile);
    return of(recording, motion, laps, profile, gears, OptionalDouble.empty());
  }

  /**
   * The same with gears that are known already, and a mass that was weighed.
   *
   * @param weighedKg of the car as it was driven, with driver; empty takes the profile's mass
   */
  public static StraightLine of(
      Recording recording,
      Motion motion,
      List<TimedLap> laps,
      Optional<CarProfile> profile,
      Gears gears,
      OptionalDouble weighedKg) {
    List<Sprint> found = new Sprints(recording.fixes(), motion).find();
    int all = found.size();
    List<Sprint> best = new ArrayList<>();
    List<Sprint> kept = new ArrayList<>();
    for (Discipline discipline : Discipline.values()) {
      List<Sprint> own =
          found.stream()
              .filter(s -> s.discipline() == discipline)
              .sorted(Sprints.BEST)
              .limit(MOST_OF_EACH)
              .toList();
      own.stream().findFirst().ifPresent(best::add);
      kept.addAll(own);
    }
    found.removeIf(s -> !kept.contains(s));
    return new StraightLine(
        best, found, all, Dynamometer.of(recording, motion, laps, profile, gears, weighedKg));
  }
}
