package keilog.tools.analysis.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import keilog.protocol.car.CarFact;
import keilog.protocol.car.CarProfile;
import keilog.protocol.car.CarProfiles;
import keilog.protocol.car.Confidence;
import keilog.protocol.car.Fact;
import keilog.protocol.car.FactValue;
import keilog.protocol.channel.Channel;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.motion.Motion;
import keilog.tools.simulate.drive.CarState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gears against those that were truly in. */
class GearsTest {
  /** Share of samples outside shifts whose gear is right. */
  private static final double LEAST_RIGHT = 0.97;

  private static SimulatedDrive drive(String car) {
    return Drives.simulated(car);
  }

  private static Gears gears(Recording recording, String car) {
    return Gears.of(recording, Motion.of(recording), CarProfiles.find(car));
  }

  private static double right(SimulatedDrive drive, Gears gears, String what) {
    int all = 0;
    int right = 0;
    for (int i = 0; i < gears.size(); i++) {
      CarState truth = drive.states().get(i);
      if (truth.gear() != 0 && truth.speed() >= Gears.LEAST_MPS) {
        all++;
        right += gears.at(i) == truth.gear() ? 1 : 0;
      }
    }
    double share = (double) right / all;
    System.out.printf(
        Locale.ROOT,
        "%s, %s: %.2f %% of %d samples in the right gear%n",
        drive.car().id(),
        what,
        100 * share,
        all);
    return share;
  }

  private static void ratiosMatch(SimulatedDrive drive, Gears gears, double within) {
    for (Gear gear : gears.gears()) {
      double true_ =
          60 * drive.car().gears().get(gear.number() - 1) / drive.car().circumferenceMetres();
      assertEquals(true_, gear.rpmPerMps(), within * true_, () -> gears.set().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"az-1", "s660"})
  void fromTheWheels(String car) {
    SimulatedDrive drive = drive(car);
    Gears gears = gears(drive.recording(), car);
    assertEquals(SpeedSource.WHEEL, gears.set().speedFrom());
    assertTrue(right(drive, gears, "fine wheel speed") >= LEAST_RIGHT);
    ratiosMatch(drive, gears, 0.002);
  }

  @ParameterizedTest
  @ValueSource(strings = {"az-1", "s660"})
  void fromALateAndNoisyReceiver(String car) {
    SimulatedDrive drive = drive(car);
    Gears gears = gears(Drives.without(drive.recording(), Channel.VEHICLE_SPEED), car);
    assertEquals(SpeedSource.GPS, gears.set().speedFrom());
    assertTrue(right(drive, gears, "receiver at 10 Hz, 0.12 s late") >= LEAST_RIGHT);
    ratiosMatch(drive, gears, 0.01);
  }

  @ParameterizedTest
  @ValueSource(strings = {"az-1", "s660"})
  void fromAWheelSpeedInWholeKilometresPerHourFiveTimesASecond(String car) {
    SimulatedDrive drive = drive(car);
    Recording poor = Drives.coarse(drive.recording(), Channel.VEHICLE_SPEED, 20, 1);
    Gears gears = gears(Drives.withoutFixes(poor), car);
    assertEquals(SpeedSource.COARSE_WHEEL, gears.set().speedFrom());
    assertTrue(right(drive, gears, "wheel speed 5 Hz in steps of 1 km/h") >= LEAST_RIGHT);
    ratiosMatch(drive, gears, 0.03);
  }

  @Test
  void thatTheProfileLeavesOpenAreLearnedAndNumberedFromTheStart() {
    Gears gears = gears(drive("az-1").recording(), "az-1");
    assertEquals(GearOrigin.LEARNED, gears.set().origin());
    assertEquals(Quality.MEASURED, gears.set().numbering(), gears.set()::toString);
  }

  @Test
  void ofAProfileTakeTheTyreFromTheDrive() {
    SimulatedDrive drive = drive("s660");
    Recording worn =
        Drives.change(
            drive.recording(),
            Channel.VEHICLE_SPEED,
            c -> {
              float[] slower = c.values().clone();
              for (int i = 0; i < slower.length; i++) {
                slower[i] *= 0.96f;
              }
              return new Column(c.name(), c.quantity(), c.unit(), c.source(), c.times(), slower);
            });
    Gears gears = gears(worn, "s660");
    assertEquals(GearOrigin.PROFILE, gears.set().origin());
    assertEquals(0.96, gears.set().tyreScale().orElseThrow(), 0.002, gears.set()::toString);
    assertTrue(right(drive, gears, "tyre 4 % smaller") >= LEAST_RIGHT);
  }

  @Test
  void keepANumberFreeForAGearThatWasNeverUsed() {
    ScriptedDrive drive = ScriptedDrive.warmedUpWithoutThird(50);
    Gears gears = Gears.of(drive.recording(), Motion.of(drive.recording()), Optional.empty());
    assertEquals(5, gears.gears().size(), gears.set()::toString);
    assertEquals(Quality.INSUFFICIENT, gears.gears().get(2).quality());
    assertEquals(ScriptedDrive.GEARS[4], gears.gears().get(4).rpmPerMps(), 1);
    assertEquals(Quality.ESTIMATED, gears.set().numbering());
    assertTrue(gears.set().notes().toString().contains("gear 3 was hardly used"));
  }

  @Test
  void areNotNumberedFromFirstWhereTheDriveHasNoStart() {
    Recording whole = Drives.simulated("az-1").recording();
    List<Column> late = new ArrayList<>();
    for (Column c : whole.columns()) {
      int from = c.rowAt(SimulatedDrive.MONO_START + 30 * SimulatedDrive.SECOND);
      late.add(
          new Column(
              c.name(),
              c.quantity(),
              c.unit(),
              c.source(),
              Arrays.copyOfRange(c.times(), from, c.size()),
              Arrays.copyOfRange(c.values(), from, c.size())));
    }
    Gears gears = gears(Drives.columns(whole, late), "az-1");
    assertEquals(3, gears.gears().size(), gears.set()::toString);
    assertEquals(Quality.ESTIMATED, gears.set().numbering());
    assertTrue(gears.set().notes().toString().contains("no start in first"));
  }

  @Test
  void ofATransmissionWithoutFixedOnesAreNotInvented() {
    CarProfile stepless = with("az-1", CarFact.CVT, new FactValue.Flag(true));
    Recording drive = drive("az-1").recording();
    GearSet told = Gears.of(drive, Motion.of(drive), Optional.of(stepless)).set();
    assertEquals(GearOrigin.NONE, told.origin());
    assertTrue(told.notes().getFirst().contains("no fixed ones"));

    Recording sliding =
        Drives.change(
            drive,
            Channel.ENGINE_SPEED,
            c -> {
              float[] rpm = new float[c.size()];
              for (int i = 0; i < rpm.length; i++) {
                rpm[i] = (float) (4000 + 1500 * Math.sin(i * 2e-3));
              }
              return new Column(c.name(), c.quantity(), c.unit(), c.source(), c.times(), rpm);
            });
    GearSet seen = Gears.of(sliding, Motion.of(sliding), Optional.empty()).set();
    assertEquals(GearOrigin.NONE, seen.origin(), seen::toString);
  }

  @Test
  void thatTheProfileHasWrongAreLearned() {
    SimulatedDrive drive = drive("s660");
    CarProfile wrong =
        with(
            "s660",
            CarFact.GEARS,
            new FactValue.Decimals(List.of(3.9, 2.9, 1.85, 1.32, 1.0, 0.76)));
    Gears gears = Gears.of(drive.recording(), Motion.of(drive.recording()), Optional.of(wrong));
    assertEquals(GearOrigin.LEARNED, gears.set().origin(), gears.set()::toString);
    assertTrue(gears.set().notes().getFirst().contains("do not fit"));
    assertTrue(right(drive, gears, "with wrong ratios in the profile") >= LEAST_RIGHT);
  }

  private static CarProfile with(String id, CarFact fact, FactValue value) {
    CarProfile car = CarProfiles.find(id).orElseThrow();
    Map<CarFact, Fact> facts = new EnumMap<>(car.facts());
    facts.put(fact, new Fact(value, Confidence.REPORTED, "test", Optional.empty()));
    return new CarProfile(
        car.id(),
        car.name(),
        car.maker(),
        car.models(),
        car.years(),
        facts,
        car.links(),
        car.alarms(),
        car.preferred(),
        car.notes());
  }

  @Test
  void saySoWhereSomethingIsMissing() {
    Recording drive = drive("az-1").recording();
    for (Recording poor :
        List.of(
            Drives.without(drive, Channel.ENGINE_SPEED),
            Drives.withoutFixes(Drives.without(drive, Channel.VEHICLE_SPEED)),
            Drives.columns(Drives.withoutFixes(drive), List.of()))) {
      Gears gears = Gears.of(poor, Motion.of(poor), Optional.empty());
      assertTrue(gears.gears().isEmpty());
      assertFalse(gears.set().notes().isEmpty());
      assertEquals(Gears.UNKNOWN, gears.gearAt(SimulatedDrive.MONO_START));
    }
  }
}
