package keilog.tools.analysis.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import keilog.protocol.channel.Channel;
import keilog.protocol.track.Fix;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.SimulatedDrive.Plan;
import keilog.tools.simulate.drive.Chance;
import org.junit.jupiter.api.Test;

/** How late fixes are is found, said with its ±, and taken off; or honestly not found. */
class AlignmentTest {
  private static final SimulatedDrive DRIVE = drive(10, 40);
  private static final double[] LATENCIES = {0, 0.06, 0.1, 0.15};

  @Test
  void findsTheLatencyAgainstAFastWheelWithin15Milliseconds() {
    for (int hz : new int[] {5, 10, 25}) {
      Recording drive = drive(hz, 3 + hz).recording();
      for (double late : LATENCIES) {
        Alignment a = Motion.of(late(drive, late)).alignment();
        say("100 Hz wheel", late, hz, a);
        assertEquals(late, a.latencySeconds(), 0.015, a::toString);
        assertEquals(Quality.MEASURED, a.quality(), a::toString);
        assertEquals("vehicle_speed", a.channel());
      }
    }
  }

  @Test
  void findsTheLatencyAgainstWholeKilometresPerHourFiveTimesASecondWithin30Milliseconds() {
    Recording drive = DRIVE.recording();
    for (double late : LATENCIES) {
      Recording recording = late(drive, late);
      Column wheel = recording.column(Channel.VEHICLE_SPEED).orElseThrow();
      Alignment a = Motion.of(Rows.with(recording, Rows.coarse(wheel, 20, 1))).alignment();
      say("5 Hz, 1 km/h", late, 10, a);
      assertEquals(late, a.latencySeconds(), 0.03, a::toString);
      assertNotEquals(Quality.INSUFFICIENT, a.quality(), a::toString);
      assertTrue(Math.abs(a.latencySeconds() - late) < 4 * a.uncertaintySeconds(), a::toString);
    }
  }

  @Test
  void findsTheLatencyAgainstTheEngineWhereThereIsNoWheelSpeed() {
    Recording drive = Rows.without(DRIVE.recording(), Channel.VEHICLE_SPEED);
    for (double late : LATENCIES) {
      Recording recording = late(drive, late);
      Alignment a = Motion.of(recording).alignment();
      say("engine speed", late, 10, a);
      assertEquals(late, a.latencySeconds(), 0.03, a::toString);
      assertEquals("engine_speed", a.channel());
    }
  }

  @Test
  void takesTheLatencyOffTheTimes() {
    Motion motion = Motion.of(late(DRIVE.recording(), 0.1));
    long epoch = motion.epochs()[100];
    assertEquals(
        SimulatedDrive.MONO_START + epoch - SimulatedDrive.UTC_START,
        motion.times()[100],
        15_000_000);
    assertEquals(motion.times()[100], motion.timeOfEpoch(epoch));
    assertEquals(epoch, motion.epochOfTime(motion.times()[100]));
  }

  @Test
  void findsNothingBetweenTwoDrivesThatHaveNothingToDoWithEachOther() {
    for (int seed = 1; seed <= 2; seed++) {
      Recording one = drive(10, seed).recording();
      Fixes other = shifted(drive(10, seed + 100).recording().fixes(), 20_300_000_000L);
      Alignment a = Motion.of(Rows.recording(other, one.columns())).alignment();
      say("unrelated", Double.NaN, 10, a);
      assertEquals(Quality.INSUFFICIENT, a.quality(), a::toString);
      assertEquals(0, a.latencySeconds());
    }
  }

  @Test
  void findsNothingInNoise() {
    SimulatedDrive drive = DRIVE;
    long[] times = drive.recording().columns().getFirst().times();
    Column noise =
        Rows.column(Channel.VEHICLE_SPEED, times, t -> 80 + 20 * Chance.normal(77, t / 10_000_000));
    Recording recording = Rows.with(Rows.without(drive.recording(), Channel.ENGINE_SPEED), noise);
    Alignment a = Motion.of(recording).alignment();
    assertEquals(Quality.INSUFFICIENT, a.quality(), a::toString);
    assertEquals(0, a.latencySeconds());
  }

  @Test
  void aDeadWheelSensorGivesWayToTheEngine() {
    SimulatedDrive drive = DRIVE;
    long[] times = drive.recording().columns().getFirst().times();
    Recording recording =
        Rows.with(late(drive.recording(), 0.1), Rows.column(Channel.VEHICLE_SPEED, times, t -> 0));
    Alignment a = Motion.of(recording).alignment();
    assertEquals("engine_speed", a.channel());
    assertEquals(0.1, a.latencySeconds(), 0.03, a::toString);
  }

  @Test
  void saysWhyThereIsNone() {
    SimulatedDrive drive = DRIVE;
    Fixes none = new Fixes.Builder().build();
    assertReason("there are no fixes", Rows.recording(none, drive.recording().columns()));
    assertReason(
        "neither vehicle_speed nor engine_speed was recorded",
        Rows.recording(drive.recording().fixes(), List.of()));
    Recording standing =
        SimulatedDrive.of(
                new Plan(
                    "az-1", 3, Plan.PERFECT.variation(), 60, 60, -150, 10, 0.3, 0.05, 0, 0, 50))
            .recording();
    assertReason("fewer than 20 s", standing);
  }

  private static void assertReason(String reason, Recording recording) {
    Alignment a = Motion.of(recording).alignment();
    assertEquals(Quality.INSUFFICIENT, a.quality());
    assertTrue(a.reason().contains(reason), a.reason());
  }

  private static SimulatedDrive drive(int hz, int seed) {
    return SimulatedDrive.of(Plan.PERFECT.seed(seed).seconds(180).gps(hz, 0.3, 0.05, 0, 0.01));
  }

  private static Recording late(Recording drive, double seconds) {
    return Rows.recording(shifted(drive.fixes(), Math.round(seconds * 1e9)), drive.columns());
  }

  private static Fixes shifted(Fixes fixes, long by) {
    Fixes.Builder later = new Fixes.Builder();
    Fix fix = new Fix();
    for (int i = 0; i < fixes.size(); i++) {
      fixes.get(i, fix);
      fix.timeNanos += by;
      later.add(fix, fixes.altitude(i));
    }
    return later.build();
  }

  private static void say(String against, double late, int hz, Alignment a) {
    System.out.printf(
        "latency %4.0f ms, %2d Hz, against %-12s: %5.1f ± %4.1f ms, correlation %.3f, %s%n",
        late * 1e3,
        hz,
        against,
        a.latencySeconds() * 1e3,
        a.uncertaintySeconds() * 1e3,
        a.correlation(),
        a.quality());
  }
}
