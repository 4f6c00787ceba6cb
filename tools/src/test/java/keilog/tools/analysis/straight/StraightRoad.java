package keilog.tools.analysis.straight;

import java.util.List;
import java.util.Optional;
import keilog.protocol.track.Fix;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.Plane;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;
import keilog.tools.simulate.drive.Chance;

/**
 * A car on a straight road that goes north: at rest, then v = V (1 − e^(−t/T)), of which time,
 * distance and speed are known exactly.
 */
record StraightRoad(
    long seed,
    int hz,
    double noise,
    double restSeconds,
    double slope,
    double topSpeed,
    double tau) {
  static final StraightRoad LEVEL = new StraightRoad(1, 10, 0.05, 4, 0, 50, 10);

  private static final double DRIVE_SECONDS = 25;
  private static final double BRAKING = 8;

  StraightRoad at(int newHz, long newSeed) {
    return new StraightRoad(newSeed, newHz, noise, restSeconds, slope, topSpeed, tau);
  }

  StraightRoad uphill(double newSlope) {
    return new StraightRoad(seed, hz, noise, restSeconds, newSlope, topSpeed, tau);
  }

  /** m/s, so long after setting off. */
  double speed(double seconds) {
    if (seconds > DRIVE_SECONDS) {
      return Math.max(0, speed(DRIVE_SECONDS) - BRAKING * (seconds - DRIVE_SECONDS));
    }
    return seconds < 0 ? 0 : topSpeed * (1 - Math.exp(-seconds / tau));
  }

  /** Metres, so long after setting off. */
  double distance(double seconds) {
    if (seconds > DRIVE_SECONDS) {
      double braked = Math.min(seconds - DRIVE_SECONDS, speed(DRIVE_SECONDS) / BRAKING);
      return distance(DRIVE_SECONDS)
          + speed(DRIVE_SECONDS) * braked
          - BRAKING * braked * braked / 2;
    }
    return seconds < 0 ? 0 : topSpeed * (seconds - tau * (1 - Math.exp(-seconds / tau)));
  }

  /** Seconds from setting off until a speed. */
  double timeToSpeed(double metresPerSecond) {
    return -tau * Math.log(1 - metresPerSecond / topSpeed);
  }

  /** Seconds from setting off until a distance. */
  double timeToDistance(double metres) {
    double low = 0;
    double high = DRIVE_SECONDS;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (distance(middle) < metres) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  interface Change {
    boolean keep(double seconds, Fix fix);
  }

  Recording recording() {
    return recording((t, fix) -> true, true);
  }

  Recording recording(Change change, boolean heights) {
    Plane plane = Plane.at(new GeoPoint(36, 139));
    Fixes.Builder fixes = new Fixes.Builder();
    int count = (int) ((restSeconds + DRIVE_SECONDS + 12) * hz);
    for (int i = 0; i < count; i++) {
      double t = (double) i / hz - restSeconds + 0.37 / hz;
      double eastSpeed = noise * Chance.normal(seed * 5 + 1, i);
      double northSpeed = speed(t) + noise * Chance.normal(seed * 5 + 2, i);
      GeoPoint place =
          plane.place(
              0.3 * Chance.normal(seed * 5 + 3, i),
              distance(t) + 0.3 * Chance.normal(seed * 5 + 4, i));
      Fix fix = new Fix();
      fix.gnssNanos = 1_000_000_000_000L + Math.round((t + restSeconds) * 1e9);
      fix.timeNanos = fix.gnssNanos - 900_000_000_000L;
      fix.latitude = place.latitude();
      fix.longitude = place.longitude();
      fix.speed = Math.hypot(eastSpeed, northSpeed);
      fix.heading = (Math.toDegrees(Math.atan2(eastSpeed, northSpeed)) + 360) % 360;
      fix.horizontalAccuracy = 0.5;
      fix.speedAccuracy = 0.1;
      fix.quality = 3;
      fix.satellites = 15;
      double height = 100 + slope * distance(t) + 0.1 * Chance.normal(seed * 5 + 6, i);
      if (change.keep(t, fix)) {
        fixes.add(fix, heights ? height : Double.NaN);
      }
    }
    return new Recording(
        "straight",
        Optional.empty(),
        Optional.empty(),
        fixes.build(),
        List.of(),
        List.of(),
        List.of(),
        List.of("straight"));
  }
}
