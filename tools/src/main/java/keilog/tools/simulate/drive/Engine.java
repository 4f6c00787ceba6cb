package keilog.tools.simulate.drive;

/**
 * An engine breathing: throttle and speed in, manifold pressure and torque out. Boost builds with a
 * first-order lag that shortens with engine speed and falls quickly when the throttle shuts. One
 * thread.
 */
final class Engine {
  static final double BAROMETER_KPA = 101.3;

  /** Manifold pressure at which the engine makes no work at all. */
  private static final double NO_WORK_KPA = 24;

  private final SimulatedCar car;
  private double chargeKpa = BAROMETER_KPA;
  private double manifoldKpa = 34;

  Engine(SimulatedCar car) {
    this.car = car;
  }

  double manifoldKpa() {
    return manifoldKpa;
  }

  /** Advances by a step; throttle 0 to 1. */
  void breathe(double seconds, double rpm, double throttle) {
    double wanted = BAROMETER_KPA + fullBoost(rpm) * Math.min(1, throttle * 1.15);
    double lag =
        wanted > chargeKpa ? 0.18 + 0.55 * Math.clamp((6500 - rpm) / 4500, 0.0, 1.0) : 0.12;
    chargeKpa += (wanted - chargeKpa) * Math.min(1, seconds / lag);
    double shut = rpm > 2000 ? 27 : 34;
    double open = 1 - Math.pow(1 - throttle, 2.2);
    double behindPlate = shut + (chargeKpa - shut) * open;
    manifoldKpa += (behindPlate - manifoldKpa) * Math.min(1, seconds / 0.035);
  }

  /** Newton metres at the crank; negative on the overrun. */
  double torque(double rpm) {
    double friction = 5 + 1.6 * rpm / 1000;
    double full = BAROMETER_KPA + fullBoost(rpm);
    double filling = Math.max(0, (manifoldKpa - NO_WORK_KPA) / (full - NO_WORK_KPA));
    return filling * (car.fullTorque(rpm) + friction) - friction;
  }

  private double fullBoost(double rpm) {
    return car.boosted() ? car.fullBoostKpa() * Math.clamp((rpm - 1400) / 1900, 0.0, 1.0) : 0;
  }
}
