package keilog.protocol.track;

/**
 * The way between two neighbouring fixes: the cubic that has both places and both speeds. Where the
 * speeds make no sense beside the step, the straight line.
 */
final class Bridge {
  private final double seconds;
  private final double[] east;
  private final double[] north;

  Bridge(FixTrail trail, int before) {
    int after = before + 1;
    seconds = trail.seconds(before, after);
    double eastStep = trail.east(after) - trail.east(before);
    double northStep = trail.north(after) - trail.north(before);
    double eastMiss = (trail.eastSpeed(before) + trail.eastSpeed(after)) / 2 * seconds - eastStep;
    double northMiss =
        (trail.northSpeed(before) + trail.northSpeed(after)) / 2 * seconds - northStep;
    boolean sensible = Math.hypot(eastMiss, northMiss) <= Math.hypot(eastStep, northStep) / 2;
    east =
        cubic(
            trail.east(before),
            eastStep,
            sensible ? trail.eastSpeed(before) * seconds : eastStep,
            sensible ? trail.eastSpeed(after) * seconds : eastStep);
    north =
        cubic(
            trail.north(before),
            northStep,
            sensible ? trail.northSpeed(before) * seconds : northStep,
            sensible ? trail.northSpeed(after) * seconds : northStep);
  }

  private static double[] cubic(double from, double step, double slope, double slopeAfter) {
    return new double[] {
      from, slope, 3 * step - 2 * slope - slopeAfter, slope + slopeAfter - 2 * step
    };
  }

  double east(double at) {
    return value(east, at / seconds);
  }

  double north(double at) {
    return value(north, at / seconds);
  }

  double eastSpeed(double at) {
    return slope(east, at / seconds) / seconds;
  }

  double northSpeed(double at) {
    return slope(north, at / seconds) / seconds;
  }

  /** Seconds after the first fix when the line is met, by halving; the fixes lie on both sides. */
  double secondsToLine(GateLine line) {
    double low = 0;
    double high = seconds;
    boolean rising = line.past(east(0), north(0)) < 0;
    for (int i = 0; i < 50; i++) {
      double middle = (low + high) / 2;
      if (line.past(east(middle), north(middle)) < 0 == rising) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double value(double[] c, double u) {
    return c[0] + u * (c[1] + u * (c[2] + u * c[3]));
  }

  private static double slope(double[] c, double u) {
    return c[1] + u * (2 * c[2] + u * 3 * c[3]);
  }
}
