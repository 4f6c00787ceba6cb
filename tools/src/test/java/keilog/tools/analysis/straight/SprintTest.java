package keilog.tools.analysis.straight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import keilog.protocol.car.CarProfiles;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.SimulatedDrive.Plan;
import keilog.tools.analysis.motion.Motion;
import keilog.tools.simulate.drive.CarState;
import org.junit.jupiter.api.Test;

/** Sprints are found anywhere, timed as truly as their ± says, and flagged where they must be. */
class SprintTest {
  @Test
  void timesLieWithinTheStatedUncertainty() {
    for (int hz : new int[] {5, 10, 25}) {
      double worst = 0;
      for (int seed = 1; seed <= 8; seed++) {
        StraightRoad road = StraightRoad.LEVEL.at(hz, seed);
        StraightLine line = of(road.recording());
        assertEquals(4, line.best().size(), "seed " + seed);
        for (Sprint sprint : line.best()) {
          double error = sprint.seconds() - truth(road, sprint.discipline());
          worst = Math.max(worst, Math.abs(error));
          int at = seed;
          assertTrue(
              Math.abs(error) <= sprint.uncertaintySeconds(),
              () -> hz + " Hz, seed " + at + ", " + error + ": " + sprint);
          assertEquals(Quality.MEASURED, sprint.quality(), sprint::toString);
        }
      }
      System.out.printf("sprints at %2d Hz: worst error %.3f s%n", hz, worst);
    }
  }

  private static double truth(StraightRoad road, Discipline discipline) {
    return switch (discipline) {
      case ZERO_TO_60 -> road.timeToSpeed(60 / 3.6);
      case ZERO_TO_100 -> road.timeToSpeed(100 / 3.6);
      case FROM_60_TO_100 -> road.timeToSpeed(100 / 3.6) - road.timeToSpeed(60 / 3.6);
      case ZERO_TO_402_METRES -> road.timeToDistance(402.336);
    };
  }

  @Test
  void theQuarterMileHasItsMarksAndItsTrap() {
    StraightRoad road = StraightRoad.LEVEL.at(10, 3);
    Sprint mile = best(of(road.recording()), Discipline.ZERO_TO_402_METRES);
    assertEquals(5, mile.marks().size());
    for (Sprint.Mark mark : mile.marks()) {
      double seconds = road.timeToDistance(mark.metres());
      assertEquals(seconds, mark.seconds(), 0.05);
      assertEquals(3.6 * road.speed(seconds), mark.kmh(), 0.6);
    }
    double end = road.timeToDistance(402.336);
    double trap = 3.6 * 20.12 / (end - road.timeToDistance(402.336 - 20.12));
    assertEquals(trap, mile.trapKmh().orElseThrow(), 0.4);
    assertEquals(402.336, mile.metres(), 1e-9);
  }

  @Test
  void theRolloutIsBesideTheFullTime() {
    StraightRoad road = StraightRoad.LEVEL.at(25, 4);
    Sprint sprint = best(of(road.recording()), Discipline.ZERO_TO_60);
    double foot = road.timeToDistance(0.3048);
    assertEquals(
        sprint.seconds() - foot, sprint.rolloutSeconds().orElseThrow(), 0.05, sprint::toString);
    Sprint rolling = best(of(road.recording()), Discipline.FROM_60_TO_100);
    assertTrue(rolling.rolloutSeconds().isEmpty());
  }

  @Test
  void aSlopeAboveOnePercentIsFlaggedAndAnUnknownOneSaid() {
    Sprint hill = best(of(StraightRoad.LEVEL.uphill(-0.02).recording()), Discipline.ZERO_TO_100);
    assertEquals(-2, hill.slopePercent().orElseThrow(), 0.3);
    assertEquals(Quality.ESTIMATED, hill.quality());
    assertTrue(hill.reasons().getFirst().contains("slope above 1 %"));
    Sprint unknown =
        best(of(StraightRoad.LEVEL.recording((t, f) -> true, false)), Discipline.ZERO_TO_100);
    assertTrue(unknown.slopePercent().isEmpty());
    assertTrue(unknown.reasons().getFirst().contains("slope unknown"));
  }

  @Test
  void poorFixesGapsAndMissingDopplerAreFlagged() {
    assertFlag(
        "poor fixes",
        (t, fix) -> {
          fix.horizontalAccuracy = t > 3 && t < 4 ? 8 : 0.5;
          return true;
        });
    assertFlag("missing within", (t, fix) -> t < 3 || t > 3.7);
    assertFlag(
        "no speed",
        (t, fix) -> {
          fix.speed = Double.NaN;
          fix.heading = Double.NaN;
          return true;
        });
  }

  @Test
  void aReceiverOfOneFixASecondTimesNothing() {
    assertTrue(of(StraightRoad.LEVEL.at(1, 1).recording()).sprints().isEmpty());
  }

  private static void assertFlag(String reason, StraightRoad.Change change) {
    StraightLine line = of(StraightRoad.LEVEL.recording(change, true));
    Sprint sprint = best(line, Discipline.ZERO_TO_100);
    assertEquals(Quality.ESTIMATED, sprint.quality(), sprint::toString);
    assertTrue(
        sprint.reasons().stream().anyMatch(r -> r.contains(reason)), sprint.reasons()::toString);
    double truth = truth(StraightRoad.LEVEL, Discipline.ZERO_TO_100);
    assertEquals(
        truth, sprint.seconds(), Math.max(0.3, sprint.uncertaintySeconds()), sprint::toString);
  }

  @Test
  void aLongGapEndsTheRun() {
    StraightLine line = of(StraightRoad.LEVEL.recording((t, fix) -> t < 3 || t > 5.5, true));
    assertTrue(line.best().stream().noneMatch(s -> s.discipline() == Discipline.ZERO_TO_100));
  }

  @Test
  void aRollingCarIsNoLaunch() {
    StraightLine line = of(StraightRoad.LEVEL.recording((t, fix) -> t > 0.5, true));
    assertTrue(line.best().stream().noneMatch(s -> s.discipline().standing()));
    assertFalse(line.best().isEmpty());
  }

  @Test
  void pullingAwayForAWalkIsNoLaunch() {
    StraightRoad stroll = new StraightRoad(1, 10, 0.05, 4, 0, 30, 60);
    assertTrue(of(stroll.recording()).sprints().isEmpty());
  }

  @Test
  void standingOnlyAndNoFixesAtAllGiveNothing() {
    assertTrue(of(StraightRoad.LEVEL.recording((t, f) -> t < 0, true)).sprints().isEmpty());
    StraightLine none = of(StraightRoad.LEVEL.recording((t, f) -> false, true));
    assertTrue(none.sprints().isEmpty());
    assertEquals(Quality.INSUFFICIENT, none.power().quality());
    assertFalse(none.power().reasons().isEmpty());
  }

  @Test
  void aSimulatedLaunchIsTimedAsTheTruthTellsIt() {
    SimulatedDrive drive =
        SimulatedDrive.of(
            new Plan(
                "az-1", 5, Plan.PERFECT.variation(), 40, 6, -150, 10, 0.3, 0.05, 0.1, 0.01, 100));
    Motion motion = Motion.of(drive.recording());
    StraightLine line =
        StraightLine.of(drive.recording(), motion, List.of(), CarProfiles.find("az-1"));
    Sprint sprint = best(line, Discipline.ZERO_TO_60);
    double moving = first(drive, 0.5);
    double there = first(drive, 60);
    System.out.printf(
        "simulated 0-60: %.3f s, truth from 0.5 km/h %.3f s%n", sprint.seconds(), there - moving);
    assertEquals(there - moving, sprint.seconds(), 0.1);
  }

  private static double first(SimulatedDrive drive, double kmh) {
    CarState state =
        drive.states().stream().filter(s -> s.speedKmh() >= kmh).findFirst().orElseThrow();
    return state.nanos() * 1e-9;
  }

  private static Sprint best(StraightLine line, Discipline discipline) {
    return line.best().stream()
        .filter(s -> s.discipline() == discipline)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + discipline + " in " + line.sprints()));
  }

  private static StraightLine of(Recording recording) {
    Fixes fixes = recording.fixes();
    return StraightLine.of(recording, Motion.of(fixes), List.of(), Optional.empty());
  }
}
