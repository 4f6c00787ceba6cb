package keilog.protocol.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import keilog.protocol.track.TimedLap.Kind;
import keilog.protocol.track.TimedLap.Remark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standing starts, hill climbs, power cuts, sectors. */
class LapKindsTest {
  private static final Gate START = TestCar.gate("start", 0, 0, 0, 24);
  private static final double RADIUS = 30;

  private static TestCar lap(TestCar car) {
    return car.straight(100).turn(180, RADIUS).straight(200).turn(180, RADIUS).straight(100);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-20, -2, 3})
  void beginsAStandingLapWhenTheCarFirstMoves(double past) {
    TestCar car = new TestCar(10, 1).watch(START).noise(0.02, 0.05).at(0, past, 0, 0);
    car.stand(6).reach(20, 5).straight(50 - past).turn(180, RADIUS).straight(200);
    lap(car.turn(180, RADIUS).straight(100)).straight(40);
    Told told = Told.of(Track.of("stadium", START), car.fixes());
    assertEquals(List.of(Kind.OUT, Kind.STANDING, Kind.FLYING, Kind.IN), told.kinds());
    TimedLap standing = told.laps.get(1);
    assertEquals(6, TestCar.seconds(standing.startNanos()), 0.12);
    double error = TestCar.seconds(standing.startNanos()) - 6;
    assertTrue(Math.abs(error) < 3e-9 * standing.uncertaintyNanos(), "error=" + error);
    assertFalse(standing.counts());
    assertEquals(told.laps.get(0).endNanos(), standing.startNanos());
  }

  @Test
  void timesEveryRunOfAHillClimbAndNotTheWayBack() {
    Gate finish = TestCar.gate("finish", 0, 900, 0, 20);
    Track hill = hill(finish);
    TestCar car = new TestCar(10, 1).watch(START).watch(finish).noise(0.02, 0.05);
    car.at(0, -40, 0, 0).stand(3).reach(20, 4).straight(60);
    for (int run = 0; run < 3; run++) {
      car.straight(870).turn(180, 8).straight(1050).turn(180, 8).straight(180);
    }
    car.straight(400);
    Told told = Told.of(hill, car.fixes());
    assertEquals(
        List.of(Kind.OUT, Kind.FLYING, Kind.FLYING, Kind.FLYING, Kind.IN),
        told.kinds(),
        "" + told.laps);
    for (int run = 0; run < 3; run++) {
      TimedLap lap = told.laps.get(run + 1);
      double truth = car.passages(1).get(run) - car.passages(0).get(run);
      assertEquals(truth, lap.durationNanos() * 1e-9, 0.003);
      assertEquals(Quality.MEASURED, lap.quality());
      assertEquals(run + 1, lap.number());
    }
    List<TimedSector> sectors = told.laps.get(2).sectors();
    assertEquals(List.of("sector 1", "sector 2", "finish"), names(sectors));
  }

  private static Track hill(Gate finish) {
    return new Track(
        "hill",
        "hill",
        "hill",
        "hill",
        START.centre(),
        Optional.of(START),
        Optional.of(finish),
        List.of(),
        Track.Direction.UNKNOWN,
        OptionalInt.of(900),
        Track.Confidence.HIGH,
        "drawn",
        "",
        Optional.empty(),
        List.of());
  }

  private static List<String> names(List<TimedSector> sectors) {
    return sectors.stream().map(TimedSector::gate).toList();
  }

  @Test
  void marksTheLapThatSpansAPowerCut() {
    TestCar car = new TestCar(10, 1).watch(START).at(0, -80, 0, 20);
    lap(lap(car.straight(80))).straight(50);
    int cut = car.fixes().size();
    car.silent(true).straight(50).turn(180, RADIUS).straight(100).silent(false);
    lap(car.straight(100).turn(180, RADIUS).straight(100)).straight(40);
    Told told = new Told();
    LapTimer timer = LapTimer.on(Track.of("stadium", START), told);
    car.fixes().subList(0, cut).forEach(timer::fix);
    timer.powerCut();
    car.fixes().subList(cut, car.fixes().size()).forEach(timer::fix);
    timer.end();
    assertEquals(4, told.timed().size());
    TimedLap across = told.timed().get(2);
    assertTrue(across.remarks().contains(Remark.POWER_CUT));
    assertTrue(across.remarks().contains(Remark.GAP));
    assertEquals(Quality.ESTIMATED, across.quality());
    assertTrue(told.timed().get(1).counts() && told.timed().get(3).counts());
    double truth = car.passages(0).get(3) - car.passages(0).get(2);
    assertEquals(truth, across.durationNanos() * 1e-9, 0.01);
  }

  @Test
  void drawsSectorsAtThirdsOfTheFirstCleanLap() {
    TestCar car = new TestCar(10, 1).at(0, -80, 0, 20);
    lap(lap(lap(car.straight(80)))).straight(40);
    Told told = Told.of(Track.of("stadium", START), car.fixes());
    assertEquals(2, told.layouts.size());
    List<Gate> gates = told.layouts.getLast().sectors();
    assertEquals(2, gates.size());
    assertEquals(30, gates.getFirst().widthMetres(), 2);
    assertEquals(0, told.timed().getFirst().sectors().size());
    for (TimedLap lap : told.timed().subList(1, 3)) {
      assertEquals(3, lap.sectors().size());
      for (TimedSector sector : lap.sectors()) {
        assertEquals(lap.durationNanos() / 3e9, sector.durationNanos() * 1e-9, 0.15);
      }
    }
    // The lines that were found time the first lap too, in a second pass.
    Told again = Told.of(told.layouts.getLast(), car.fixes());
    assertEquals(3, again.timed().getFirst().sectors().size());
    assertEquals(told.timed().get(1), again.timed().get(1));
  }

  @Test
  void sectorsAreTheLapToTheNanosecondAndAMissedOneIsSaidToBeUnknown() {
    Gate first = TestCar.gate("sector 1", 60, 50, 180, 24);
    Gate missed = TestCar.gate("sector 2", 60, 500, 180, 24);
    Gate third = TestCar.gate("sector 3", 0, -40, 0, 24);
    Track track = Track.of("stadium", START).withSectors(List.of(first, missed, third));
    TestCar car = new TestCar(10, 1).noise(0.3, 0.05).at(0, -80, 0, 20);
    lap(lap(lap(car.straight(80)))).straight(40);
    Told told = Told.of(track, car.fixes());
    assertEquals(3, told.timed().size());
    for (TimedLap lap : told.timed()) {
      List<TimedSector> sectors = lap.sectors();
      assertEquals(List.of("sector 1", "sector 2", "sector 3", "start"), names(sectors));
      assertEquals(
          lap.durationNanos(), sectors.stream().mapToLong(TimedSector::durationNanos).sum());
      assertEquals(
          List.of(Quality.MEASURED, Quality.INSUFFICIENT, Quality.INSUFFICIENT, Quality.MEASURED),
          sectors.stream().map(TimedSector::quality).toList());
      assertEquals(Quality.MEASURED, lap.quality());
      assertEquals(lap.endNanos(), sectors.getLast().endNanos());
      assertEquals(lap.timeNanos(), sectors.getLast().timeNanos());
    }
    assertEquals(12, told.sectors.size());
  }
}
