package keilog.tools.analysis.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keilog.protocol.car.CarFact;
import keilog.protocol.car.CarProfile;
import keilog.protocol.car.CarProfiles;
import keilog.protocol.car.Fact;
import keilog.protocol.channel.Channel;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.motion.Motion;
import org.junit.jupiter.api.Test;

/** The redline, planted and found. The AZ-1's is 9,000. */
class OverRevsTest {
  private static final Optional<CarProfile> CAR = CarProfiles.find("az-1");

  private static EngineHealth health(Recording drive, Optional<CarProfile> car) {
    return EngineHealth.of(drive, Motion.of(drive), List.of(), car);
  }

  /** From 30 m/s in fourth into second instead of third: 11,700 rpm, clutch out at once. */
  private static ScriptedDrive moneyShift() {
    ScriptedDrive drive = ScriptedDrive.warmedUp(100);
    double v = drive.metresPerSecond();
    drive.drive(2, 30, 60).drive(1, 30, 0);
    assertTrue(v > 29);
    return drive.change(2, 0.25).drive(0.4, 29, 0).change(3, 0.3).drive(3, 27, 60);
  }

  @Test
  void aMoneyShiftIsMechanical() {
    EngineHealth health = health(moneyShift().recording(), CAR);
    assertEquals(1, health.overRevs().count(), health.overRevs()::toString);
    OverRev event = health.overRevs().events().getFirst();
    assertEquals(OverRev.Cause.MECHANICAL, event.cause());
    assertEquals(30 * ScriptedDrive.GEARS[1], event.peakRpm(), 120);
    assertEquals(4, event.gearBefore().orElseThrow());
    assertEquals(2, event.gearAfter().orElseThrow());
    assertTrue(event.seconds() > 0.4 && event.seconds() < 0.9, event::toString);
    assertTrue(event.areaRpmSeconds() > 800, event::toString);
    assertEquals(1, health.shifts().moneyShifts());
    DownshiftGuard guard = health.overRevs().guard().get(1);
    assertEquals(3, guard.from());
    assertEquals(9000 / ScriptedDrive.GEARS[1], guard.safeBelow(), 0.3);
  }

  @Test
  void aMoneyShiftThatWasCaughtBeforeTheGearHeldIsMechanicalToo() {
    ScriptedDrive drive = ScriptedDrive.warmedUp(100);
    drive.drive(2, 30, 60).drive(0.5, 30, 0);
    double rpm = ScriptedDrive.GEARS[3] * 30;
    drive.change(4, 0.3, 0, u -> rpm + 4200 * Math.sin(Math.PI * u)).drive(2, 30, 60);
    EngineHealth health = health(drive.recording(), CAR);
    assertEquals(1, health.overRevs().count());
    assertEquals(OverRev.Cause.MECHANICAL, health.overRevs().events().getFirst().cause());
  }

  @Test
  void aLimiterSawsAtTheLimit() {
    ScriptedDrive drive = ScriptedDrive.warmedUp(100);
    drive.change(3, 0.3).drive(2, 33, 100);
    double v = 9100 / ScriptedDrive.GEARS[2];
    drive.phase(
        1.5,
        u -> v,
        u -> 9050 + 120 * Math.asin(Math.sin(2 * Math.PI * 8 * 1.5 * u)),
        100,
        u -> 160);
    drive.change(4, 0.3).drive(2, 32, 60);
    EngineHealth health = health(drive.recording(), CAR);
    assertEquals(1, health.overRevs().count(), health.overRevs()::toString);
    OverRev event = health.overRevs().events().getFirst();
    assertEquals(OverRev.Cause.LIMITER, event.cause());
    assertEquals(8, event.bouncesHz().orElseThrow(), 0.6);
    assertEquals(0, health.shifts().moneyShifts());
  }

  @Test
  void aLateChangeUpIsTheDriversOwn() {
    ScriptedDrive drive = ScriptedDrive.warmedUp(100);
    drive.change(3, 0.3).drive(3, 34, 100).change(4, 0.3).drive(2, 33, 60);
    OverRevs overRevs = health(drive.recording(), CAR).overRevs();
    assertEquals(1, overRevs.count());
    OverRev event = overRevs.events().getFirst();
    assertEquals(OverRev.Cause.UNDER_POWER, event.cause());
    assertEquals(34 * ScriptedDrive.GEARS[2], event.peakRpm(), 40);
    assertEquals(3, event.gearBefore().orElseThrow());
    assertEquals(4, event.gearAfter().orElseThrow());
    Recording blind = Drives.without(drive.recording(), Channel.THROTTLE_POSITION);
    OverRevs guessed = health(blind, CAR).overRevs();
    assertEquals(OverRev.Cause.UNKNOWN, guessed.events().getFirst().cause());
    assertFalse(guessed.notes().isEmpty());
  }

  @Test
  void oneWrongSampleIsNoOverRev() {
    ScriptedDrive drive = ScriptedDrive.warmedUp(100);
    drive.drive(1, 30, 60);
    drive.phase(0.01, u -> 30, u -> 13_000, 60, u -> 150).drive(1, 30, 60);
    EngineHealth health = health(drive.recording(), CAR);
    assertEquals(0, health.overRevs().count());
    assertTrue(health.rpm().maxRpm() < 9000, "the spike must not be the highest either");
    assertTrue(health.gears().notes().toString().contains("1 impossible sample"));
  }

  @Test
  void withoutARedlineThereIsNoListAndItIsSaid() {
    CarProfile car = CAR.orElseThrow();
    Map<CarFact, Fact> facts = new EnumMap<>(car.facts());
    facts.remove(CarFact.REDLINE);
    CarProfile unknown =
        new CarProfile(
            car.id(),
            car.name(),
            car.maker(),
            car.models(),
            car.years(),
            facts,
            car.links(),
            List.of(),
            car.preferred(),
            car.notes());
    EngineHealth health = health(moneyShift().recording(), Optional.of(unknown));
    assertEquals(0, health.overRevs().count());
    assertTrue(health.overRevs().redlineRpm().isEmpty());
    assertTrue(health.overRevs().notes().getFirst().contains("redline"));
    assertEquals(0, health.shifts().moneyShifts());
    assertTrue(health.rpm().aboveRedlineSeconds().isEmpty());
  }

  @Test
  void theGuardNamesTheClosestCall() {
    ScriptedDrive drive = ScriptedDrive.warmedUp(100);
    drive.drive(2, 38, 100).drive(2, 28, 0).change(3, 0.3).drive(2, 26, 60);
    DownshiftGuard guard = health(drive.recording(), CAR).overRevs().guard().get(2);
    assertEquals(4, guard.from());
    assertEquals(3, guard.to());
    assertEquals(9000 / ScriptedDrive.GEARS[2], guard.safeBelow(), 0.3);
    assertEquals(38 * ScriptedDrive.GEARS[2], guard.wouldHaveBeen().orElseThrow().rpm(), 60);
    assertEquals(28 * ScriptedDrive.GEARS[2], guard.done().orElseThrow().rpm(), 60);
  }

  @Test
  void aCleanDriveHasNone() {
    SimulatedDrive drive = Drives.simulated("az-1");
    assertEquals(0, health(drive.recording(), CAR).overRevs().count());
  }

  @Test
  void theHistogramComesToTheTimeDriven() {
    for (String car : List.of("az-1", "s660")) {
      Recording drive = Drives.simulated(car).recording();
      RpmUse use = health(drive, CarProfiles.find(car)).rpm();
      long[] times = drive.column(Channel.ENGINE_SPEED).orElseThrow().times();
      double whole = (times[times.length - 1] - times[0]) * 1e-9;
      double bands = use.bands().stream().mapToDouble(RpmUse.Band::seconds).sum();
      assertEquals(whole, use.seconds(), 1e-6);
      assertEquals(whole, bands, 1e-6);
      for (RpmUse.Band band : use.bands()) {
        double inGear = band.secondsInGear().stream().mapToDouble(s -> s).sum();
        assertTrue(inGear <= band.seconds() + 1e-9, band::toString);
      }
      assertTrue(use.maxRpm() >= use.bands().getLast().fromRpm());
    }
  }
}
