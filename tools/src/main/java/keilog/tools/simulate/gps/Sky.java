package keilog.tools.simulate.gps;

import java.util.EnumMap;
import java.util.Map;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Chance;
import keilog.tools.simulate.drive.Ground;
import keilog.tools.simulate.wire.Mishap;

/**
 * What a receiver makes of where the car is. Place: a constant offset, an error that wanders (first
 * order, 100 s) and a little white noise, as one receiver under open sky shows from lap to lap;
 * velocity: white, since it is measured apart. One thread.
 */
final class Sky {
  private static final double WANDER_SECONDS = 100;

  /** The plain of Tsukuba. */
  private static final double SEA_METRES = 24;

  private static final double GEOID_METRES = 39.5;

  private final GpsSettings settings;
  private final Ground ground;
  private final Map<Mishap, Long> mishaps = new EnumMap<>(Mishap.class);
  private final double[] wander = new double[2];
  private long lastUtc = Long.MIN_VALUE;
  private long epochs;
  private long searchingSince;

  Sky(GpsSettings settings, Ground ground) {
    this.settings = settings;
    this.ground = ground;
  }

  /** The supply came on at this UTC: the search for satellites begins. */
  void search(long utcNanos) {
    searchingSince = utcNanos;
  }

  void mishap(Mishap mishap, long untilUtcNanos) {
    mishaps.put(mishap, untilUtcNanos);
  }

  boolean active(Mishap mishap, long utcNanos) {
    return mishaps.getOrDefault(mishap, Long.MIN_VALUE) > utcNanos;
  }

  Fix fix(long utcNanos, CarState car) {
    GpsNoise noise = settings.noise();
    long index = epochs++;
    drift(utcNanos, index);
    double searched = (utcNanos - searchingSince) / 1e9 / Math.max(1e-9, settings.startSeconds());
    boolean lost = active(Mishap.LOSS, utcNanos) || searched < 1;
    int timed = searched < 0.4 ? 0 : searched < 0.8 ? 1 : 2;
    double jump = active(Mishap.JUMP, utcNanos) ? 35 * (1 + random(9, index)) : 0;
    double east =
        car.east()
            + noise.offset() * random(1, 0)
            + wander[0]
            + noise.white() * random(2, index)
            + jump;
    double north =
        car.north()
            + noise.offset() * random(3, 0)
            + wander[1]
            + noise.white() * random(4, index)
            - jump;
    double northSpeed = car.speed() * Math.cos(car.heading()) + noise.speed() * random(5, index);
    double eastSpeed = car.speed() * Math.sin(car.heading()) + noise.speed() * random(6, index);
    double heading = Math.toDegrees(Math.atan2(eastSpeed, northSpeed));
    boolean settled = searched > 1.2;
    return new Fix(
        utcNanos,
        timed,
        lost ? 0 : settled ? 3 : 2,
        lost ? 2 : settled ? 17 + (int) (3 * random(7, index / 40)) : 5,
        ground.latitude(north),
        ground.longitude(east),
        SEA_METRES + GEOID_METRES + noise.white() * random(8, index),
        SEA_METRES,
        northSpeed,
        eastSpeed,
        0,
        heading < 0 ? heading + 360 : heading,
        lost ? 250 : Math.max(0.3, noise.offset() + 0.4 + jump / 10),
        lost ? 400 : 1.2,
        lost ? 20 : 0.08 + noise.speed(),
        lost ? 99.99 : 1.35);
  }

  private void drift(long utcNanos, long index) {
    double seconds = lastUtc == Long.MIN_VALUE ? 0 : (utcNanos - lastUtc) / 1e9;
    lastUtc = utcNanos;
    double keep = Math.exp(-seconds / WANDER_SECONDS);
    double push = settings.noise().wander() * Math.sqrt(1 - keep * keep);
    wander[0] = wander[0] * keep + push * random(10, index);
    wander[1] = wander[1] * keep + push * random(11, index);
  }

  private double random(int what, long index) {
    return Chance.normal(settings.seed() * 31 + what, index);
  }
}
