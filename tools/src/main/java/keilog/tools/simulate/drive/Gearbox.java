package keilog.tools.simulate.drive;

/** The driver's left foot and hand: which gear, and for how long the clutch is open. One thread. */
final class Gearbox {
  private static final double UP_SECONDS = 0.26;
  private static final double DOWN_SECONDS = 0.32;

  /** Share of the limiter that a change down must not exceed. */
  private static final double DOWN_CEILING = 0.86;

  private final SimulatedCar car;
  private final long seed;
  private int gear = 1;
  private int shifts;
  private double open;

  Gearbox(SimulatedCar car, long seed) {
    this.car = car;
    this.seed = seed;
  }

  /** The gear that is in, or going in. */
  int gear() {
    return gear;
  }

  boolean clutchOpen() {
    return open > 0;
  }

  /** How many changes there have been. */
  int shifts() {
    return shifts;
  }

  /** Decides and waits. */
  void step(double seconds, double speed, double throttle, double brake) {
    if (open > 0) {
      open -= seconds;
      return;
    }
    double rpm = car.rpm(gear, speed);
    double human = 1 + 0.03 * (Chance.share(seed, shifts) - 0.5);
    if (gear < car.gears().size() && throttle > 0.3 && rpm > car.shiftRpm() * human) {
      change(gear + 1, UP_SECONDS);
    } else if (gear > 1 && car.rpm(gear - 1, speed) < ceiling(throttle, brake) * human) {
      change(gear - 1, DOWN_SECONDS);
    }
  }

  private double ceiling(double throttle, double brake) {
    if (brake > 0.1) {
      return car.limiterRpm() * DOWN_CEILING;
    }
    return throttle > 0.6 ? car.shiftRpm() * 0.72 : 0;
  }

  private void change(int to, double seconds) {
    gear = to;
    open = seconds * (0.9 + 0.2 * Chance.share(~seed, shifts));
    shifts++;
  }
}
