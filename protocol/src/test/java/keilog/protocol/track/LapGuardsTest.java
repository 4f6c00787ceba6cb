package keilog.protocol.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import keilog.protocol.track.TimedLap.Kind;
import keilog.protocol.track.TimedLap.Remark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not count, must count once, or must be marked. */
class LapGuardsTest {
  /** Half way along a straight of 200 m that leads north; the lap is two of them and two turns. */
  private static final Gate START = TestCar.gate("start", 0, 0, 0, 24);

  private static final double RADIUS = 30;

  private static Track course(Gate start) {
    return Track.of("stadium", start);
  }

  private static TestCar car(int hertz) {
    return new TestCar(hertz, 1).watch(START).at(0, -80, 0, 20);
  }

  /** From the start line once round to it. */
  private static TestCar lap(TestCar car) {
    return car.straight(100).turn(180, RADIUS).straight(200).turn(180, RADIUS).straight(100);
  }

  /** From 80 m before the line over it, so many laps, and 60 m on. */
  private static TestCar laps(TestCar car, int count) {
    car.straight(80);
    for (int i = 0; i < count; i++) {
      lap(car);
    }
    return car.straight(60);
  }

  private static double error(TimedLap lap, TestCar car, int which) {
    List<Double> truth = car.passages(0);
    return lap.durationNanos() * 1e-9 - (truth.get(which + 1) - truth.get(which));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 25, 50})
  void timesCleanLapsToTheMillisecond(int hertz) {
    TestCar car = laps(car(hertz), 4);
    Told told = Told.of(course(START), car.fixes());
    assertEquals(
        List.of(Kind.OUT, Kind.FLYING, Kind.FLYING, Kind.FLYING, Kind.FLYING, Kind.IN),
        told.kinds());
    for (int i = 0; i < 4; i++) {
      TimedLap lap = told.timed().get(i);
      assertEquals(0, error(lap, car, i), 0.001);
      assertEquals(Quality.MEASURED, lap.quality());
      assertEquals(Set.of(), lap.remarks());
      assertEquals(i + 1, lap.number());
    }
  }

  @Test
  void countsNoCrossingAgainstTheDirection() {
    TestCar car = laps(car(10), 1);
    car.turn(180, 5).straight(120).turn(180, 5).straight(60);
    lap(lap(car)).straight(60);
    Told told = Told.of(course(START), car.fixes());
    assertEquals(3, told.timed().size(), "laps=" + told.laps);
    assertFalse(told.timed().get(0).remarks().contains(Remark.BACKWARDS));
    assertTrue(told.timed().get(1).remarks().contains(Remark.BACKWARDS));
    assertFalse(told.timed().get(2).remarks().contains(Remark.BACKWARDS));
  }

  @ParameterizedTest
  @CsvSource({"-0.4, 0", "0.4, 0", "-0.4, 0.3", "0.1, 0.3", "-0.1, 0.3", "0, 0.3"})
  void countsOnceWhereTheCarStopsOnTheLine(double past, double noise) {
    TestCar car = car(10).noise(noise, noise / 6);
    lap(car.straight(80));
    car.straight(100).turn(180, RADIUS).straight(200).turn(180, RADIUS).straight(80 + past);
    car.reach(0, 2).stand(15).reach(20, 5).straight(50).turn(180, RADIUS).straight(200);
    car.turn(180, RADIUS).straight(160);
    Told told = Told.of(course(START), car.fixes());
    assertEquals(3, told.timed().size(), "laps=" + told.laps);
    boolean marked = told.timed().stream().anyMatch(l -> l.remarks().contains(Remark.STOPPED));
    assertTrue(marked, "laps=" + told.laps);
    for (int i = 0; i < 3; i++) {
      TimedLap lap = told.timed().get(i);
      double claimed = lap.uncertaintyNanos() * 1e-9;
      boolean right = Math.abs(error(lap, car, i)) < Math.max(0.03, 3 * claimed);
      boolean standing = lap.kind() == Kind.STANDING || lap.remarks().contains(Remark.STOPPED);
      assertTrue(right || standing, "lap=" + lap + ", error=" + error(lap, car, i));
    }
  }

  @Test
  void countsOnceWhereTheCarRollsToAndFroOverTheLine() {
    TestCar car = car(10).noise(0.1, 0.03);
    lap(car.straight(80)).reach(0.001, 1);
    for (int i = 0; i < 6; i++) {
      car.rearwards(14, 1.5).stand(1).at(0, -3, 0, 1.5).straight(14).stand(1);
    }
    car.reach(20, 5).straight(30).turn(180, RADIUS).straight(200).turn(180, RADIUS).straight(160);
    Told told = Told.of(course(START), car.fixes());
    assertEquals(2, told.timed().size(), "laps=" + told.laps);
  }

  @Test
  void leavesThePitLaneBesideTheLineAlone() {
    TestCar car = laps(car(10), 2);
    car.straight(40).turn(180, RADIUS).straight(160);
    // Inwards of the straight, past the line at 16 m from its middle, a stop, and out again.
    car.at(16, -120, 0, 15).straight(100).reach(0, 3).stand(20).reach(15, 4).straight(60);
    car.at(0, 100, 0, 20).turn(180, RADIUS).straight(200).turn(180, RADIUS).straight(160);
    Told told = Told.of(course(START), car.fixes());
    assertEquals(3, told.timed().size(), "laps=" + told.laps);
    assertEquals(Kind.PIT, told.timed().get(2).kind());
    assertFalse(told.timed().get(2).counts());
  }

  @Test
  void callsALapThroughThePitsOverALongLineByItsName() {
    Gate wide = TestCar.gate("start", 8, 0, 0, 40);
    TestCar car = laps(car(10), 2);
    car.straight(40).turn(180, RADIUS).straight(200).turn(180, RADIUS - 8);
    car.straight(20).reach(5, 3).straight(20).stand(12).reach(20, 5).straight(160);
    Told told = Told.of(course(wide), car.fixes());
    assertEquals(3, told.timed().size(), "laps=" + told.laps);
    assertEquals(Kind.PIT, told.timed().get(2).kind());
    assertTrue(told.timed().get(2).remarks().contains(Remark.STOPPED));
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0.5, MEASURED",
    "10, 1.2, ESTIMATED",
    "10, 4, ESTIMATED",
    "10, 8, ESTIMATED",
    "25, 2, ESTIMATED",
    "1, 0.1, MEASURED",
    "1, 2.5, ESTIMATED",
    "10, 14, INSUFFICIENT"
  })
  void bridgesAGapAcrossTheLineAndSaysSo(int hertz, double seconds, Quality quality) {
    TestCar car = car(hertz).noise(0.02, 0.05);
    lap(car.straight(80)).straight(100).turn(180, RADIUS).straight(200).turn(180, RADIUS);
    double before = 10 * seconds;
    car.straight(100 - Math.min(99, before)).silent(true).straight(Math.min(99, before));
    car.straight(before).silent(false).straight(100);
    Told told = Told.of(course(START), car.fixes());
    assertEquals(2, told.timed().size(), "laps=" + told.laps);
    TimedLap lap = told.timed().get(1);
    assertEquals(quality, lap.quality());
    assertEquals(0, error(lap, car, 1), Math.max(0.01, 3 * lap.uncertaintyNanos() * 1e-9));
    assertEquals(quality != Quality.MEASURED, lap.remarks().contains(Remark.GAP), "" + lap);
  }

  @Test
  void inventsNothingWhereHalfALapIsSilent() {
    TestCar car = laps(car(10), 1);
    car.silent(true).straight(40).turn(180, RADIUS).straight(200).turn(180, RADIUS);
    lap(car.straight(100)).straight(30).silent(false).straight(70).turn(180, RADIUS).straight(200);
    lap(car.turn(180, RADIUS).straight(100)).straight(60);
    Told told = Told.of(course(START), car.fixes());
    TimedLap across = told.timed().get(1);
    assertEquals(3, told.timed().size(), "laps=" + told.laps);
    assertTrue(across.remarks().contains(Remark.GAP));
    assertEquals(Quality.ESTIMATED, across.quality());
    assertFalse(across.counts());
  }

  @Test
  void tellsTwoGatesInReachApart() {
    Gate near = TestCar.gate("sector 1", 0, 15, 0, 24);
    Gate opposite = TestCar.gate("sector 2", 2 * RADIUS, 0, 180, 24);
    Track track = course(START).withSectors(List.of(near, opposite));
    TestCar car = laps(car(25).watch(near).watch(opposite).noise(0.3, 0.05), 3);
    Told told = Told.of(track, car.fixes());
    assertEquals(3, told.timed().size());
    for (TimedLap lap : told.timed()) {
      assertEquals(3, lap.sectors().size());
      assertEquals(15 / 20.0, lap.sectors().getFirst().durationNanos() * 1e-9, 0.04);
      assertEquals(Quality.MEASURED, lap.sectors().get(1).quality());
    }
    assertEquals(4 + 4 + 3, told.crossings.size());
  }

  @Test
  void leavesTheOtherRoadOfAFigureOfEightAlone() {
    // The crossover lies on the start line itself: the other way leads over it at a right angle.
    TestCar car = new TestCar(10, 1).watch(START).at(0, -80, 0, 20).noise(0.1, 0.05);
    car.straight(80);
    for (int i = 0; i < 3; i++) {
      car.straight(80).turn(270, 80).straight(160).turn(-270, 80).straight(80);
    }
    car.straight(40);
    Told told = Told.of(course(START), car.fixes());
    assertEquals(3, car.passages(0).size() - 1);
    assertEquals(3, told.timed().size(), "laps=" + told.laps);
    for (TimedLap lap : told.timed()) {
      assertEquals(Set.of(), lap.remarks());
    }
    for (Gate sector : told.layouts.getLast().sectors()) {
      assertTrue(sector.widthMetres() <= 30.1, "width=" + sector.widthMetres());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 6, 9})
  void leavesASlowRoadAlongTheLineAlone(double speed) {
    // Across the paddock, right on the line, from side to side of the track and then northwards.
    TestCar car = car(10).noise(0.3, 0.05);
    lap(car.straight(80)).straight(60).at(-60, 0, 90, speed).straight(120).turn(-90, 5);
    car.straight(60).at(0, -150, 0, 20).straight(210);
    Told told = Told.of(course(START), car.fixes());
    assertEquals(2, told.timed().size(), "laps=" + told.laps);
  }

  @Test
  void rejectsALoneJumpAndBelievesALastingOne() {
    TestCar car = laps(car(10), 3);
    List<Fix> fixes = car.fixes();
    for (int i = 30; i < fixes.size(); i += 57) {
      fixes.get(i).latitude += i % 2 == 0 ? 20 : -0.001;
    }
    Told told = Told.of(course(START), fixes);
    assertEquals(3, told.timed().size(), "laps=" + told.laps);
    for (int i = 0; i < 3; i++) {
      assertEquals(0, error(told.timed().get(i), car, i), 0.005);
    }
    TestCar shifted = car(10);
    lap(shifted.straight(80)).straight(60).shifted(9);
    shifted.straight(40).turn(180, RADIUS).straight(200).turn(180, RADIUS).straight(160);
    Told after = Told.of(course(START), shifted.fixes());
    assertEquals(2, after.timed().size(), "laps=" + after.laps);
    assertTrue(after.timed().get(1).remarks().contains(Remark.GAP));
    assertEquals(Quality.ESTIMATED, after.timed().get(1).quality());
  }

  @Test
  void marksALapWhoseFixesAtTheLineArePoor() {
    TestCar car = car(10);
    lap(car.straight(80)).straight(100).turn(180, RADIUS).straight(200).turn(180, RADIUS);
    car.straight(90).claims(7).straight(20).claims(0.8).straight(90).turn(180, RADIUS);
    car.straight(200).turn(180, RADIUS).straight(160);
    Told told = Told.of(course(START), car.fixes());
    assertEquals(Set.of(), told.timed().get(0).remarks());
    for (TimedLap lap : told.timed().subList(1, 3)) {
      assertTrue(lap.remarks().contains(Remark.POOR_FIX), "" + lap);
      assertEquals(Quality.ESTIMATED, lap.quality());
    }
  }

  @Test
  void timesAMiniCircuitOfTwentyFiveSeconds() {
    TestCar car = new TestCar(10, 1).watch(START).at(0, -20, 0, 12).straight(20);
    for (int i = 0; i < 8; i++) {
      car.straight(60).turn(180, 10).straight(120).turn(180, 10).straight(60);
    }
    car.straight(30);
    Told told = Told.of(course(START), car.fixes());
    assertEquals(8, told.timed().size());
    for (int i = 0; i < 8; i++) {
      assertEquals(25.2, told.timed().get(i).durationNanos() * 1e-9, 0.1);
      assertEquals(0, error(told.timed().get(i), car, i), 0.001);
    }
  }

  @Test
  void marksALapOffTheCourseAndASlowOne() {
    TestCar car = laps(car(10), 4);
    // A short cut through the infield, then a slow lap.
    car.straight(10).turn(180, RADIUS).straight(140).turn(180, RADIUS).straight(70);
    car.reach(12, 1);
    lap(lap(car).straight(10));
    Told told = Told.of(course(START), car.fixes());
    assertTrue(told.timed().get(4).remarks().contains(Remark.OFF_COURSE), "" + told.laps);
    assertFalse(told.timed().get(4).counts());
    assertTrue(told.timed().get(5).remarks().contains(Remark.SLOW), "" + told.laps);
    assertEquals(Set.of(), told.timed().get(3).remarks());
  }

  @Test
  void timesWithoutSpeedsToo() {
    TestCar car = laps(car(10), 3);
    for (Fix fix : car.fixes()) {
      fix.speed = Double.NaN;
      fix.heading = Double.NaN;
      fix.horizontalAccuracy = Double.NaN;
    }
    Told told = Told.of(course(START), car.fixes());
    assertEquals(3, told.timed().size());
    assertEquals(0, error(told.timed().get(1), car, 1), 0.002);
  }

  @Test
  void saysNothingOfADriveWithoutFixes() {
    assertEquals(List.of(), Told.of(course(START), List.of()).laps);
    TestCar parked = new TestCar(10, 1).at(500, 500, 0, 0).stand(20);
    assertEquals(List.of(Kind.OUT), Told.of(course(START), parked.fixes()).kinds());
  }

  @Test
  void ignoresRepeatedRowsAndEpochsThatDoNotRise() {
    TestCar car = laps(car(10), 3);
    Told plain = Told.of(course(START), car.fixes());
    List<Fix> repeated = new ArrayList<>();
    for (Fix fix : car.fixes()) {
      repeated.addAll(Collections.nCopies(3, fix));
      if (repeated.size() > 60) {
        repeated.add(repeated.get(repeated.size() - 40));
      }
    }
    assertEquals(plain.laps, Told.of(course(START), repeated).laps);
  }
}
