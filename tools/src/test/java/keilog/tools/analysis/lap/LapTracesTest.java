package keilog.tools.analysis.lap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import keilog.protocol.track.Fix;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.motion.Motion;
import keilog.tools.simulate.drive.CarState;
import org.junit.jupiter.api.Test;

class LapTracesTest {
  private static final Track TRACK = Tracks.find("tsukuba-tc2000").orElseThrow();

  /** The true laps of a drive. */
  static List<TimedLap> laps(SimulatedDrive drive) {
    List<Long> lines =
        drive.passages().stream()
            .filter(p -> p.gate().equals("start"))
            .map(SimulatedDrive.Passage::gnssNanos)
            .toList();
    List<TimedLap> laps = new ArrayList<>();
    for (int i = 0; i + 1 < lines.size(); i++) {
      laps.add(
          new TimedLap(
              i + 1,
              TimedLap.Kind.FLYING,
              lines.get(i),
              lines.get(i + 1),
              0,
              Quality.MEASURED,
              0,
              EnumSet.noneOf(TimedLap.Remark.class),
              List.of()));
    }
    return laps;
  }

  /** True seconds since the simulation began at which the car was so far along the road. */
  private static double truth(List<CarState> states, double distance) {
    int low = 0;
    int high = states.size() - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (states.get(middle).distance() <= distance) {
        low = middle;
      } else {
        high = middle;
      }
    }
    CarState a = states.get(low);
    CarState b = states.get(high);
    double share = (distance - a.distance()) / (b.distance() - a.distance());
    return (a.nanos() + share * (b.nanos() - a.nanos())) * 1e-9;
  }

  private static double distanceAt(List<CarState> states, double seconds) {
    double row = seconds * 100;
    int i = (int) Math.clamp(Math.floor(row), 0, states.size() - 2);
    double a = states.get(i).distance();
    return a + (row - i) * (states.get(i + 1).distance() - a);
  }

  @Test
  void timesOnTheAxisAreTheTrueTimesAtTheSamePlaceOfRoad() {
    SimulatedDrive drive = SimulatedDrive.of(SimulatedDrive.Plan.PERFECT);
    Motion motion = Motion.of(drive.recording());
    LapTraces traces = LapTraces.of(motion, laps(drive), Optional.of(TRACK));
    assertTrue(traces.laps().size() >= 4, "laps=" + traces.laps().size());
    double length = drive.road().length();
    assertEquals(length, traces.lengthMetres(), 15);
    double worst = 0;
    double sum = 0;
    int count = 0;
    List<CarState> states = drive.states();
    TimedLap reference = traces.laps().get(traces.reference());
    double referenceStart = (reference.startNanos() - SimulatedDrive.UTC_START) * 1e-9;
    int referenceRound = (int) Math.round(distanceAt(states, referenceStart) / length);
    for (int k = 0; k < traces.laps().size(); k++) {
      LapTraces.Trace trace = traces.traces().get(k);
      TimedLap lap = traces.laps().get(k);
      double start = (lap.startNanos() - SimulatedDrive.UTC_START) * 1e-9;
      int round = (int) Math.round(distanceAt(states, start) / length);
      assertEquals(1, trace.shown(), 1e-9);
      assertEquals(0, trace.seconds()[0]);
      assertEquals(lap.durationNanos() * 1e-9, trace.seconds()[traces.points() - 1]);
      for (int i = 5; i < traces.points() - 5; i++) {
        double place =
            distanceAt(
                states, referenceStart + traces.traces().get(traces.reference()).seconds()[i]);
        double due = truth(states, place + (round - referenceRound) * length) - start;
        double error = trace.seconds()[i] - due;
        worst = Math.max(worst, Math.abs(error));
        sum += error * error;
        count++;
      }
      assertTrue(Math.abs(trace.closingError()) < 0.003, "closing=" + trace.closingError());
    }
    System.out.printf(
        "delta against truth: rms %.2f ms, worst %.2f ms%n",
        1e3 * Math.sqrt(sum / count), 1e3 * worst);
    assertTrue(worst < 0.010, "worst=" + worst);
  }

  @Test
  void withNoiseTheEndStaysExactAndThePlacesAgreeWithTheTimes() {
    for (int hz : new int[] {10, 25}) {
      SimulatedDrive drive =
          SimulatedDrive.of(SimulatedDrive.Plan.PERFECT.gps(hz, 0.3, 0.05, 0.11, 0.01));
      Laps laps = Laps.of(drive.recording(), List.of(TRACK), Optional.of(TRACK.id()));
      LapTraces traces = LapTraces.of(Motion.of(drive.recording()), laps.timed(), laps.track());
      LapTraces.Trace reference = traces.traces().get(traces.reference());
      double squares = 0;
      for (int k = 0; k < traces.laps().size(); k++) {
        LapTraces.Trace trace = traces.traces().get(k);
        LapDelta delta = LapDelta.of(trace, reference, traces.stepMetres());
        assertEquals(
            (traces.laps().get(k).durationNanos()
                    - traces.laps().get(traces.reference()).durationNanos())
                * 1e-9,
            delta.total(),
            1e-12);
        assertEquals(0, delta.seconds()[0]);
        assertTrue(Math.abs(trace.closingError()) < 0.030, "closing=" + trace.closingError());
        squares += trace.closingError() * trace.closingError();
        for (int i = 1; i < traces.points(); i++) {
          assertTrue(trace.seconds()[i] >= trace.seconds()[i - 1], "time runs on: i=" + i);
        }
      }
      System.out.printf(
          "end of lap against its time, before it is made exact, %d Hz, 0.3 m: %.1f ms rms%n",
          hz, 1e3 * Math.sqrt(squares / traces.laps().size()));
      assertFalse(Prediction.of(laps, traces).isEmpty());
    }
  }

  @Test
  void aGapInALapIsNotInvented() {
    SimulatedDrive drive = SimulatedDrive.of(SimulatedDrive.Plan.PERFECT.seconds(260));
    Fixes all = drive.recording().fixes();
    List<TimedLap> laps = laps(drive);
    TimedLap lap = laps.get(1);
    Fixes.Builder fewer = new Fixes.Builder();
    Fix fix = new Fix();
    for (int row = 0; row < all.size(); row++) {
      all.get(row, fix);
      long since = fix.gnssNanos - lap.startNanos();
      if (since < 20_000_000_000L || since > 25_000_000_000L) {
        fewer.add(fix, Double.NaN);
      }
    }
    LapTraces traces = LapTraces.of(Motion.of(fewer.build()), laps, Optional.of(TRACK));
    double shown = traces.traces().get(1).shown();
    assertTrue(shown > 0.85 && shown < 0.98, "shown=" + shown);
    for (int i = 0; i < traces.points(); i++) {
      double seconds = traces.traces().get(1).seconds()[i];
      assertFalse(seconds > 20.2 && seconds < 24.8, "told of the gap: seconds=" + seconds);
      assertEquals(Double.isNaN(seconds), traces.traces().get(1).times()[i] == 0);
    }
  }

  @Test
  void lapsOfAnotherDayAreLaidOnAChosenAxis() {
    SimulatedDrive one = SimulatedDrive.of(SimulatedDrive.Plan.PERFECT.seconds(200));
    SimulatedDrive other = SimulatedDrive.of(SimulatedDrive.Plan.PERFECT.seconds(270).seed(4));
    Motion motion = Motion.of(one.recording());
    TimedLap lap = laps(one).get(0);
    LapAxis axis = LapAxis.along(motion, lap, Optional.of(TRACK)).orElseThrow();
    Motion second = Motion.of(other.recording());
    LapTraces traces = LapTraces.on(axis, second, laps(other));
    assertEquals(-1, traces.reference());
    assertTrue(traces.laps().size() >= 2);
    for (int k = 0; k < traces.laps().size(); k++) {
      assertEquals(1, traces.traces().get(k).shown(), 1e-9);
      assertEquals(0, traces.traces().get(k).closingError(), 0.005);
    }
  }

  @Test
  void withoutFixesOrWithoutLapsThereIsNothing() {
    Motion none = Motion.of(new Fixes.Builder().build());
    TimedLap lap =
        new TimedLap(
            1,
            TimedLap.Kind.FLYING,
            0,
            60_000_000_000L,
            0,
            Quality.MEASURED,
            0,
            EnumSet.noneOf(TimedLap.Remark.class),
            List.of());
    assertEquals(0, LapTraces.of(none, List.of(lap), Optional.of(TRACK)).points());
    assertEquals(0, LapTraces.of(none, List.of(), Optional.empty()).points());
    Motion motion =
        Motion.of(SimulatedDrive.of(SimulatedDrive.Plan.PERFECT.seconds(20)).recording().fixes());
    assertEquals(0, LapTraces.of(motion, List.of(lap), Optional.of(TRACK)).points());
  }
}
