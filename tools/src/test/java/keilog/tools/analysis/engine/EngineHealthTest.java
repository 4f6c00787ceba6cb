package keilog.tools.analysis.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import keilog.protocol.car.Alarm;
import keilog.protocol.car.CarProfile;
import keilog.protocol.car.CarProfiles;
import keilog.protocol.car.Confidence;
import keilog.protocol.channel.Channel;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.motion.Motion;
import org.junit.jupiter.api.Test;

/** Temperatures, mixture, oil, limits; and drives that hold next to nothing. */
class EngineHealthTest {
  private static final Optional<CarProfile> CAR = CarProfiles.find("az-1");

  private static EngineHealth health(Recording drive, Optional<CarProfile> car) {
    return EngineHealth.of(drive, Motion.of(drive), List.of(), car);
  }

  @Test
  void temperaturesPeakInTheLapTheyTrulyPeakedIn() {
    SimulatedDrive drive = Drives.simulated("az-1");
    List<TimedLap> laps = drive.trueLaps();
    assertTrue(laps.size() >= 3);
    Recording plain = drive.recording();
    TimedLap second = laps.get(1);
    long middle =
        SimulatedDrive.MONO_START
            + (second.startNanos() + second.endNanos()) / 2
            - SimulatedDrive.UTC_START;
    List<Column> columns = new ArrayList<>(plain.columns());
    columns.add(hotAt(middle, plain.column(Channel.OIL_TEMPERATURE).orElseThrow()));
    Recording hot = Drives.columns(plain, columns);
    EngineHealth health = EngineHealth.of(hot, Motion.of(hot), laps, CAR);
    assertEquals(4, health.temperatures().size());
    Temperature gearbox = health.temperatures().getLast();
    assertEquals("gearbox_temperature", gearbox.channel());
    assertEquals(120, gearbox.max(), 0.5);
    assertEquals(2, gearbox.maxWhen().lap().orElseThrow());
    double half = second.durationNanos() * 0.5e-9;
    assertEquals(half, gearbox.maxWhen().lapSeconds().orElseThrow(), 0.3);
    Temperature coolant = health.temperatures().getFirst();
    float[] values = plain.column(Channel.COOLANT_TEMPERATURE).orElseThrow().values();
    float highest = 0;
    for (float value : values) {
      highest = Math.max(highest, value);
    }
    assertEquals(highest, coolant.max(), 0.11);
    assertEquals(0, coolant.secondsAbove().orElseThrow());
    assertTrue(coolant.trendPerMinute().isPresent());
  }

  /** A session's own channel: 80 °C, 120 at one time, and one absurd sample elsewhere. */
  private static Column hotAt(long time, Column like) {
    float[] values = new float[like.size()];
    for (int i = 0; i < values.length; i++) {
      double seconds = (like.time(i) - time) * 1e-9;
      values[i] = (float) (80 + 40 * Math.exp(-seconds * seconds / 50));
    }
    values[values.length / 10] = 400;
    return new Column("gearbox_temperature", Optional.empty(), "°C", "adc", like.times(), values);
  }

  private static CarProfile with(Alarm... alarms) {
    CarProfile car = CAR.orElseThrow();
    return new CarProfile(
        car.id(),
        car.name(),
        car.maker(),
        car.models(),
        car.years(),
        car.facts(),
        car.links(),
        List.of(alarms),
        car.preferred(),
        car.notes());
  }

  private static Alarm alarm(String channel, double above, double below) {
    return new Alarm(
        channel,
        Double.isNaN(above) ? OptionalDouble.empty() : OptionalDouble.of(above),
        Double.isNaN(below) ? OptionalDouble.empty() : OptionalDouble.of(below),
        Confidence.REPORTED,
        "test");
  }

  @Test
  void theProfilesLimitsAreWatched() {
    ScriptedDrive drive = ScriptedDrive.warmedUp(50);
    drive.drive(20, 30, 60);
    Recording recording =
        drive.recording(
            drive.column(
                Channel.COOLANT_TEMPERATURE,
                2,
                t -> t > 30 && t < 40 ? 115 : t > 50 && t < 52 ? 112 : 90),
            drive.column(Channel.OIL_PRESSURE, 10, t -> t < 2 ? 0 : t > 45 && t < 46 ? 90 : 400));
    CarProfile car =
        with(
            alarm("coolant_temperature", 110, Double.NaN),
            alarm("oil_pressure", Double.NaN, 150),
            alarm("fuel_pressure", Double.NaN, 200));
    EngineHealth health = health(recording, Optional.of(car));
    List<Breach> found = health.breaches().listed();
    List<Breach> hot =
        found.stream().filter(b -> b.channel().equals("coolant_temperature")).toList();
    assertEquals(2, hot.size());
    assertEquals(115, hot.getFirst().worst());
    assertEquals(9.5, hot.getFirst().seconds(), 0.6);
    assertEquals(Breach.Side.ABOVE, hot.getFirst().side());
    Breach oil = found.stream().filter(b -> b.side() == Breach.Side.BELOW).toList().getLast();
    assertEquals(90, oil.worst());
    assertEquals(
        List.of("oil_pressure"),
        found.stream()
            .filter(b -> b.side() == Breach.Side.BELOW)
            .map(Breach::channel)
            .distinct()
            .toList());
    assertTrue(health.breaches().notes().toString().contains("fuel_pressure"));
    Temperature coolant = health.temperatures().getFirst();
    assertEquals(11.5, coolant.secondsAbove().orElseThrow(), 0.6);
  }

  @Test
  void aLeanPullIsFoundAndACoastIsNot() {
    ScriptedDrive drive = ScriptedDrive.warmedUp(100);
    double begin = 0;
    drive.drive(3, 25, 0);
    begin = (drive.now() - SimulatedDrive.MONO_START) * 1e-9;
    drive.drive(5, 33, 100).drive(3, 25, 0).drive(5, 33, 100).drive(2, 30, 0);
    double lean = begin + 2;
    Recording recording =
        drive.recording(
            drive.column(
                Channel.LAMBDA_RATIO,
                20,
                t -> t > lean && t < lean + 1 ? 1.05 : t < lean - 3 ? 1.3 : 0.85));
    Mixture mixture = health(recording, CAR).mixture().orElseThrow();
    assertEquals(1, mixture.leanSpells(), mixture::toString);
    assertEquals(1.05, mixture.listed().getFirst().worstLambda(), 1e-3);
    assertEquals(0.95, mixture.listed().getFirst().seconds(), 0.15);
    assertTrue(mixture.rule().contains("our limit"));
    assertEquals(0.85, mixture.medianLambda().orElseThrow(), 1e-3);
  }

  @Test
  void lambdaIsHeldAgainstWhatTheEnginesComputerAsks() {
    ScriptedDrive drive = ScriptedDrive.warmedUp(100);
    drive.drive(3, 25, 0).drive(6, 33, 100).drive(2, 30, 0);
    Recording recording =
        drive.recording(
            drive.column(Channel.LAMBDA_RATIO, 20, t -> 0.88),
            drive.column(Channel.LAMBDA_COMMANDED, 20, t -> 0.80));
    Mixture mixture = health(recording, CAR).mixture().orElseThrow();
    assertEquals(1, mixture.leanSpells());
    assertEquals(0.85, mixture.listed().getFirst().limit(), 1e-6);
  }

  @Test
  void oilThatLeavesThePickUpInCornersIsSeen() {
    SimulatedDrive drive = Drives.simulated("az-1");
    Recording plain = drive.recording();
    Column rpm = plain.column(Channel.ENGINE_SPEED).orElseThrow();
    float[] steady = new float[rpm.size()];
    float[] surging = new float[rpm.size()];
    int corners = 0;
    boolean low = false;
    for (int i = 0; i < steady.length; i++) {
      steady[i] = 200 + rpm.values()[i] / 40;
      boolean corner = Math.abs(drive.states().get(i).lateral()) > 0.9 * 9.80665;
      surging[i] = corner ? steady[i] * 0.5f : steady[i];
      corners += corner && !low ? 1 : 0;
      low = corner;
    }
    OilSurge none = health(oil(plain, rpm, steady), CAR).oilSurge().orElseThrow();
    assertEquals(0, none.dips());
    OilSurge some = health(oil(plain, rpm, surging), CAR).oilSurge().orElseThrow();
    assertTrue(some.dips() > 0 && some.dips() <= corners, some.dips() + " of " + corners);
    assertEquals(0.5, some.listed().getFirst().kpa() / some.listed().getFirst().usualKpa(), 0.05);
  }

  private static Recording oil(Recording plain, Column rpm, float[] kpa) {
    List<Column> columns = new ArrayList<>(plain.columns());
    columns.add(
        new Column(
            "oil_pressure", Optional.of(Channel.OIL_PRESSURE), "kPa", "adc", rpm.times(), kpa));
    return Drives.columns(plain, columns);
  }

  @Test
  void aChannelNamedAfterKnockIsShown() {
    ScriptedDrive drive = ScriptedDrive.warmedUp(50);
    Recording recording =
        drive.recording(
            drive.column(
                "knock_retard", Optional.empty(), "°", 10, t -> t > 20 && t < 21 ? -4 : 0));
    KnockTrace knock = health(recording, CAR).knock().getFirst();
    assertEquals(-4, knock.min());
    assertEquals(20.1, (knock.minWhen().timeNanos() - SimulatedDrive.MONO_START) * 1e-9, 0.11);
  }

  @Test
  void whatIsMissingIsSaidAndNothingIsThrown() {
    Recording full = Drives.simulated("az-1").recording();
    for (Optional<CarProfile> car : List.of(CAR, Optional.<CarProfile>empty())) {
      for (Column gone : full.columns()) {
        finite(health(Drives.without(full, gone.quantity().orElseThrow()), car));
      }
      finite(health(Drives.withoutFixes(full), car));
      EngineHealth nothing = health(Drives.columns(Drives.withoutFixes(full), List.of()), car);
      finite(nothing);
      assertFalse(nothing.notes().isEmpty());
      assertTrue(nothing.gears().gears().isEmpty());
      assertEquals(0, nothing.shifts().count());
    }
  }

  @Test
  void holesAndNonsenseInEveryChannelAreOrdinary() {
    Recording full = Drives.simulated("az-1").recording();
    for (long seed = 1; seed <= 6; seed++) {
      Random random = new Random(seed);
      List<Column> columns = new ArrayList<>();
      for (Column column : full.columns()) {
        columns.add(torn(column, random));
      }
      try {
        finite(health(Drives.columns(full, columns), CAR));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    for (int rows = 0; rows < 4; rows++) {
      int few = rows;
      List<Column> columns =
          full.columns().stream()
              .map(
                  c ->
                      new Column(
                          c.name(),
                          c.quantity(),
                          c.unit(),
                          c.source(),
                          Arrays.copyOf(c.times(), few),
                          Arrays.copyOf(c.values(), few)))
              .toList();
      finite(health(Drives.columns(full, columns), CAR));
      finite(health(Drives.columns(Drives.withoutFixes(full), columns), Optional.empty()));
    }
  }

  /** Rows left out, values gone, values from anywhere. */
  private static Column torn(Column column, Random random) {
    long[] times = new long[column.size()];
    float[] values = new float[column.size()];
    int n = 0;
    boolean hole = false;
    for (int i = 0; i < column.size(); i++) {
      hole = random.nextInt(400) == 0 ? !hole : hole;
      if (hole && random.nextInt(50) != 0) {
        continue;
      }
      times[n] = column.time(i);
      values[n++] =
          switch (random.nextInt(30)) {
            case 0 -> Float.NaN;
            case 1 -> (float) (random.nextGaussian() * 1e4);
            default -> column.values()[i];
          };
    }
    return new Column(
        column.name(),
        column.quantity(),
        column.unit(),
        column.source(),
        Arrays.copyOf(times, n),
        Arrays.copyOf(values, n));
  }

  /** Every number that a reader of the JSON would see is one. */
  private static void finite(Object result) {
    switch (result) {
      case Double d -> assertTrue(Double.isFinite(d), "not a number");
      case OptionalDouble d -> d.ifPresent(EngineHealthTest::finite);
      case Optional<?> o -> o.ifPresent(EngineHealthTest::finite);
      case List<?> all -> all.forEach(EngineHealthTest::finite);
      case Record r -> {
        for (RecordComponent part : r.getClass().getRecordComponents()) {
          Object value;
          try {
            part.getAccessor().setAccessible(true);
            value = part.getAccessor().invoke(r);
          } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
          }
          try {
            finite(value);
          } catch (AssertionError e) {
            throw new AssertionError(r.getClass().getSimpleName() + "." + part.getName(), e);
          }
        }
      }
      default -> {}
    }
  }

  @Test
  void aDriveWithoutFixesStillHasItsEngine() {
    Fixes none = new Fixes.Builder().build();
    assertEquals(0, none.size());
    EngineHealth health =
        health(Drives.withoutFixes(Drives.simulated("s660").recording()), CarProfiles.find("s660"));
    assertEquals(GearOrigin.PROFILE, health.gears().origin());
    assertTrue(health.shifts().count() > 30);
    assertTrue(health.boost().orElseThrow().spools() > 0);
  }
}
