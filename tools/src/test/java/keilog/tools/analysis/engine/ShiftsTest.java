package keilog.tools.analysis.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import keilog.protocol.car.CarProfile;
import keilog.protocol.car.CarProfiles;
import keilog.protocol.channel.Channel;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.motion.Motion;
import keilog.tools.simulate.drive.CarState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of gear against those that truly were. */
class ShiftsTest {
  private static final long WITHIN_NANOS = 50_000_000L;

  /** A true change: from the clutch opening to the new gear being in. */
  private record True(long beginNanos, long endNanos, int from, int to) {}

  private static List<True> truth(SimulatedDrive drive) {
    List<True> all = new ArrayList<>();
    int gear = 1;
    long open = 0;
    List<CarState> states = drive.states();
    for (int i = 1; i < states.size(); i++) {
      CarState before = states.get(i - 1);
      CarState now = states.get(i);
      if (now.gear() == 0 && before.gear() != 0) {
        open = SimulatedDrive.MONO_START + now.nanos();
      } else if (now.gear() != 0 && before.gear() == 0 && now.gear() != gear) {
        all.add(new True(open, SimulatedDrive.MONO_START + now.nanos(), gear, now.gear()));
        gear = now.gear();
      }
    }
    return all;
  }

  static List<Shift> shifts(Recording recording, Optional<CarProfile> profile) {
    Motion motion = Motion.of(recording);
    Gears gears = Gears.of(recording, motion, profile);
    return ShiftLog.of(EngineDrive.of(recording, motion, gears, List.of(), profile));
  }

  private static void allFound(SimulatedDrive drive, Recording recording, String what) {
    List<True> truth = truth(drive);
    List<Shift> found = shifts(recording, CarProfiles.find(drive.car().id()));
    assertTrue(truth.size() > 30, "the driver must shift");
    assertEquals(
        truth.stream().map(t -> t.from() + ">" + t.to()).toList(),
        found.stream().map(s -> s.from() + ">" + s.to()).toList());
    long worstBegin = 0;
    long worstEnd = 0;
    for (int i = 0; i < truth.size(); i++) {
      worstBegin =
          Math.max(
              worstBegin, Math.abs(found.get(i).when().timeNanos() - truth.get(i).beginNanos()));
      worstEnd = Math.max(worstEnd, Math.abs(found.get(i).endNanos() - truth.get(i).endNanos()));
    }
    System.out.printf(
        Locale.ROOT,
        "%s, %s: %d shifts, all found, begin within %d ms, end within %d ms%n",
        drive.car().id(),
        what,
        found.size(),
        worstBegin / 1_000_000,
        worstEnd / 1_000_000);
    assertTrue(worstBegin <= WITHIN_NANOS, "begin " + worstBegin);
    assertTrue(worstEnd <= WITHIN_NANOS, "end " + worstEnd);
  }

  @ParameterizedTest
  @ValueSource(strings = {"az-1", "s660"})
  void areFoundWithTheirTimes(String car) {
    SimulatedDrive drive = Drives.simulated(car);
    allFound(drive, drive.recording(), "fine wheel speed");
  }

  @Test
  void areFoundWithTheirTimesByALateAndNoisyReceiver() {
    SimulatedDrive drive = Drives.simulated("az-1");
    allFound(
        drive,
        Drives.without(drive.recording(), Channel.VEHICLE_SPEED),
        "receiver at 10 Hz, 0.12 s late");
  }

  @Test
  void atTenSamplesASecondHaveNoTimesButAreThere() {
    SimulatedDrive drive = Drives.simulated("az-1");
    Recording slow = Drives.coarse(drive.recording(), Channel.ENGINE_SPEED, 10, 0.25);
    List<Shift> found = shifts(slow, CarProfiles.find("az-1"));
    assertEquals(
        truth(drive).stream().map(t -> t.from() + ">" + t.to()).toList(),
        found.stream().map(s -> s.from() + ">" + s.to()).toList());
    assertTrue(found.stream().allMatch(s -> s.quality() == Quality.ESTIMATED));
    assertTrue(found.stream().allMatch(s -> s.seconds().isEmpty() && s.revMatch().isEmpty()));
  }

  @Test
  void atTwentyFiveSamplesASecondAreTimedButOnlyEstimated() {
    SimulatedDrive drive = Drives.simulated("az-1");
    Recording slow = Drives.coarse(drive.recording(), Channel.ENGINE_SPEED, 4, 0.25);
    List<True> truth = truth(drive);
    List<Shift> found = shifts(slow, CarProfiles.find("az-1"));
    assertEquals(truth.size(), found.size());
    for (int i = 0; i < truth.size(); i++) {
      Shift shift = found.get(i);
      assertEquals(Quality.ESTIMATED, shift.quality());
      assertEquals(truth.get(i).beginNanos(), shift.when().timeNanos(), 3 * WITHIN_NANOS);
      assertEquals(truth.get(i).endNanos(), shift.endNanos(), 3 * WITHIN_NANOS);
    }
  }

  @Test
  void tellAChangeDownThatDragsFromOneThatMatches() {
    ScriptedDrive drive = ScriptedDrive.warmedUp(100);
    double v = drive.metresPerSecond();
    double asked = ScriptedDrive.GEARS[2] * v;
    drive.drive(2, v, 60);
    double rpm = ScriptedDrive.GEARS[3] * v;
    drive.change(3, 0.4, 0, u -> u < 0.6 ? rpm * (1 - 0.3 * u) : asked * (0.62 + 0.95 * (u - 0.6)));
    drive.drive(3, v - 3, 0).drive(2, v, 60).change(4, 0.3).drive(2, v, 60);
    drive.change(3, 0.4, 40, u -> rpm + Math.min(1, u / 0.7) * (asked - rpm));
    drive.drive(3, v - 3, 0);
    List<Shift> down =
        shifts(drive.recording(), Optional.empty()).stream()
            .filter(Shift::down)
            .filter(s -> s.to() == 3)
            .toList();
    assertEquals(2, down.size());
    assertEquals(0.62, down.get(0).revMatch().orElseThrow(), 0.03);
    assertEquals(1.0, down.get(1).revMatch().orElseThrow(), 0.02);
    assertEquals(1, Shifts.of(down).dragged());
  }

  @Test
  void showTheFlareOfAChangeUpWithTheFootDown() {
    ScriptedDrive drive = ScriptedDrive.warmedUp(100);
    drive.change(3, 0.3).drive(3, 29, 60);
    double before = ScriptedDrive.GEARS[2] * 29;
    double after = ScriptedDrive.GEARS[3] * 29;
    drive.change(
        4,
        0.4,
        60,
        u -> u < 0.3 ? before + 1500 * u : before + 450 + (u - 0.3) / 0.7 * (after - before - 450));
    drive.drive(3, 31, 60);
    Shift up = shifts(drive.recording(), Optional.empty()).getLast();
    assertEquals(4, up.to());
    assertEquals(450, up.flareRpm().orElseThrow(), 30);
    assertEquals(0.4, up.seconds().orElseThrow(), 0.05);
  }

  @Test
  void ofADayAreBoundedInTheReportButCounted() {
    List<Shift> many = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      many.add(
          new Shift(
              new Moment(i, OptionalInt.empty(), OptionalDouble.empty()),
              i,
              2 + i % 2,
              3 - i % 2,
              20,
              8000,
              6000,
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              i == 2999,
              Quality.ESTIMATED));
    }
    Shifts shifts = Shifts.of(many);
    assertEquals(3000, shifts.count());
    assertEquals(Shifts.MOST_LISTED + 1, shifts.listed().size());
    assertEquals(1, shifts.moneyShifts());
    assertTrue(shifts.listed().getLast().moneyShift());
    assertEquals(2, shifts.pairs().size());
    assertEquals(1500, shifts.pairs().getFirst().count());
  }
}
