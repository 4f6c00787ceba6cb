package keilog.protocol.track;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A point that is driven by hand over a plane and leaves fixes behind; also finds when it truly
 * passes a line. East and north in metres, headings in degrees from north.
 */
final class TestCar {
  static final GeoPoint ORIGIN = new GeoPoint(36.15, 139.92);
  static final Plane PLANE = Plane.at(ORIGIN);
  private static final long SECOND = 1_000_000_000L;
  private static final long UTC_START = 1_795_000_000L * SECOND;
  private static final int STEPS = 1000;

  private final List<Fix> fixes = new ArrayList<>();
  private final List<Gate> lines = new ArrayList<>();
  private final List<List<Double>> passages = new ArrayList<>();
  private final int hertz;
  private final Random random;
  private double placeNoise;
  private double speedNoise;
  private double accuracy = 0.8;
  private boolean silent;
  private double east;
  private double north;
  private double eastShift;
  private double heading;
  private double speed;
  private long step;

  TestCar(int hertz, long seed) {
    this.hertz = hertz;
    this.random = new Random(seed);
  }

  /** A line of so many metres across a place, for cars of a heading. */
  static Gate gate(String name, double east, double north, double heading, double width) {
    double right = width / 2 * Math.cos(Math.toRadians(heading));
    double down = width / 2 * Math.sin(Math.toRadians(heading));
    return new Gate(
        name, PLANE.place(east - right, north + down), PLANE.place(east + right, north - down));
  }

  /** When it passes this line forwards is noted from here on. */
  TestCar watch(Gate line) {
    lines.add(line);
    passages.add(new ArrayList<>());
    return this;
  }

  TestCar at(double eastMetres, double northMetres, double headingDegrees, double metresPerSecond) {
    east = eastMetres;
    north = northMetres;
    heading = headingDegrees;
    speed = metresPerSecond;
    return this;
  }

  TestCar noise(double metres, double metresPerSecond) {
    placeNoise = metres;
    speedNoise = metresPerSecond;
    return this;
  }

  TestCar claims(double metres) {
    accuracy = metres;
    return this;
  }

  /** Fixes lie so far east of the truth. */
  TestCar shifted(double metres) {
    eastShift = metres;
    return this;
  }

  TestCar silent(boolean now) {
    silent = now;
    return this;
  }

  TestCar stand(double seconds) {
    speed = 0;
    return move(seconds, 0, 0);
  }

  TestCar straight(double metres) {
    return move(metres / Math.abs(speed), 0, 0);
  }

  /** Turns right; left where the degrees are negative. */
  TestCar turn(double degrees, double radius) {
    double seconds = Math.toRadians(Math.abs(degrees)) * radius / speed;
    return move(seconds, 0, degrees / seconds);
  }

  /** To another speed, evenly. */
  TestCar reach(double metresPerSecond, double seconds) {
    return move(seconds, (metresPerSecond - speed) / seconds, 0);
  }

  /** Drives rearwards: the nose still points where it did. */
  TestCar rearwards(double metres, double metresPerSecond) {
    speed = -metresPerSecond;
    return straight(metres);
  }

  private TestCar move(double seconds, double acceleration, double turnRate) {
    long end = step + Math.round(seconds * STEPS);
    while (step < end) {
      double before = heading;
      double half = acceleration / STEPS / 2;
      heading += turnRate / STEPS;
      double way = (speed + half) / STEPS;
      speed += 2 * half;
      double course = Math.toRadians((before + heading) / 2);
      double eastBefore = east;
      double northBefore = north;
      east += way * Math.sin(course);
      north += way * Math.cos(course);
      step++;
      pass(eastBefore, northBefore);
      if (step * hertz % STEPS == 0 && !silent) {
        fixes.add(fix());
      }
    }
    return this;
  }

  private void pass(double eastBefore, double northBefore) {
    for (int i = 0; i < lines.size(); i++) {
      GateLine line = new GateLine(lines.get(i), PLANE);
      double from = line.past(eastBefore, northBefore);
      double to = line.past(east, north);
      if (from < 0 && to >= 0 && line.between(east, north, 0)) {
        passages.get(i).add((step - 1 + from / (from - to)) / STEPS);
      }
    }
  }

  private Fix fix() {
    Fix fix = new Fix();
    fix.gnssNanos = UTC_START + step * (SECOND / STEPS);
    fix.timeNanos = step * (SECOND / STEPS) + 80_000_000;
    GeoPoint place =
        PLANE.place(
            east + eastShift + placeNoise * random.nextGaussian(),
            north + placeNoise * random.nextGaussian());
    fix.latitude = Math.round(place.latitude() * 1e7) / 1e7;
    fix.longitude = Math.round(place.longitude() * 1e7) / 1e7;
    double course = Math.toRadians(heading);
    double eastSpeed = speed * Math.sin(course) + speedNoise * random.nextGaussian();
    double northSpeed = speed * Math.cos(course) + speedNoise * random.nextGaussian();
    fix.speed = Math.hypot(eastSpeed, northSpeed);
    fix.heading = (Math.toDegrees(Math.atan2(eastSpeed, northSpeed)) + 360) % 360;
    fix.horizontalAccuracy = accuracy;
    fix.speedAccuracy = 0.1;
    fix.quality = 3;
    fix.satellites = 15;
    return fix;
  }

  List<Fix> fixes() {
    return fixes;
  }

  /** Seconds at which it truly passed the watched line of that number. */
  List<Double> passages(int line) {
    return passages.get(line);
  }

  /** Seconds of a {@code gnss_time} on the axis of {@link #passages}. */
  static double seconds(long gnssNanos) {
    return (gnssNanos - UTC_START) * 1e-9;
  }
}
