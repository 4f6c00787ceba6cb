package keilog.tools.simulate.drive;

/**
 * How fast the driver means to be where: as the corners allow, brought down early enough to brake
 * for the next. Planned anew every half lap, far enough ahead. One thread.
 */
final class SpeedPlan {
  private static final double GRID_METRES = 1;
  private static final double GRAVITY = 9.80665;
  private static final double AHEAD_METRES = 700;

  private final DrivenLine line;
  private final SimulatedCar car;
  private final Wander courage;
  private final double span;
  private double[] speeds = new double[0];
  private double from = Double.NEGATIVE_INFINITY;
  private double until = Double.NEGATIVE_INFINITY;

  SpeedPlan(DrivenLine line, SimulatedCar car, long seed, double variation) {
    this.line = line;
    this.car = car;
    this.courage = new Wander(seed, 180, variation);
    this.span = line.road().length() / 2;
  }

  /** Metres per second wanted there. */
  double speed(double distance) {
    if (distance < from || distance >= until) {
      plan(distance);
    }
    double x = (distance - from) / GRID_METRES;
    int i = (int) x;
    return speeds[i] + (x - i) * (speeds[i + 1] - speeds[i]);
  }

  /** The share of the tyres' grip the driver dares to use there. */
  private double dare(double distance) {
    double outLap = distance < 0 ? 0.97 : 1;
    return outLap * (0.95 + courage.value(distance));
  }

  private void plan(double distance) {
    from = Math.floor(distance);
    until = from + span;
    int count = (int) ((span + AHEAD_METRES) / GRID_METRES) + 2;
    if (speeds.length != count) {
      speeds = new double[count];
    }
    double next = 60;
    for (int i = count - 1; i >= 0; i--) {
      double s = from + i * GRID_METRES;
      double grip = car.grip() * GRAVITY * dare(s);
      double curvature = Math.abs(line.curvature(s));
      double corner = Math.sqrt(grip / Math.max(curvature, 1e-4));
      double used = Math.min(1, next * next * curvature / grip);
      double braking = 0.85 * grip * Math.sqrt(1 - used * used);
      next = Math.min(Math.min(corner, 62), Math.sqrt(next * next + 2 * braking * GRID_METRES));
      speeds[i] = next;
    }
  }
}
