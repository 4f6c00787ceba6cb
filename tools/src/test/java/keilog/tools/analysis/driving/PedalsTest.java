package keilog.tools.analysis.driving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import keilog.protocol.channel.Channel;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.SimulatedDrive.Plan;
import keilog.tools.analysis.motion.Motion;
import keilog.tools.simulate.drive.CarState;
import org.junit.jupiter.api.Test;

class PedalsTest {
  private static final Plan NOISY = Plan.PERFECT.seconds(260).gps(10, 0.3, 0.05, 0.1, 0.01);

  private static double worst(DrivenLaps laps, Channelled share, TrueShare truth) {
    double worst = 0;
    for (int k = 0; k < laps.laps(); k++) {
      double from = laps.seconds(k, 0);
      double to = laps.seconds(k, laps.traces().lengthMetres());
      List<CarState> states = laps.truth(from, to);
      double is = share.of(laps.driving().laps().get(k).pedals());
      double should = (double) states.stream().filter(truth::is).count() / states.size();
      worst = Math.max(worst, Math.abs(is - should));
    }
    return worst;
  }

  private interface Channelled {
    double of(PedalTime pedals);
  }

  private interface TrueShare {
    boolean is(CarState state);
  }

  private static boolean full(CarState s) {
    return s.throttle() >= 0.95;
  }

  private static boolean braking(CarState s) {
    return s.brake() > 0.05 && !full(s);
  }

  private static boolean coasting(CarState s) {
    return s.throttle() < 0.08 && s.brake() <= 0.05;
  }

  @Test
  void sharesOfALapAreTrueWithinTwoHundredths() {
    DrivenLaps laps = DrivenLaps.of(NOISY);
    double full = worst(laps, p -> p.fullThrottleShare().orElseThrow(), PedalsTest::full);
    double braking = worst(laps, PedalTime::brakingShare, PedalsTest::braking);
    double coasting = worst(laps, PedalTime::coastingShare, PedalsTest::coasting);
    System.out.printf(
        "share of a lap, worst error: full throttle %.3f, braking %.3f, coasting %.3f%n",
        full, braking, coasting);
    assertTrue(full < 0.01, "full throttle error=" + full);
    assertTrue(braking < 0.02, "braking error=" + braking);
    assertTrue(coasting < 0.02, "coasting error=" + coasting);
    assertEquals(Optional.of("throttle_position"), laps.driving().throttle());
    PedalTime pedals = laps.driving().laps().getFirst().pedals();
    assertEquals(Quality.ESTIMATED, pedals.quality(), "braking by g");
    double stretches =
        laps.driving().startStraight().orElseThrow().passes().getFirst().pedals().knownSeconds();
    for (CornerDriving corner : laps.driving().corners()) {
      stretches += corner.passes().getFirst().pedals().knownSeconds();
    }
    assertEquals(pedals.knownSeconds(), stretches, 1e-6);
  }

  @Test
  void aBrakeChannelMakesSharesMeasured() {
    SimulatedDrive drive = SimulatedDrive.of(NOISY);
    Recording recording = DrivenLaps.with(drive.recording(), DrivenLaps.brake(drive));
    DrivenLaps laps = DrivenLaps.of(drive, recording, Motion.of(recording));
    PedalTime pedals = laps.driving().laps().getFirst().pedals();
    assertEquals(Quality.MEASURED, pedals.quality());
    assertTrue(worst(laps, PedalTime::brakingShare, PedalsTest::braking) < 0.02);
  }

  @Test
  void anInputThatDoesNotSlowTheCarIsNoBrake() {
    DrivenLaps right = DrivenLaps.of(NOISY);
    Recording recording = right.drive().recording();
    Column throttle = recording.column(Channel.THROTTLE_POSITION).orElseThrow();
    long seed = 4;
    Random random = new Random(seed);
    float[] floating = new float[throttle.size()];
    for (int i = 0; i < floating.length; i++) {
      floating[i] = 100 + (float) random.nextGaussian();
    }
    for (float[] values : List.of(floating, throttle.values(), new float[throttle.size()])) {
      Column brake =
          new Column("brake_pressure", Optional.empty(), "kPa", "adc", throttle.times(), values);
      Driving driving =
          Driving.of(DrivenLaps.with(recording, brake), right.motion(), right.traces());
      assertEquals(Optional.empty(), driving.brake());
      assertEquals(right.driving().corners(), driving.corners());
    }
  }

  @Test
  void aSensorThatReadsFromTwelveToEightySevenPercentIsUnderstood() {
    DrivenLaps right = DrivenLaps.of(NOISY);
    Recording recording = right.drive().recording();
    DrivenLaps scaled =
        DrivenLaps.of(right.drive(), throttle(recording, 12, 0.75f), right.motion());
    assertTrue(worst(scaled, p -> p.fullThrottleShare().orElseThrow(), PedalsTest::full) < 0.02);
    assertTrue(worst(scaled, PedalTime::coastingShare, PedalsTest::coasting) < 0.02);
  }

  @Test
  void withoutAThrottleFullThrottleIsUnknownAndCoastingEstimated() {
    DrivenLaps right = DrivenLaps.of(NOISY);
    Recording recording = right.drive().recording();
    List<Recording> blind =
        List.of(
            DrivenLaps.with(recording, List.<Column>of()),
            throttle(recording, 0, 0.3f),
            throttle(recording, 14, 0));
    for (Recording without : blind) {
      Driving driving = Driving.of(without, right.motion(), right.traces());
      assertEquals(Optional.empty(), driving.throttle());
      assertTrue(driving.notes().stream().anyMatch(n -> n.subject() == Note.Subject.NO_THROTTLE));
      PedalTime pedals = driving.laps().getFirst().pedals();
      assertTrue(pedals.fullThrottleSeconds().isEmpty());
      assertEquals(Quality.ESTIMATED, pedals.quality());
      assertEquals(
          right.driving().laps().getFirst().pedals().brakingSeconds(),
          pedals.brakingSeconds(),
          0.5);
    }
  }

  private static Recording throttle(Recording recording, float from, float factor) {
    Column is = recording.column(Channel.THROTTLE_POSITION).orElseThrow();
    float[] values = new float[is.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = from + factor * (float) is.value(i);
    }
    Column scaled =
        new Column(is.name(), is.quantity(), is.unit(), is.source(), is.times(), values);
    return DrivenLaps.with(
        recording, recording.columns().stream().map(c -> c == is ? scaled : c).toList());
  }
}
