package keilog.protocol.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProjectionTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long T0 = 1_795_000_000L * SECOND;
  private static final Plane PLANE = Plane.at(new GeoPoint(36.15, 139.92));

  /** A place on a course for each distance; closed. */
  private interface Course {
    double[] at(double metres);

    double length();
  }

  /** Two circles that touch: the car passes the middle twice, on crossing legs. */
  private static final Course EIGHT =
      new Course() {
        private final double[] way = new double[20_001];

        {
          for (int i = 1; i < way.length; i++) {
            double[] a = place(i - 1);
            double[] b = place(i);
            way[i] = way[i - 1] + Math.hypot(a[0] - b[0], a[1] - b[1]);
          }
        }

        private double[] place(double i) {
          double u = 2 * Math.PI * i / 20_000;
          return new double[] {300 * Math.sin(u), 120 * Math.sin(2 * u)};
        }

        @Override
        public double[] at(double metres) {
          double m = ((metres % length()) + length()) % length();
          int i = Arrays.binarySearch(way, m);
          i = Math.min(i >= 0 ? i : -i - 2, way.length - 2);
          return place(i + (m - way[i]) / (way[i + 1] - way[i]));
        }

        @Override
        public double length() {
          return way[20_000];
        }
      };

  /** Two straights of 400 m, so many metres apart, joined by half circles. */
  private static Course straights(double apart) {
    return new Course() {
      private final double turn = Math.PI * apart / 2;

      @Override
      public double[] at(double metres) {
        double m = ((metres % length()) + length()) % length();
        double radius = apart / 2;
        if (m < 400) {
          return new double[] {0, m};
        } else if (m < 400 + turn) {
          double angle = (m - 400) / radius;
          return new double[] {radius - radius * Math.cos(angle), 400 + radius * Math.sin(angle)};
        } else if (m < 800 + turn) {
          return new double[] {apart, 800 + turn - m};
        }
        double angle = (m - 800 - turn) / radius;
        return new double[] {radius + radius * Math.cos(angle), -radius * Math.sin(angle)};
      }

      @Override
      public double length() {
        return 800 + 2 * turn;
      }
    };
  }

  /** A driver: speed by place, a lane beside the line, noise, and which fixes are missing. */
  private static final class Driver {
    private final Course course;
    private final double hz;
    private double pace = 1;
    private double lane;
    private double noise;
    private double missingFrom = Double.NaN;
    private double missingTo = Double.NaN;
    private Random random = new Random(4);

    Driver(Course course, double hz) {
      this.course = course;
      this.hz = hz;
    }

    /** m/s at a place: slow in the middle third of the lap. */
    double speed(double metres) {
      double share = ((metres / course.length()) % 1 + 1) % 1;
      return pace * (20 + 10 * Math.cos(4 * Math.PI * share));
    }

    /**
     * Fixes from before the line until after the next time over it; crossings to the nanosecond.
     */
    Lap drive(long start, double startMetres) {
      List<Fix> fixes = new ArrayList<>();
      List<Double> truth = new ArrayList<>();
      long from = 0;
      long to = 0;
      double metres = startMetres;
      double step = 0.0005;
      double next = 0;
      for (int i = 0; metres < course.length() + 40; i++) {
        double t = i * step;
        if (t >= next) {
          next += 1 / hz;
          if (!(metres >= missingFrom && metres < missingTo)) {
            fixes.add(fix(start + Math.round(t * SECOND), metres));
            truth.add(metres);
          }
        }
        double moved = speed(metres + speed(metres) * step / 2) * step;
        if (metres < 0 && metres + moved >= 0) {
          from = start + Math.round((t - metres / moved * step) * SECOND);
        }
        if (metres < course.length() && metres + moved >= course.length()) {
          to = start + Math.round((t + (course.length() - metres) / moved * step) * SECOND);
        }
        metres += moved;
      }
      return new Lap(fixes, truth, from, to);
    }

    private Fix fix(long gnss, double metres) {
      double[] before = course.at(metres - 0.1);
      double[] after = course.at(metres + 0.1);
      double heading = Math.atan2(after[0] - before[0], after[1] - before[1]);
      double[] at = course.at(metres);
      double x = at[0] + lane * Math.cos(heading) + noise * random.nextGaussian();
      double y = at[1] - lane * Math.sin(heading) + noise * random.nextGaussian();
      GeoPoint place = PLANE.place(x, y);
      Fix fix = new Fix();
      fix.gnssNanos = gnss;
      fix.timeNanos = gnss - T0;
      fix.latitude = place.latitude();
      fix.longitude = place.longitude();
      fix.speed = speed(metres);
      fix.heading = (Math.toDegrees(heading) + 360) % 360;
      fix.quality = 3;
      return fix;
    }
  }

  private record Lap(List<Fix> fixes, List<Double> metres, long from, long to) {
    ReferenceLap reference() {
      return ReferenceLap.of(fixes, from, to).orElseThrow();
    }
  }

  /** Largest error of place in metres over a lap, and how many fixes were found of how many. */
  private record Seen(double placeError, int found, int of, Projection.Closing closing) {}

  private static Seen follow(ReferenceLap reference, Lap lap, double courseLength) {
    Projection projection = new Projection(reference);
    projection.start(lap.from);
    double worst = 0;
    int found = 0;
    int of = 0;
    for (int i = 0; i < lap.fixes.size(); i++) {
      Fix fix = lap.fixes.get(i);
      if (fix.gnssNanos > lap.from && fix.gnssNanos < lap.to) {
        of++;
        if (projection.fix(fix)) {
          found++;
          double share = lap.metres.get(i) / courseLength * reference.lengthMetres();
          worst = Math.max(worst, Math.abs(projection.distance() - share));
        }
      }
    }
    return new Seen(worst, found, of, projection.end(lap.to, 30));
  }

  @Test
  void aLapAgainstItselfLosesNothingAnywhere() {
    Lap lap = new Driver(EIGHT, 10).drive(T0, -30);
    ReferenceLap reference = lap.reference();
    Projection projection = new Projection(reference);
    projection.start(lap.from);
    for (Fix fix : lap.fixes) {
      if (fix.gnssNanos > lap.from && fix.gnssNanos < lap.to) {
        assertTrue(projection.fix(fix));
        assertEquals(0, projection.delta(), 0.0001, "delta");
        assertEquals(0, projection.lateral(), 0.01, "lateral");
      }
    }
    Projection.Closing closing = projection.end(lap.to, 30);
    assertEquals(0, closing.deltaNanos());
    assertEquals(0, closing.errorSeconds(), 0.0002);
  }

  @Test
  void theReferenceHasItsEndsExactlyAndPointsHalfAMetreApart() {
    Lap lap = new Driver(EIGHT, 10).drive(T0, -30);
    ReferenceLap reference = lap.reference();
    int last = reference.size() - 1;
    assertEquals(0, reference.seconds(0));
    assertEquals((lap.to - lap.from) * 1e-9, reference.seconds(last), 1e-12);
    assertEquals(lap.to - lap.from, reference.durationNanos());
    assertEquals(0.5, reference.stepMetres(), 0.001);
    assertEquals(EIGHT.length(), reference.lengthMetres(), 0.5);
    for (int i = 1; i <= last; i++) {
      double step =
          Math.hypot(
              reference.east(i) - reference.east(i - 1),
              reference.north(i) - reference.north(i - 1));
      assertEquals(reference.stepMetres(), step, 0.01, "point " + i);
      assertTrue(reference.seconds(i) > reference.seconds(i - 1), "point " + i);
    }
  }

  @Test
  void aCrossoverIsPassedOnTheRightLegBothTimes() {
    Driver second = new Driver(EIGHT, 10);
    second.pace = 0.93;
    second.lane = 3;
    Lap lap = second.drive(T0 + 500 * SECOND, -30);
    Seen seen = follow(new Driver(EIGHT, 10).drive(T0, -30).reference(), lap, EIGHT.length());
    assertEquals(seen.of, seen.found);
    assertTrue(seen.placeError < 8, "place " + seen.placeError);
  }

  @Test
  void parallelStraightsTwentyMetresApartDoNotCatchTheCar() {
    for (double hz : new double[] {1, 5, 10, 25}) {
      Course course = straights(20);
      Driver second = new Driver(course, hz);
      second.pace = 1.05;
      second.lane = 6;
      Lap lap = second.drive(T0, -30);
      Seen seen = follow(new Driver(course, hz).drive(T0, -30).reference(), lap, course.length());
      assertEquals(seen.of, seen.found, "at " + hz + " Hz");
      // The outer line of two turns of 10 m radius is 2π · 6 m longer, and only there.
      assertTrue(seen.placeError < 25, "at " + hz + " Hz: " + seen.placeError);
    }
  }

  @Test
  void deltaEqualsTheTruthWithinAMillisecondOnTheSameLine() {
    Driver first = new Driver(EIGHT, 10);
    Driver second = new Driver(EIGHT, 10);
    second.pace = 0.97;
    ReferenceLap reference = first.drive(T0, -30).reference();
    Lap lap = second.drive(T0 + 300 * SECOND, -30);
    Projection projection = new Projection(reference);
    projection.start(lap.from);
    for (Fix fix : lap.fixes) {
      if (fix.gnssNanos > lap.from && fix.gnssNanos < lap.to) {
        assertTrue(projection.fix(fix));
        double elapsed = (fix.gnssNanos - lap.from) * 1e-9;
        assertEquals(elapsed * 0.03, projection.delta(), 0.001);
      }
    }
    Projection.Closing closing = projection.end(lap.to, second.speed(0));
    assertEquals(reference.durationNanos() * (1 / 0.97 - 1), closing.deltaNanos(), 1e6);
    assertTrue(closing.agrees(), closing.toString());
  }

  @Test
  void aCarBackFromAGapIsFoundAgain() {
    for (double hz : new double[] {1, 10}) {
      Driver second = new Driver(EIGHT, hz);
      second.missingFrom = 400;
      second.missingTo = 900;
      Lap lap = second.drive(T0, -30);
      Seen seen = follow(new Driver(EIGHT, hz).drive(T0, -30).reference(), lap, EIGHT.length());
      assertTrue(seen.found >= seen.of - 2, seen.toString());
      assertTrue(seen.placeError < 3, seen.toString());
    }
  }

  @Test
  void aGapOfTheReferenceHasNoDeltaButKeepsThePlace() {
    Driver first = new Driver(EIGHT, 10);
    first.missingFrom = 500;
    first.missingTo = 580;
    ReferenceLap reference = first.drive(T0, -30).reference();
    assertTrue(Double.isNaN(reference.secondsAt(540)));
    assertFalse(Double.isNaN(reference.secondsAt(490)));
    assertFalse(Double.isNaN(reference.secondsAt(600)));
    Seen seen = follow(reference, new Driver(EIGHT, 10).drive(T0, -30), EIGHT.length());
    assertEquals(seen.of, seen.found);
    assertTrue(seen.closing.agrees(), seen.toString());
  }

  @Test
  void aCarInThePitLaneFarAsideIsNotOnTheLine() {
    Driver second = new Driver(EIGHT, 10);
    second.lane = 32;
    Lap lap = second.drive(T0, -30);
    Seen seen = follow(new Driver(EIGHT, 10).drive(T0, -30).reference(), lap, EIGHT.length());
    assertTrue(seen.found < seen.of / 4, seen.toString());
  }

  @Test
  void aLineInTheWrongPlaceIsToldAtTheEnd() {
    Driver driver = new Driver(EIGHT, 10);
    Lap lap = driver.drive(T0, -30);
    Lap other = driver.drive(T0 + 300 * SECOND, -30);
    long shift = Math.round(4 / driver.speed(0) * SECOND);
    Projection projection = new Projection(lap.reference());
    projection.start(other.from);
    other.fixes.stream()
        .filter(f -> f.gnssNanos > other.from && f.gnssNanos < other.to - shift)
        .forEach(projection::fix);
    Projection.Closing closing = projection.end(other.to - shift, driver.speed(0));
    assertFalse(closing.agrees(), closing.toString());
    assertEquals(-4 / driver.speed(0), closing.errorSeconds(), 0.005);
  }

  @Test
  void noiseOfAThirdOfAMetreStaysNoise() {
    for (double hz : new double[] {1, 5, 10, 25}) {
      Driver driver = new Driver(EIGHT, hz);
      driver.noise = 0.3;
      ReferenceLap reference = driver.drive(T0, -30).reference();
      assertEquals(EIGHT.length(), reference.lengthMetres(), EIGHT.length() * 0.03);
      Lap lap = driver.drive(T0 + 300 * SECOND, -30);
      Projection projection = new Projection(reference);
      projection.start(lap.from);
      double squares = 0;
      int count = 0;
      for (Fix fix : lap.fixes) {
        if (fix.gnssNanos > lap.from && fix.gnssNanos < lap.to && projection.fix(fix)) {
          squares += projection.delta() * projection.delta();
          count++;
        }
      }
      // 0.42 m of both at 10 m/s, where the course is slowest, is 42 ms.
      double rms = Math.sqrt(squares / count);
      assertTrue(rms < 0.042, "rms " + rms + " s at " + hz + " Hz");
    }
  }

  @Test
  void standingAndLoneJumpsLeaveThePathAlone() {
    Driver driver = new Driver(EIGHT, 10);
    Lap lap = driver.drive(T0, -30);
    DrivenPath path = new DrivenPath();
    Random random = new Random(3);
    Fix stood = new Fix();
    for (int i = 6_000; i > 0; i--) {
      stood.set(lap.fixes.getFirst());
      stood.gnssNanos -= i * SECOND / 10;
      stood.speed = 0.02;
      GeoPoint place =
          PLANE.place(
              PLANE.east(stood.longitude) + 0.2 * random.nextGaussian(),
              PLANE.north(stood.latitude) + 0.2 * random.nextGaussian());
      stood.latitude = place.latitude();
      stood.longitude = place.longitude();
      path.add(stood);
    }
    for (int i = 0; i < lap.fixes.size(); i++) {
      Fix fix = new Fix();
      fix.set(lap.fixes.get(i));
      if (i == 200) {
        fix.latitude += 0.01;
      }
      path.add(fix);
    }
    ReferenceLap reference = path.lap(lap.from, lap.to).orElseThrow();
    assertEquals(EIGHT.length(), reference.lengthMetres(), 1);
    path.forgetBefore(lap.from);
    assertEquals(reference.size(), path.lap(lap.from, lap.to).orElseThrow().size());
    path.forgetBefore(lap.to);
    assertTrue(path.lap(lap.from, lap.to).isEmpty());
  }

  @Test
  void aLapWhoseEndsNobodySawIsNoReference() {
    Lap lap = new Driver(EIGHT, 10).drive(T0, -30);
    assertTrue(ReferenceLap.of(List.of(), lap.from, lap.to).isEmpty());
    assertTrue(ReferenceLap.of(lap.fixes.subList(0, 1), lap.from, lap.to).isEmpty());
    assertTrue(ReferenceLap.of(lap.fixes, lap.from - 60 * SECOND, lap.to).isEmpty());
    assertTrue(ReferenceLap.of(lap.fixes, lap.from, lap.to + 60 * SECOND).isEmpty());
    assertTrue(ReferenceLap.of(lap.fixes, lap.to, lap.from).isEmpty());
  }
}
