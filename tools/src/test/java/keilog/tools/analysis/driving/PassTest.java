package keilog.tools.analysis.driving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.SimulatedDrive.Plan;
import keilog.tools.analysis.motion.Motion;
import keilog.tools.simulate.drive.CarState;
import org.junit.jupiter.api.Test;

/** Speeds and braking points of each pass, against the simulator's truth. */
class PassTest {
  private record Errors(List<Double> all) {
    double rms() {
      return Math.sqrt(all.stream().mapToDouble(e -> e * e).average().orElseThrow());
    }

    double mean() {
      return all.stream().mapToDouble(e -> e).average().orElseThrow();
    }

    double worst() {
      return all.stream().mapToDouble(Math::abs).max().orElseThrow();
    }
  }

  private static Errors minimum(DrivenLaps laps) {
    List<Double> errors = new ArrayList<>();
    for (CornerDriving driven : laps.driving().corners()) {
      for (int k = 0; k < laps.laps(); k++) {
        double truth =
            laps
                .truth(
                    laps.seconds(k, driven.corner().startMetres()),
                    laps.seconds(k, driven.corner().endMetres()))
                .stream()
                .mapToDouble(CarState::speedKmh)
                .min()
                .orElseThrow();
        errors.add(driven.passes().get(k).minimumKmh().orElseThrow() - truth);
      }
    }
    return new Errors(errors);
  }

  /** Metres by which braking points lie too far on; a braking that is none in truth fails. */
  private static Errors braking(DrivenLaps laps) {
    List<Double> errors = new ArrayList<>();
    for (CornerDriving driven : laps.driving().corners()) {
      for (int k = 0; k < laps.laps(); k++) {
        Pass pass = driven.passes().get(k);
        if (pass.braking().isPresent()) {
          double on = pass.braking().get().onMetres().orElseThrow();
          double found = laps.seconds(k, on);
          double end = laps.seconds(k, driven.corner().endMetres());
          CarState truth = onset(laps.truth(found - 1.5, end));
          errors.add((found - truth.nanos() * 1e-9) * truth.speed());
        }
      }
    }
    return new Errors(errors);
  }

  /** Where the hardest braking among these begins: a tenth of its peak. */
  private static CarState onset(List<CarState> states) {
    int peak = 0;
    for (int i = 0; i < states.size(); i++) {
      peak = states.get(i).brake() > states.get(peak).brake() ? i : peak;
    }
    double level = 0.1 * states.get(peak).brake();
    assertTrue(level > 0.02, "no braking in truth");
    int on = peak;
    while (on > 0 && states.get(on).brake() > level) {
      on--;
    }
    return states.get(on);
  }

  private static void check(
      String name, Plan plan, double speedRms, double speedWorst, double brakingRms) {
    List<Double> speeds = new ArrayList<>();
    List<Double> points = new ArrayList<>();
    for (long seed = 31; seed <= 32; seed++) {
      DrivenLaps laps = DrivenLaps.of(plan.seed(seed).seconds(260));
      speeds.addAll(minimum(laps).all());
      points.addAll(braking(laps).all());
    }
    Errors speed = new Errors(speeds);
    Errors point = new Errors(points);
    System.out.printf(
        "%s: slowest speed rms %.2f worst %.2f km/h of %d; braking point mean %+.2f rms %.2f worst"
            + " %.2f m of %d%n",
        name,
        speed.rms(),
        speed.worst(),
        speeds.size(),
        point.mean(),
        point.rms(),
        point.worst(),
        points.size());
    assertTrue(points.size() >= 30, "braking points=" + points.size());
    assertTrue(speed.rms() < speedRms, name + " speed rms=" + speed.rms());
    assertTrue(speed.worst() < speedWorst, name + " speed worst=" + speed.worst());
    assertTrue(point.rms() < brakingRms, name + " braking rms=" + point.rms());
  }

  @Test
  void speedsAndBrakingPointsAreTrueWithAPerfectReceiver() {
    check("10 Hz perfect", Plan.PERFECT, 0.05, 0.2, 0.6);
    check("25 Hz perfect", Plan.PERFECT.gps(25, 0, 0, 0, 0), 0.05, 0.2, 0.6);
  }

  @Test
  void speedsAndBrakingPointsAreTrueWithinTheirClaimsOfANoisyReceiver() {
    check("10 Hz noisy", Plan.PERFECT.gps(10, 0.3, 0.05, 0.1, 0.01), 0.2, 0.5, 1.0);
    check("25 Hz noisy", Plan.PERFECT.gps(25, 0.3, 0.05, 0.1, 0.01), 0.15, 0.5, 1.0);
  }

  @Test
  void aReceiverOfFiveFixesASecondIsAnEstimate() {
    check("5 Hz noisy", Plan.PERFECT.gps(5, 0.3, 0.05, 0.1, 0), 0.3, 1.0, 3);
    DrivenLaps laps = DrivenLaps.of(Plan.PERFECT.seconds(190).gps(5, 0.3, 0.05, 0.1, 0));
    assertEquals(Quality.ESTIMATED, laps.driving().quality());
    assertEquals(Quality.ESTIMATED, laps.driving().corners().getFirst().minimumKmh().quality());
  }

  @Test
  void aReceiverOfOneFixASecondShowsNoApex() {
    DrivenLaps laps = DrivenLaps.of(Plan.PERFECT.gps(1, 0.3, 0.05, 0.1, 0));
    assertEquals(Quality.INSUFFICIENT, laps.driving().quality());
    for (CornerDriving driven : laps.driving().corners()) {
      assertEquals(Quality.INSUFFICIENT, driven.minimumKmh().quality());
      assertEquals(Quality.INSUFFICIENT, driven.brakingBeforeCorner().quality());
      assertTrue(driven.minimumKmh().plusMinus().isEmpty());
    }
    assertTrue(
        laps.driving().notes().stream().anyMatch(n -> n.subject() == Note.Subject.SLOW_RECEIVER));
    assertTrue(laps.driving().places().stream().allMatch(p -> p.cause() == Cause.UNKNOWN));
  }

  @Test
  void aBrakeChannelNeedsTheReceiversLatencyTakenOff() {
    SimulatedDrive drive = SimulatedDrive.of(Plan.PERFECT.seconds(260).gps(10, 0.1, 0.03, 0.1, 0));
    Recording recording = DrivenLaps.with(drive.recording(), DrivenLaps.brake(drive));
    DrivenLaps aligned = DrivenLaps.of(drive, recording, Motion.of(recording));
    DrivenLaps late = DrivenLaps.of(drive, recording, Motion.of(recording.fixes()));
    Errors right = braking(aligned);
    Errors wrong = braking(late);
    System.out.printf(
        "brake channel: error %+.2f m, rms %.2f m; with 0.1 s of latency left in %+.2f m%n",
        right.mean(), right.rms(), wrong.mean());
    assertEquals("brake_pressure", aligned.driving().brake().orElseThrow());
    assertTrue(right.rms() < 1, "rms=" + right.rms());
    // 0.1 s at 20 to 40 m/s
    assertTrue(Math.abs(wrong.mean()) > 2, "mean=" + wrong.mean());
  }

  @Test
  void entryAndExitAreSpeedsAtTheirPlaces() {
    DrivenLaps laps = DrivenLaps.of(Plan.PERFECT.seconds(190));
    for (CornerDriving driven : laps.driving().corners()) {
      Corner corner = driven.corner();
      for (int k = 0; k < laps.laps(); k++) {
        Pass pass = driven.passes().get(k);
        double entry = Math.max(corner.startMetres() - 50, corner.fromMetres());
        double exit = Math.min(corner.endMetres() + 50, corner.toMetres());
        assertEquals(
            laps.drive().states().get(laps.row(laps.seconds(k, entry))).speedKmh(),
            pass.entryKmh().orElseThrow(),
            0.6,
            corner.label());
        assertEquals(
            laps.drive().states().get(laps.row(laps.seconds(k, exit))).speedKmh(),
            pass.exitKmh().orElseThrow(),
            0.6,
            corner.label());
      }
    }
  }
}
