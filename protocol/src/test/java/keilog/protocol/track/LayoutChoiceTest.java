package keilog.protocol.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Which layout is driven, found while it is driven. */
class LayoutChoiceTest {
  /**
   * Two loops that share the straight to the north: the short one turns back after 100 m, the long
   * one after 400 m; a third begins on the way back of the long one.
   */
  private static final Gate START = TestCar.gate("start", 0, 0, 0, 24);

  private static final Gate NEARLY_START = TestCar.gate("start", 0.2, 0.3, 0, 24);
  private static final Gate BACK = TestCar.gate("start", 60, 200, 180, 24);
  private static final double RADIUS = 30;
  private static final double TURNS = 2 * Math.PI * RADIUS;

  private static final Track SHORT = track("short", START, (int) (TURNS + 400), List.of());
  private static final Track LONG =
      track(
          "long",
          NEARLY_START,
          (int) (TURNS + 1000),
          List.of(TestCar.gate("sector 1", 0, 300, 0, 24)));
  private static final Track OTHER = track("other", BACK, 700, List.of());
  private static final Track FAR =
      track("far", TestCar.gate("start", 40_000, 0, 0, 24), 1000, List.of());
  private static final List<Track> ALL = List.of(FAR, SHORT, OTHER, LONG);

  private static Track track(String id, Gate start, int metres, List<Gate> sectors) {
    return new Track(
        id,
        id.equals("far") ? "far" : "venue",
        id,
        id,
        start.centre(),
        Optional.of(start),
        Optional.empty(),
        sectors,
        Track.Direction.UNKNOWN,
        OptionalInt.of(metres),
        Track.Confidence.HIGH,
        "drawn",
        "",
        Optional.empty(),
        List.of());
  }

  private static TestCar car() {
    return new TestCar(10, 1).at(0, -90, 0, 20).straight(90);
  }

  private static TestCar shortLap(TestCar car) {
    return car.straight(100).turn(180, RADIUS).straight(200).turn(180, RADIUS).straight(100);
  }

  private static TestCar longLap(TestCar car) {
    return car.straight(400).turn(180, RADIUS).straight(500).turn(180, RADIUS).straight(100);
  }

  @Test
  void tellsLayoutsThatShareAStartLineByTheirLength() {
    Told told = Told.finding(ALL, shortLap(shortLap(shortLap(car()))).straight(50).fixes());
    assertEquals("short", told.layouts.getFirst().id());
    assertEquals(3, told.timed().size());
    assertEquals(0, told.laps.getFirst().number());
    Told other = Told.finding(ALL, longLap(longLap(car())).straight(50).fixes());
    assertEquals("long", other.layouts.getFirst().id());
    assertEquals(1, other.layouts.size());
    assertEquals(2, other.timed().size());
    assertEquals(2, other.timed().getFirst().sectors().size());
  }

  @Test
  void tellsTheSameLapsAsWhenTheLayoutWasKnownBeforehand() {
    List<Fix> fixes = longLap(longLap(longLap(car()))).straight(50).fixes();
    Told found = Told.finding(ALL, fixes);
    Told known = Told.of(LONG, fixes);
    assertEquals(known.laps, found.laps);
    assertEquals(known.sectors, found.sectors);
    assertEquals(known.crossings, found.crossings);
  }

  @Test
  void knowsTheOnlyLayoutOfAVenueAtItsLine() {
    Told told = new Told();
    LapTimer timer = LapTimer.finding(List.of(FAR, SHORT), told);
    assertTrue(timer.track().isEmpty());
    car().straight(40).fixes().forEach(timer::fix);
    assertEquals("short", timer.track().orElseThrow().id());
    assertEquals(1, told.laps.size());
    assertEquals(TimedLap.Kind.OUT, told.laps.getFirst().kind());
  }

  @Test
  void correctsAChoiceThatTwoLapsContradict() {
    TestCar car = shortLap(car());
    Told told = Told.finding(ALL, longLap(longLap(longLap(car))).straight(50).fixes());
    assertEquals(
        List.of("short", "long"), told.layouts.stream().map(Track::id).distinct().toList());
    // All laps are told anew, from the way out on.
    List<Integer> numbers = told.laps.stream().map(TimedLap::number).toList();
    assertEquals(
        List.of(0, 1, 2, 3, 4, 5), numbers.subList(numbers.lastIndexOf(0), numbers.size()));
  }

  @Test
  void guessesAtTheEndOfADriveThatIsTooShort() {
    Told told = Told.finding(ALL, longLap(car()).straight(20).fixes());
    assertEquals("long", told.layouts.getFirst().id());
    Told none = Told.finding(ALL, car().straight(100).fixes());
    assertEquals(List.of(TimedLap.Kind.OUT, TimedLap.Kind.IN), none.kinds());
  }

  @Test
  void timesNothingWhereNoTrackIsNear() {
    TestCar car = shortLap(shortLap(car()));
    Told told = Told.finding(List.of(FAR), car.fixes());
    assertEquals(List.of(), told.laps);
    assertEquals(List.of(), told.layouts);
    assertEquals(List.of(), Told.finding(List.of(), car.fixes()).laps);
  }

  @Test
  void waitsUntilTheCarIsThere() {
    TestCar car = new TestCar(1, 1).at(0, -20_000, 0, 25).straight(19_900).reach(20, 1);
    car.at(0, -90, 0, 20).straight(90);
    Told told = Told.finding(ALL, shortLap(shortLap(car)).straight(90).fixes());
    assertEquals("short", told.layouts.getFirst().id());
    assertEquals(2, told.timed().size());
  }

  @Test
  void forgetsACircuitThatItOnlyPassedBy() {
    TestCar car = new TestCar(10, 1).at(39_000, -500, 0, 25).straight(1000);
    car.silent(true).straight(30_000).silent(false);
    car.at(0, -90, 0, 20).straight(90);
    Told told = Told.finding(ALL, shortLap(shortLap(car)).straight(90).fixes());
    assertEquals("short", told.layouts.getFirst().id());
    assertEquals(2, told.timed().size());
  }

  @Test
  void leavesTheOtherCircuitOfAVenueAlone() {
    Track tc2000 = Tracks.find("tsukuba-tc2000").orElseThrow();
    assertTrue(Tracks.all().stream().filter(t -> t.venue().equals(tc2000.venue())).count() > 1);
    TestCar car = new TestCar(10, 1);
    Gate start = tc2000.start().orElseThrow();
    Plane there = Plane.at(start.centre());
    double heading = start.headingDegrees();
    car.at(0, 0, heading, 25).turn(-90, 1).straight(100);
    // Twice round a loop of the circuit's length that passes its line.
    car.at(0, 0, heading, 25).straight(400);
    for (int i = 0; i < 2; i++) {
      car.turn(180, 100).straight(708).turn(180, 100).straight(708);
    }
    List<Fix> moved = car.fixes().stream().map(f -> moved(f, there)).toList();
    Told told = Told.finding(Tracks.all(), moved);
    assertEquals("tsukuba-tc2000", told.layouts.getFirst().id());
  }

  private static Fix moved(Fix fix, Plane there) {
    Fix moved = new Fix();
    moved.set(fix);
    GeoPoint place =
        there.place(TestCar.PLANE.east(fix.longitude), TestCar.PLANE.north(fix.latitude));
    moved.latitude = place.latitude();
    moved.longitude = place.longitude();
    return moved;
  }
}
