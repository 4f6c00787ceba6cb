package keilog.tools.analysis.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import keilog.protocol.car.CarProfiles;
import keilog.protocol.channel.Channel;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.motion.Motion;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Variation;
import org.junit.jupiter.api.Test;

/** Boost and spool against a truth of the same definition. */
class BoostTest {
  private static final double WITHIN_SECONDS = 0.020;
  private static final double AIR = 101.3;

  private static EngineHealth health(Recording drive) {
    return EngineHealth.of(drive, Motion.of(drive), List.of(), CarProfiles.find("az-1"));
  }

  /** A true spool: when the throttle passed 80 %, and t90. */
  private record True(double at, double t90) {}

  /** The definition, written a second time, on the states of every millisecond. */
  private static List<True> truth(List<CarState> states) {
    List<True> all = new ArrayList<>();
    double below = -10;
    for (int i = 1; i < states.size(); i++) {
      double now = states.get(i).nanos() * 1e-9;
      below = states.get(i - 1).throttle() < 0.3 ? now : below;
      boolean crossed = states.get(i).throttle() >= 0.8 && states.get(i - 1).throttle() < 0.8;
      if (!crossed || now - below > 1) {
        continue;
      }
      int end = i;
      while (end < states.size()
          && states.get(end).gear() == states.get(i).gear()
          && states.get(end).throttle() >= 0.8) {
        end++;
      }
      double[] kpa = states.subList(i, end).stream().mapToDouble(CarState::manifoldKpa).toArray();
      int peak = 0;
      for (int j = 0; j < kpa.length; j++) {
        peak = kpa[j] > kpa[peak] + 0.05 ? j : peak;
      }
      if (states.get(i).gear() > 0 && kpa.length > peak + 1500) {
        double[] rest = Arrays.copyOfRange(kpa, peak + 1000, Math.min(kpa.length, peak + 2000));
        Arrays.sort(rest);
        double level = kpa[0] + 0.9 * (rest[rest.length / 2] - kpa[0]);
        int reached = 0;
        while (kpa[reached] < level) {
          reached++;
        }
        all.add(new True(now, reached * 0.001));
      }
    }
    return all;
  }

  @Test
  void spoolIsWithinTwentyMillisecondsOfTheSimulatorsTruth() {
    SimulatedDrive.Plan plan =
        new SimulatedDrive.Plan(
            "az-1", 33, Variation.HUMAN, 150, 2, -150, 10, 0.3, 0.05, 0.12, 0.01, 1000);
    SimulatedDrive drive = SimulatedDrive.of(plan);
    List<True> truth = truth(drive.states());
    Recording slow = drive.recording();
    for (Column column : drive.recording().columns()) {
      slow = Drives.coarse(slow, column.quantity().orElseThrow(), 10, 1e-3);
    }
    Boost boost = health(slow).boost().orElseThrow();
    int compared = 0;
    double worst = 0;
    for (True t : truth) {
      for (Spool spool : boost.listed()) {
        double at = (spool.when().timeNanos() - SimulatedDrive.MONO_START) * 1e-9;
        if (Math.abs(at - t.at) < 0.1) {
          compared++;
          worst = Math.max(worst, Math.abs(spool.t90Seconds() - t.t90));
          assertEquals(t.at, at, WITHIN_SECONDS);
          assertEquals(t.t90, spool.t90Seconds(), WITHIN_SECONDS, () -> "at " + t.at);
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "spool: %d of %d true ones found among %d, t90 within %.1f ms%n",
        compared,
        truth.size(),
        boost.spools(),
        worst * 1000);
    assertTrue(truth.size() >= 5, "the driver must give some");
    assertEquals(truth.size(), compared);
  }

  /** Off the throttle in fourth, then flat out: a first-order rise after a moment, a known peak. */
  private static Recording pull(double hz, double lag, double overshoot) {
    ScriptedDrive drive = ScriptedDrive.warmedUp(hz);
    drive.drive(2, 26, 60).drive(2, 25, 0);
    double seconds = 5;
    drive.drive(
        seconds,
        31,
        100,
        u -> {
          double t = u * seconds;
          double rise = 40 + 140 * (1 - Math.exp(-t / lag));
          return rise + overshoot * Math.exp(-Math.pow((t - 1.4) / 0.15, 2));
        });
    drive.drive(2, 28, 0);
    return drive.recording(drive.column(Channel.BAROMETRIC_PRESSURE, 1, t -> AIR));
  }

  @Test
  void spoolOfAKnownLagIsThatLag() {
    for (double lag : new double[] {0.1, 0.3, 0.5}) {
      Boost boost = health(pull(100, lag, 0)).boost().orElseThrow();
      Spool spool = boost.listed().getLast();
      assertEquals(lag * Math.log(10), spool.t90Seconds(), WITHIN_SECONDS);
      assertEquals(lag * Math.log(9), spool.t10To90Seconds().orElseThrow(), WITHIN_SECONDS);
      assertEquals(25 * ScriptedDrive.GEARS[3], spool.rpm(), 60);
      assertEquals(4, spool.gear());
    }
  }

  @Test
  void anOvershootIsMeasuredAgainstThePlateau() {
    Spool spool = health(pull(100, 0.2, 20)).boost().orElseThrow().listed().getLast();
    assertTrue(spool.plateauSettled(), spool::toString);
    assertEquals(180, spool.plateauKpa(), 1);
    assertEquals(20 / (180 - AIR), spool.overshoot(), 0.02);
    assertEquals(Quality.MEASURED, spool.quality());
  }

  @Test
  void aSlowPressureIsOnlyAnEstimate() {
    Spool spool = health(pull(20, 0.3, 20)).boost().orElseThrow().listed().getLast();
    assertEquals(Quality.ESTIMATED, spool.quality());
    assertEquals(0.3 * Math.log(10), spool.t90Seconds(), 0.1);
  }

  @Test
  void thePeakIsCountedFromTheBarometer() {
    Boost boost = health(pull(100, 0.2, 20)).boost().orElseThrow();
    assertEquals(Barometer.Source.SENSOR, boost.barometer().source());
    assertEquals(200 - AIR, boost.peakKpa(), 1);
    assertTrue(boost.peakRpm().isPresent());
    assertFalse(boost.definition().isEmpty());
  }

  @Test
  void withoutABarometerTheEngineAtRestIsOneElseTheAltitude() {
    ScriptedDrive standing = ScriptedDrive.warmedUp(100);
    standing.drive(3, 31, 100).phase(3, u -> 0, u -> 0, 0, u -> 94.5);
    Barometer off = health(standing.recording()).boost().orElseThrow().barometer();
    assertEquals(Barometer.Source.ENGINE_OFF, off.source());
    assertEquals(94.5, off.kpa(), 0.1);

    Recording high =
        Drives.without(Drives.simulated("az-1").recording(), Channel.BAROMETRIC_PRESSURE);
    Barometer altitude = health(high).boost().orElseThrow().barometer();
    assertEquals(Barometer.Source.ALTITUDE, altitude.source());
    assertEquals(Quality.ESTIMATED, altitude.quality());
    assertEquals(101.04, altitude.kpa(), 0.05, "24 m above the sea");

    Barometer assumed = health(Drives.withoutFixes(high)).boost().orElseThrow().barometer();
    assertEquals(Barometer.Source.ASSUMED, assumed.source());
    assertEquals(Quality.INSUFFICIENT, assumed.quality());
  }

  @Test
  void whereThereIsNoneItIsSaid() {
    Recording drive = Drives.simulated("az-1").recording();
    EngineHealth blind = health(Drives.without(drive, Channel.MANIFOLD_PRESSURE));
    assertTrue(blind.boost().isEmpty());
    assertTrue(blind.notes().toString().contains("no manifold pressure"));

    EngineHealth still = health(ScriptedDrive.warmedUp(100).recording());
    assertTrue(still.boost().isPresent());
    EngineHealth low =
        health(
            Drives.change(
                ScriptedDrive.warmedUp(100).recording(),
                Channel.MANIFOLD_PRESSURE,
                c -> {
                  float[] half = c.values().clone();
                  for (int i = 0; i < half.length; i++) {
                    half[i] = Math.min(half[i], 95);
                  }
                  return new Column(c.name(), c.quantity(), c.unit(), c.source(), c.times(), half);
                }));
    assertTrue(low.boost().isEmpty());
    assertTrue(low.notes().toString().contains("never rose"));
  }

  @Test
  void aSensorThatJumpsWhileTheEngineStopsIsNoBoost() {
    ScriptedDrive drive = ScriptedDrive.warmedUp(100);
    drive.phase(1, u -> 0, u -> 200 * (1 - u), 0, u -> 260).phase(3, u -> 0, u -> 0, 0, u -> 100);
    Boost boost = health(drive.recording()).boost().orElseThrow();
    assertEquals(50, boost.peakKpa(), 0.5);
    assertTrue(boost.peakRpm().orElseThrow() > 3000);
  }

  @Test
  void theThresholdIsThatOfTheLowestPull() {
    ScriptedDrive drive = ScriptedDrive.warmedUp(100);
    for (double from : new double[] {12, 18, 22}) {
      drive.drive(3, from, 0);
      drive.drive(
          6,
          32,
          100,
          u -> {
            double rpm = ScriptedDrive.GEARS[3] * (from + u * (32 - from));
            return AIR + 80 * Math.clamp((rpm - 2500) / 1000, -0.5, 1);
          });
    }
    Recording recording = drive.recording(drive.column(Channel.BAROMETRIC_PRESSURE, 1, t -> AIR));
    Boost.Threshold threshold = health(recording).boost().orElseThrow().threshold().orElseThrow();
    assertEquals(3400, threshold.rpm(), 50, "90 % of full boost lies at 3,400 rpm");
    assertEquals(4, threshold.gear());
    assertEquals(80, threshold.targetKpa(), 2);
  }
}
