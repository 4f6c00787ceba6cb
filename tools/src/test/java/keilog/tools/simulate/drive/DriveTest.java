package keilog.tools.simulate.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DriveTest {
  private static final long SECOND = 1_000_000_000L;

  private static Drive drive(String car, long seed, Variation variation) {
    return new Drive(
        Garage.find(car).orElseThrow(),
        Road.find("tsukuba-tc2000").orElseThrow(),
        seed,
        variation,
        3 * SECOND,
        -120);
  }

  /** Crossings of the start line in a drive of some length. */
  private static List<CarState> starts(Drive drive, long seconds) {
    List<CarState> starts = new ArrayList<>();
    drive.listen(
        new Crossings(
            drive.road(),
            (gate, car) -> {
              if (gate.name().equals("start")) {
                starts.add(car);
              }
            }));
    drive.at(seconds * SECOND);
    return starts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"az-1", "s660"})
  void keiCarLapsCourse2000LikeOne(String car) {
    List<CarState> starts = starts(drive(car, 7, Variation.HUMAN), 260);
    assertTrue(starts.size() >= 3, "crossings=" + starts.size());
    for (int i = 1; i < starts.size(); i++) {
      double lap = (starts.get(i).nanos() - starts.get(i - 1).nanos()) * 1e-9;
      assertTrue(lap > 70 && lap < 80, "lap=" + lap);
    }
  }

  @Test
  void lapsDifferWithAHumanAndAgreeWithAMachine() {
    List<CarState> human = starts(drive("az-1", 7, Variation.HUMAN), 330);
    List<CarState> machine = starts(drive("az-1", 7, Variation.NONE), 330);
    assertTrue(spread(human) > 60_000_000, "human=" + spread(human));
    assertTrue(spread(machine) < 30_000_000, "machine=" + spread(machine));
  }

  /** Slowest minus fastest of the flying laps. */
  private static long spread(List<CarState> starts) {
    long fastest = Long.MAX_VALUE;
    long slowest = 0;
    for (int i = 2; i < starts.size(); i++) {
      fastest = Math.min(fastest, lap(starts, i));
      slowest = Math.max(slowest, lap(starts, i));
    }
    return slowest - fastest;
  }

  private static long lap(List<CarState> starts, int number) {
    return starts.get(number).nanos() - starts.get(number - 1).nanos();
  }

  @Test
  void engineAndTyresStayWithinWhatTheyCan() {
    Drive drive = drive("az-1", 3, Variation.HUMAN);
    double fastest = 0;
    int highest = 0;
    for (long ms = 0; ms < 110_000; ms++) {
      CarState car = drive.at(ms * 1_000_000);
      assertTrue(car.rpm() >= 900 && car.rpm() < 9000 * 1.03, car::toString);
      assertTrue(Math.hypot(car.acceleration(), car.lateral()) < 1.5 * 9.81, car::toString);
      assertTrue(car.manifoldKpa() > 20 && car.manifoldKpa() < 185, car::toString);
      assertTrue(car.coolantCelsius() > 60 && car.coolantCelsius() < 105, car::toString);
      fastest = Math.max(fastest, car.speedKmh());
      highest = Math.max(highest, car.gear());
    }
    assertTrue(fastest > 120 && fastest < 150, "fastest=" + fastest);
    assertTrue(highest >= 4, "highest gear=" + highest);
  }

  @Test
  void placeIsTheIntegralOfSpeedAndSpeedOfAcceleration() {
    Drive drive = drive("az-1", 5, Variation.HUMAN);
    CarState before = drive.at(20 * SECOND);
    double driven = 0;
    double straight = 0;
    double gained = 0;
    for (long us = 20_000_250; us <= 30_000_000; us += 250) {
      CarState car = drive.at(us * 1000);
      driven += (before.speed() + car.speed()) / 2 * 250e-6;
      straight += Math.hypot(car.east() - before.east(), car.north() - before.north());
      gained += before.acceleration() * 250e-6;
      before = car;
    }
    assertEquals(driven, straight, 0.02);
    assertEquals(
        drive.at(40 * SECOND).speed() - drive.at(30 * SECOND).speed(),
        integral(drive, 30, 40),
        1e-3);
    assertTrue(Double.isFinite(gained));
  }

  private static double integral(Drive drive, long from, long until) {
    double gained = 0;
    for (long ms = from * 1000; ms < until * 1000; ms++) {
      gained += drive.at(ms * 1_000_000).acceleration() * 1e-3;
    }
    return gained;
  }

  @Test
  void engineCannotGiveMoreThanItsPower() {
    Drive drive = drive("az-1", 5, Variation.HUMAN);
    double mass = Garage.find("az-1").orElseThrow().massKg();
    for (long ms = 10_000; ms < 100_000; ms += 10) {
      CarState car = drive.at(ms * 1_000_000);
      double watts = mass * car.acceleration() * car.speed();
      assertTrue(watts < 64 * 735.5 * 0.95, car::toString);
    }
  }

  @Test
  void sameSeedSameDriveWhateverTheAskingOrder() {
    Drive once = drive("az-1", 11, Variation.HUMAN);
    Drive again = drive("az-1", 11, Variation.HUMAN);
    Drive other = drive("az-1", 12, Variation.HUMAN);
    again.at(60 * SECOND);
    for (long ms = 50_000; ms <= 60_000; ms += 7) {
      assertEquals(once.at(ms * 1_000_000 + 123), again.at(ms * 1_000_000 + 123));
    }
    assertTrue(other.at(60 * SECOND).distance() != once.at(60 * SECOND).distance());
  }

  @Test
  void crossingsLieOnTheLineAndBetweenTwoSteps() {
    Drive drive = drive("az-1", 2, Variation.HUMAN);
    Road road = drive.road();
    List<String> names = new ArrayList<>();
    drive.listen(
        new Crossings(
            road,
            (gate, car) -> {
              names.add(gate.name());
              assertEquals(0, gate.past(car.east(), car.north()), 1e-7);
              CarState microsecondBefore = drive.at(car.nanos() - 1000);
              assertTrue(gate.past(microsecondBefore.east(), microsecondBefore.north()) < 0);
            }));
    for (long ms = 0; ms < 110_000; ms++) {
      drive.at(ms * 1_000_000);
    }
    assertEquals(List.of("start", "sector 1", "sector 2", "start"), names.subList(0, 4));
  }

  @Test
  void remembersSixteenSecondsAndNoMore() {
    Drive drive = drive("az-1", 2, Variation.HUMAN);
    CarState early = drive.at(20 * SECOND);
    drive.at(36 * SECOND);
    assertEquals(early, drive.at(20 * SECOND));
    drive.at(60 * SECOND);
    assertTrue(drive.at(20 * SECOND).nanos() > 43 * SECOND, "the oldest kept");
  }
}
