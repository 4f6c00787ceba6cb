package keilog.tools.analysis.driving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.lap.LapTraces;
import keilog.tools.analysis.lap.LapTraces.Trace;
import keilog.tools.analysis.motion.Motion;
import org.junit.jupiter.api.Test;

/** Gaps, nonsense and nothing at all: an answer, never an exception. */
class HostileDriveTest {
  private static Recording nothing() {
    return new Recording(
        "nothing",
        Optional.empty(),
        Optional.empty(),
        new Fixes.Builder().build(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void aDriveWithoutFixesSaysThatNoLapWasTimed() {
    Driving driving = Driving.of(nothing(), Motion.of(nothing()), LapTraces.NONE);
    assertEquals(
        List.of(Note.Subject.NO_LAPS), driving.notes().stream().map(Note::subject).toList());
    assertEquals(Quality.INSUFFICIENT, driving.quality());
    assertEquals(0, driving.receiverHz());
    assertTrue(driving.corners().isEmpty());
    assertTrue(driving.places().isEmpty());
    assertEquals(Quality.INSUFFICIENT, driving.grip().quality());
    assertTrue(driving.steadiness().minimumSdKmh().isEmpty());
  }

  @Test
  void aDriveWithoutLapsStillShowsItsGrip() {
    Driving driving = Driving.of(PlantedLaps.recording(), PlantedLaps.motion(), LapTraces.NONE);
    assertTrue(driving.corners().isEmpty());
    assertEquals(Quality.MEASURED, driving.grip().quality());
    assertTrue(driving.grip().brakingG().isPresent());
  }

  @Test
  void aGapHidesWhatLiesInItAndNothingElse() {
    Corner corner = PlantedLaps.corners().get(3);
    PlantedLaps laps = new PlantedLaps();
    for (int k = 0; k < 4; k++) {
      laps.lap(new Random(k), 0);
    }
    LapTraces traces = laps.traces();
    int apex = (int) corner.apexMetres();
    gap(traces.traces().get(1), apex - 5, apex + 5);
    Driving driving = Driving.of(PlantedLaps.recording(), PlantedLaps.motion(), traces);
    CornerDriving driven = driving.corners().get(3);
    assertTrue(driven.passes().get(1).minimumKmh().isEmpty());
    assertTrue(driven.passes().get(1).seconds().isPresent());
    assertEquals(3, driven.minimumKmh().passes());
    assertEquals(4, driving.corners().get(4).minimumKmh().passes());
    assertEquals(8, driving.corners().size());
  }

  private static void gap(Trace trace, int from, int to) {
    for (double[] values :
        List.of(trace.seconds(), trace.speed(), trace.along(), trace.across(), trace.lateral())) {
      Arrays.fill(values, from, to, Double.NaN);
    }
    Arrays.fill(trace.times(), from, to, 0);
  }

  @Test
  void noGapsAndNoNonsenseMakeItFail() {
    for (long seed = 1; seed <= 150; seed++) {
      Random random = new Random(seed);
      try {
        Driving driving = Driving.of(recording(random), PlantedLaps.motion(), traces(random));
        for (TimeToFind place : driving.places()) {
          assertTrue(place.loss().seconds() >= place.loss().floor(), "seed " + seed);
          assertFalse(place.english().contains("NaN"), "seed " + seed + ": " + place.english());
        }
        driving.corners().forEach(HostileDriveTest::sane);
      } catch (RuntimeException e) {
        fail("seed " + seed, e);
      }
    }
  }

  private static void sane(CornerDriving driven) {
    Corner corner = driven.corner();
    assertTrue(corner.fromMetres() <= corner.startMetres(), corner.toString());
    assertTrue(corner.startMetres() <= corner.endMetres(), corner.toString());
    assertTrue(corner.endMetres() <= corner.toMetres(), corner.toString());
    assertTrue(corner.radiusMetres() > 0, corner.toString());
    driven.minimumKmh().median().ifPresent(v -> assertTrue(Double.isFinite(v)));
  }

  private static Recording recording(Random random) {
    return random.nextBoolean() ? PlantedLaps.recording() : nothing();
  }

  private static LapTraces traces(Random random) {
    PlantedLaps laps = new PlantedLaps();
    int count = random.nextInt(6);
    for (int k = 0; k < count; k++) {
      laps.lap(random, 0.01 * random.nextInt(3));
    }
    LapTraces traces = laps.traces();
    int points = traces.points();
    for (Trace trace : traces.traces()) {
      for (int n = random.nextInt(4); n > 0; n--) {
        int from = random.nextInt(points);
        gap(trace, from, Math.min(points, from + random.nextInt(400)));
      }
      if (random.nextInt(4) == 0) {
        nonsense(random, random.nextBoolean() ? trace.across() : trace.along());
      }
      if (random.nextInt(6) == 0) {
        Arrays.fill(trace.along(), Double.NaN);
      }
      if (random.nextInt(6) == 0) {
        nonsense(random, trace.speed());
      }
    }
    return random.nextInt(5) == 0 ? shortened(traces, random.nextInt(4)) : traces;
  }

  private static void nonsense(Random random, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (random.nextInt(10) == 0) {
        values[i] = random.nextInt(3) == 0 ? 0 : random.nextGaussian() * 5;
      }
    }
  }

  /** A course of no more than a few points. */
  private static LapTraces shortened(LapTraces traces, int points) {
    List<Trace> few = new ArrayList<>();
    for (Trace t : traces.traces()) {
      few.add(
          new Trace(
              Arrays.copyOf(t.seconds(), points),
              Arrays.copyOf(t.speed(), points),
              Arrays.copyOf(t.along(), points),
              Arrays.copyOf(t.across(), points),
              Arrays.copyOf(t.lateral(), points),
              Arrays.copyOf(t.times(), points)));
    }
    return new LapTraces(
        traces.stepMetres(), Math.max(0, points - 1) * traces.stepMetres(), traces.laps(), 0, few);
  }
}
