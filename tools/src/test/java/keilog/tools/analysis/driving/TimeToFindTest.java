package keilog.tools.analysis.driving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.SimulatedDrive.Plan;
import keilog.tools.analysis.driving.PlantedLaps.Slower;
import keilog.tools.analysis.lap.LapTraces;
import org.junit.jupiter.api.Test;

class TimeToFindTest {
  /** What a place measured to 0.1 m is worth at 25 m/s. */
  private static final double NOISE_SECONDS = 0.004;

  private static boolean notes(Driving driving, Note.Subject subject) {
    return driving.notes().stream().anyMatch(n -> n.subject() == subject);
  }

  @Test
  void whatIsLostInEachStretchAddsUpToTheGapOnTheLine() {
    DrivenLaps laps = DrivenLaps.of(Plan.PERFECT.seconds(360).gps(10, 0.3, 0.05, 0.1, 0));
    List<CornerDriving> stretches = laps.driving().stretches();
    for (int k = 0; k < laps.laps(); k++) {
      double sum = 0;
      double parts = 0;
      for (CornerDriving stretch : stretches) {
        Pass pass = stretch.passes().get(k);
        sum += pass.seconds().orElseThrow();
        parts +=
            pass.approachSeconds().orElseThrow()
                + pass.cornerSeconds().orElseThrow()
                + pass.straightSeconds().orElseThrow();
      }
      double lap = laps.traces().laps().get(k).durationNanos() * 1e-9;
      assertEquals(lap, sum, 1e-9, "lap " + k);
      assertEquals(lap, parts, 1e-9, "lap " + k);
    }
    for (CornerDriving stretch : stretches) {
      TimeLoss loss = stretch.loss().orElseThrow();
      assertTrue(loss.seconds() >= 0, stretch.corner().label());
      assertTrue(loss.bestLapSeconds().orElseThrow() >= 0, stretch.corner().label());
    }
  }

  @Test
  void placesAreRankedAndAtMostThree() {
    DrivenLaps laps = DrivenLaps.of(Plan.PERFECT.seconds(360));
    List<TimeToFind> places = laps.driving().places();
    assertFalse(places.isEmpty());
    assertTrue(places.size() <= 3);
    double before = Double.POSITIVE_INFINITY;
    for (TimeToFind place : places) {
      assertTrue(place.loss().seconds() <= before);
      assertTrue(place.loss().isReal());
      before = place.loss().seconds();
      System.out.printf("%.2f ± %.2f s, %s%n", before, place.loss().plusMinus(), place.english());
      System.out.println("             " + place.japanese());
    }
  }

  @Test
  void aPlantedLossIsFoundFirstWithItsSeconds() {
    for (int which = 0; which < PlantedLaps.corners().size(); which++) {
      Corner corner = PlantedLaps.corners().get(which);
      long seed = 100 + which;
      Random noise = new Random(seed);
      PlantedLaps laps = new PlantedLaps();
      Slower habit = new Slower(corner.startMetres(), corner.endMetres(), 0.3);
      for (int k = 0; k < 8; k++) {
        if (k == 5) {
          laps.lap(noise, NOISE_SECONDS);
        } else {
          laps.lap(noise, NOISE_SECONDS, habit);
        }
      }
      Driving driving = laps.driving();
      String what = "seed " + seed + ", " + corner.label() + ": " + driving.places();
      TimeToFind first = driving.places().getFirst();
      assertEquals(corner.number(), first.corner(), what);
      assertEquals(0.3, first.loss().seconds(), 0.025, what);
      assertEquals(6, first.loss().bestPassLap(), what);
      assertEquals(Phase.CORNER, first.worst(), what);
      assertEquals(1, driving.places().size(), what);
    }
  }

  @Test
  void theBestLapsOwnLossIsItsGapToTheFastestPass() {
    Corner early = PlantedLaps.corners().get(1);
    Corner late = PlantedLaps.corners().get(6);
    Slower inEarly = new Slower(early.startMetres(), early.endMetres(), 0.2);
    Slower inLate = new Slower(late.startMetres(), late.endMetres(), 0.5);
    Random none = new Random(1);
    Driving driving =
        new PlantedLaps()
            .lap(none, 0, inEarly)
            .lap(none, 0, inLate)
            .lap(none, 0, inLate, inEarly)
            .lap(none, 0, inLate, inEarly)
            .driving();
    TimeLoss first = driving.corners().get(1).loss().orElseThrow();
    assertEquals(0.2, first.seconds(), 1e-6);
    assertEquals(0.2, first.bestLapSeconds().orElseThrow(), 1e-6);
    TimeLoss second = driving.corners().get(6).loss().orElseThrow();
    assertEquals(0.5, second.seconds(), 1e-6);
    assertEquals(0, second.bestLapSeconds().orElseThrow(), 1e-6);
  }

  @Test
  void noiseIsNotSoldAsAdvice() {
    int sold = 0;
    int drives = 60;
    for (long seed = 1; seed <= drives; seed++) {
      Random noise = new Random(seed);
      PlantedLaps laps = new PlantedLaps();
      int count = 3 + noise.nextInt(20);
      for (int k = 0; k < count; k++) {
        laps.lap(noise, NOISE_SECONDS);
      }
      Driving driving = laps.driving();
      sold += driving.places().size();
      assertTrue(
          !driving.places().isEmpty() || notes(driving, Note.Subject.NOTHING_TO_FIND),
          "seed " + seed);
    }
    System.out.printf("advice from noise: %d of %d drives without any difference%n", sold, drives);
    assertTrue(sold <= 1, "sold=" + sold);
  }

  @Test
  void nobodyIsAdvisedFromOneLapOrTwo() {
    Corner corner = PlantedLaps.corners().get(3);
    Slower slower = new Slower(corner.startMetres(), corner.endMetres(), 2);
    PlantedLaps laps = new PlantedLaps();
    for (int count = 1; count <= 3; count++) {
      laps.lap(new Random(count), 0, count == 1 ? new Slower(0, 1, 0) : slower);
      Driving driving = laps.driving();
      assertEquals(count >= 3, !driving.places().isEmpty(), count + " laps");
      assertEquals(count < 3, notes(driving, Note.Subject.FEW_LAPS), count + " laps");
      assertEquals(8, driving.corners().size());
      assertTrue(driving.corners().getFirst().minimumKmh().median().isPresent());
    }
  }

  @Test
  void aLapBehindASlowCarIsShownButDoesNotCount() {
    PlantedLaps laps = new PlantedLaps();
    for (int k = 0; k < 4; k++) {
      laps.lap(new Random(k), 0);
    }
    LapTraces traces = laps.traces();
    List<TimedLap> slow = new ArrayList<>(traces.laps());
    TimedLap first = slow.getFirst();
    slow.set(
        0,
        new TimedLap(
            first.number(),
            first.kind(),
            first.startNanos(),
            first.endNanos(),
            0,
            first.quality(),
            0,
            Set.of(TimedLap.Remark.SLOW),
            List.of()));
    Driving driving =
        Driving.of(
            PlantedLaps.recording(),
            PlantedLaps.motion(),
            new LapTraces(traces.stepMetres(), traces.lengthMetres(), slow, 0, traces.traces()));
    assertEquals(4, driving.laps().size());
    assertFalse(driving.laps().getFirst().counts());
    assertEquals(3, driving.corners().getFirst().minimumKmh().passes());
    assertEquals(4, driving.corners().getFirst().passes().size());
  }
}
