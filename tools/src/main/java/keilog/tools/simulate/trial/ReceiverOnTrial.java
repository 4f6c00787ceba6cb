package keilog.tools.simulate.trial;

import keilog.protocol.track.Fix;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Chance;
import keilog.tools.simulate.drive.Ground;

/** Makes fixes of true states. One thread. */
final class ReceiverOnTrial {
  private static final long SECOND = 1_000_000_000L;
  private static final long UTC_START = 1_795_000_000L * SECOND;
  private static final double WANDER_SECONDS = 100;

  private final ReceiverErrors errors;
  private final Ground ground;
  private final long seed;
  private final Fix fix = new Fix();
  private final double[] wander = new double[2];
  private long number;

  ReceiverOnTrial(ReceiverErrors errors, Ground ground, long seed) {
    this.errors = errors;
    this.ground = ground;
    this.seed = seed * 131 + errors.hertz();
    wander[0] = errors.wander() * random(1, -1);
    wander[1] = errors.wander() * random(2, -1);
  }

  /** Simulated nanoseconds of the next epoch. */
  long next() {
    return (number + 1) * SECOND / errors.hertz();
  }

  /** The {@code gnss_time} of an instant of the simulation. */
  static long gnssNanos(long simulatedNanos) {
    return UTC_START + simulatedNanos;
  }

  /** What it says of the next epoch; null where that never comes. The same object each time. */
  Fix fix(CarState car) {
    number++;
    double keep = Math.exp(-1.0 / (WANDER_SECONDS * errors.hertz()));
    double push = errors.wander() * Math.sqrt(1 - keep * keep);
    wander[0] = wander[0] * keep + push * random(1, number);
    wander[1] = wander[1] * keep + push * random(2, number);
    if (Chance.share(seed * 11 + 3, number) < errors.lost()) {
      return null;
    }
    double east = car.east() + wander[0] + errors.place() * random(4, number);
    double north = car.north() + wander[1] + errors.place() * random(5, number);
    double eastSpeed = car.speed() * Math.sin(car.heading()) + errors.speed() * random(6, number);
    double northSpeed = car.speed() * Math.cos(car.heading()) + errors.speed() * random(7, number);
    double spread = errors.latestSeconds() - errors.earliestSeconds();
    double late = errors.earliestSeconds() + spread * Chance.share(seed * 11 + 8, number);
    long arrival = car.nanos() + Math.round(late * SECOND);
    boolean arrived = errors.stamp() == ReceiverErrors.Stamp.ARRIVAL;
    fix.gnssNanos = gnssNanos(arrived ? arrival : car.nanos());
    fix.timeNanos = arrival;
    fix.latitude = Math.round(ground.latitude(north) * 1e7) / 1e7;
    fix.longitude = Math.round(ground.longitude(east) * 1e7) / 1e7;
    fix.speed = Math.round(Math.hypot(eastSpeed, northSpeed) * 1000) / 1000.0;
    double heading = (Math.toDegrees(Math.atan2(eastSpeed, northSpeed)) + 360) % 360;
    fix.heading = Math.round(heading * 1e5) / 1e5;
    fix.horizontalAccuracy = Math.max(0.3, 1.4 * errors.place() + 5 * errors.wander());
    fix.speedAccuracy = Math.max(0.03, 1.4 * errors.speed());
    fix.quality = 3;
    fix.satellites = 17;
    return fix;
  }

  private double random(int what, long index) {
    return Chance.normal(seed * 11 + what, index);
  }
}
