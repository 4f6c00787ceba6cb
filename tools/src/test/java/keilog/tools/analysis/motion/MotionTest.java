package keilog.tools.analysis.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntPredicate;
import keilog.protocol.track.Fix;
import keilog.protocol.track.GeoPoint;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.SimulatedDrive.Plan;
import keilog.tools.simulate.drive.CarState;
import org.junit.jupiter.api.Test;

/** Smoothed place and speed lie nearer to the truth than the fixes, and not later. */
class MotionTest {
  @Test
  void smoothingBringsPlaceSpeedAndGNearerToTheTruth() {
    for (int hz : new int[] {5, 10, 25}) {
      SimulatedDrive drive = noisy(hz, 7);
      Errors e = new Errors(drive, Motion.of(drive.recording()));
      System.out.printf(
          "%2d Hz: place %.3f m raw, %.3f smoothed; speed %.3f m/s raw, %.3f smoothed; g along"
              + " %.3f, across %.3f; shift %.1f ms%n",
          hz, e.rawPlace, e.place, e.rawSpeed, e.speed, e.along, e.across, e.shift * 1e3);
      assertTrue(e.place < 0.45 * e.rawPlace, () -> "place " + e.place);
      assertTrue(e.speed < (hz == 5 ? 1.1 : 0.8) * e.rawSpeed, () -> "speed " + e.speed);
      assertTrue(e.along < 0.06, () -> "along " + e.along);
      assertTrue(e.across < 0.06, () -> "across " + e.across);
      assertTrue(Math.abs(e.shift) < 0.004, () -> "shift " + e.shift);
    }
  }

  @Test
  void velocitiesOlderThanTheirPlacesAreFoundAndMoved() {
    for (int hz : new int[] {10, 25}) {
      SimulatedDrive drive = noisy(hz, 12);
      int rows = hz == 10 ? 1 : 3;
      Fixes straight = drive.recording().fixes();
      assertEquals(0, Motion.of(straight).quality().dopplerLagSeconds());
      Fix[] earlier = new Fix[straight.size()];
      Fixes late =
          changed(
              straight,
              i -> i >= rows,
              (i, fix) -> {
                earlier[i] = new Fix();
                earlier[i].set(fix);
                fix.speed = earlier[Math.max(0, i - rows)].speed;
                fix.heading = earlier[Math.max(0, i - rows)].heading;
              });
      Motion motion = Motion.of(late);
      Errors e = new Errors(drive, motion);
      System.out.printf(
          "velocities %.2f s late at %2d Hz: found %.3f; place %.3f m, speed %.3f m/s, shift %.1f"
              + " ms%n",
          (double) rows / hz,
          hz,
          motion.quality().dopplerLagSeconds(),
          e.place,
          e.speed,
          e.shift * 1e3);
      assertEquals((double) rows / hz, motion.quality().dopplerLagSeconds(), 0.02);
      assertTrue(Math.abs(e.shift) < 0.02, () -> "shift " + e.shift);
      assertTrue(e.place < 0.25, () -> "place " + e.place);
    }
  }

  @Test
  void aPerfectReceiverIsNotMadeWorse() {
    SimulatedDrive drive = SimulatedDrive.of(Plan.PERFECT.seconds(120));
    Errors e = new Errors(drive, Motion.of(drive.recording()));
    assertTrue(e.place < 0.1, () -> "place " + e.place);
    assertTrue(e.speed < 0.06, () -> "speed " + e.speed);
  }

  @Test
  void hasOneRowForEachFix() {
    SimulatedDrive drive = noisy(10, 3);
    Motion motion = Motion.of(drive.recording());
    Fixes fixes = drive.recording().fixes();
    assertEquals(fixes.size(), motion.size());
    for (int i = 0; i < fixes.size(); i++) {
      assertEquals(fixes.epoch(i), motion.epochs()[i]);
    }
  }

  @Test
  void headingGoesOnOverFullTurns() {
    SimulatedDrive drive = noisy(10, 3);
    Motion motion = Motion.of(drive.recording());
    for (int i = 1; i < motion.size(); i++) {
      assertTrue(Math.abs(motion.heading()[i] - motion.heading()[i - 1]) < 0.5);
    }
    double turned = motion.heading()[motion.size() - 1] - motion.heading()[0];
    assertTrue(turned > 2 * Math.PI, "turned " + turned);
  }

  @Test
  void placeAloneStillGivesSpeed() {
    SimulatedDrive drive = noisy(10, 5);
    Fixes blind =
        changed(
            drive.recording().fixes(),
            i -> true,
            (i, fix) -> {
              fix.speed = Double.NaN;
              fix.heading = Double.NaN;
            });
    Errors e = new Errors(drive, Motion.of(blind));
    System.out.printf("by place alone: place %.3f m, speed %.3f m/s%n", e.place, e.speed);
    assertTrue(e.place < e.rawPlace, () -> "place " + e.place);
    assertTrue(e.speed < 0.6, () -> "speed " + e.speed);
  }

  @Test
  void beginsAnewAfterAGap() {
    SimulatedDrive drive = noisy(10, 5);
    Fixes holed = changed(drive.recording().fixes(), i -> i < 600 || i > 650, (i, fix) -> {});
    Motion whole = Motion.of(drive.recording().fixes());
    Motion motion = Motion.of(holed);
    assertTrue(Double.isNaN(motion.speedAt((motion.times()[599] + motion.times()[600]) / 2)));
    for (int i = 600; i < motion.size(); i++) {
      GeoPoint place = whole.plane().place(whole.east()[i + 51], whole.north()[i + 51]);
      assertEquals(motion.plane().east(place.longitude()), motion.east()[i], 1.0, "row " + i);
      assertEquals(whole.speed()[i + 51], motion.speed()[i], 0.5, "row " + i);
    }
  }

  @Test
  void glitchesOfThousandsOfKilometresAreLeftOut() {
    SimulatedDrive drive = noisy(10, 6);
    Fixes glitched =
        changed(
            drive.recording().fixes(),
            i -> true,
            (i, fix) -> {
              if (i % 97 == 50) {
                fix.latitude = 0;
                fix.longitude = 0;
              }
              if (i % 131 == 60) {
                fix.speed = 93;
              }
            });
    Errors e = new Errors(drive, Motion.of(glitched));
    assertTrue(e.place < 0.2, () -> "place " + e.place);
    assertTrue(e.speed < 0.1, () -> "speed " + e.speed);
  }

  @Test
  void nothingIsPoisonedByWhatAReceiverLeavesOut() {
    SimulatedDrive drive = noisy(10, 8);
    Fixes odd =
        changed(
            drive.recording().fixes(),
            i -> true,
            (i, fix) -> {
              fix.speed = i % 3 == 0 ? Double.NaN : fix.speed;
              fix.heading = i % 5 == 0 ? Double.NaN : fix.heading;
              fix.horizontalAccuracy = i % 7 == 0 ? Double.NaN : i % 11 == 0 ? 0 : 2;
              fix.speedAccuracy = i % 2 == 0 ? Double.NaN : 0.3;
              fix.latitude = i == 0 || i == 400 ? Double.NaN : fix.latitude;
            });
    Motion motion = Motion.of(odd);
    for (int i = 0; i < motion.size(); i++) {
      double sum =
          motion.east()[i]
              + motion.north()[i]
              + motion.speed()[i]
              + motion.heading()[i]
              + motion.along()[i]
              + motion.across()[i];
      assertTrue(Double.isFinite(sum), "row " + i);
    }
    Errors e = new Errors(drive, motion);
    assertTrue(e.speed < 0.3, () -> "speed " + e.speed);
  }

  @Test
  void noFixesOneFixAndLonelyFixesAreOrdinaryDays() {
    Motion none = Motion.of(Rows.recording(new Fixes.Builder().build(), List.of()));
    assertEquals(0, none.size());
    assertEquals(GSource.NONE, none.acceleration().source());
    Fixes some = noisy(10, 9).recording().fixes();
    Motion one = Motion.of(changed(some, i -> i == 40, (i, fix) -> {}));
    assertEquals(1, one.size());
    assertTrue(Double.isNaN(one.along()[0]));
    assertFalse(Double.isNaN(one.speed()[0]));
    Motion lonely = Motion.of(changed(some, i -> i % 40 == 0, (i, fix) -> {}));
    assertTrue(Double.isNaN(lonely.across()[3]));
    assertEquals(some.speed(120), lonely.speed()[3], 1e-6);
  }

  @Test
  void aCarAtRestHasAHeadingAndNoGToTheSide() {
    SimulatedDrive drive =
        SimulatedDrive.of(
            new Plan("az-1", 3, Plan.PERFECT.variation(), 40, 30, -150, 10, 0.3, 0.05, 0, 0, 50));
    Motion motion = Motion.of(drive.recording());
    double first = drive.states().getFirst().heading();
    assertEquals(0, Math.IEEEremainder(motion.heading()[0] - first, 2 * Math.PI), 0.1);
    assertEquals(0, motion.across()[100]);
    assertEquals(0, motion.speed()[100], 0.1);
  }

  @Test
  void aDayIsSmoothedInNoTime() {
    Fixes.Builder day = new Fixes.Builder();
    Fix fix = new Fix();
    for (int i = 0; i < 720_000; i++) {
      fix.gnssNanos = i * 40_000_000L;
      fix.timeNanos = fix.gnssNanos;
      fix.latitude = 36 + 0.001 * Math.sin(i * 1e-3);
      fix.longitude = 139 + 0.001 * Math.cos(i * 1e-3);
      fix.speed = 2.7;
      fix.heading = 10;
      fix.quality = 3;
      day.add(fix, 20);
    }
    Fixes fixes = day.build();
    long begun = System.nanoTime();
    Motion motion = Motion.of(fixes);
    System.out.printf("a day of fixes at 25 Hz: %d ms%n", (System.nanoTime() - begun) / 1_000_000);
    assertEquals(720_000, motion.size());
  }

  private static SimulatedDrive noisy(int hz, int seed) {
    return SimulatedDrive.of(Plan.PERFECT.seed(seed).seconds(150).gps(hz, 0.3, 0.05, 0, 0.01));
  }

  private interface Change {
    void on(int row, Fix fix);
  }

  private static Fixes changed(Fixes fixes, IntPredicate kept, Change change) {
    Fixes.Builder changed = new Fixes.Builder();
    for (int i = 0; i < fixes.size(); i++) {
      Fix fix = new Fix();
      fixes.get(i, fix);
      change.on(i, fix);
      if (kept.test(i)) {
        changed.add(fix, fixes.altitude(i));
      }
    }
    return changed.build();
  }

  /** Root mean squares against the truth, and by how much the smoothed speed is late. */
  private static final class Errors {
    double rawPlace;
    double place;
    double rawSpeed;
    double speed;
    double along;
    double across;
    double shift;

    Errors(SimulatedDrive drive, Motion m) {
      Fixes fixes = drive.recording().fixes();
      List<CarState> states = drive.states();
      int count = 0;
      double dot = 0;
      double steep = 0;
      for (int i = 5; i < m.size() - 5; i++) {
        int at = (int) ((m.epochs()[i] - SimulatedDrive.UTC_START) / 10_000_000);
        CarState truth = states.get(at);
        if (truth.nanos() != m.epochs()[i] - SimulatedDrive.UTC_START || truth.speed() < 5) {
          continue;
        }
        double east = m.plane().east(drive.road().ground().longitude(truth.east()));
        double north = m.plane().north(drive.road().ground().latitude(truth.north()));
        int raw = fixes.rowAtEpoch(m.epochs()[i]);
        rawPlace +=
            square(m.plane().east(fixes.longitude(raw)) - east)
                + square(m.plane().north(fixes.latitude(raw)) - north);
        place += square(m.east()[i] - east) + square(m.north()[i] - north);
        rawSpeed += square(fixes.speed(raw) - truth.speed());
        speed += square(m.speed()[i] - truth.speed());
        along += square(m.along()[i] - truth.acceleration() / Motion.GRAVITY);
        across += square(m.across()[i] - truth.lateral() / Motion.GRAVITY);
        dot -= (m.speed()[i] - truth.speed()) * truth.acceleration();
        steep += square(truth.acceleration());
        count++;
      }
      rawPlace = Math.sqrt(rawPlace / count);
      place = Math.sqrt(place / count);
      rawSpeed = Math.sqrt(rawSpeed / count);
      speed = Math.sqrt(speed / count);
      along = Math.sqrt(along / count);
      across = Math.sqrt(across / count);
      shift = dot / steep;
    }

    private static double square(double value) {
      return value * value;
    }
  }
}
