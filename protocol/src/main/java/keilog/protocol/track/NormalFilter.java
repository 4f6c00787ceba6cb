package keilog.protocol.track;

/**
 * Where a car is along the normal of a line: place, speed and acceleration, the acceleration
 * disturbed by white jerk; a Kalman filter of three states. One thread.
 */
final class NormalFilter {
  /**
   * Density of the jerk's spectrum, m²/s⁵: the acceleration changes by about 2 m/s² within a
   * second. Ours, tried on simulated drives.
   */
  private static final double JERK = 4;

  /** Nothing is known of the acceleration at first, m/s². */
  private static final double FIRST_ACCELERATION = 8;

  private double place;
  private double speed;
  private double acceleration;
  private double pp;
  private double ps;
  private double pa;
  private double ss;
  private double sa;
  private double aa;

  void begin(double firstPlace, double placeVariance, double firstSpeed, double speedVariance) {
    place = firstPlace;
    speed = firstSpeed;
    acceleration = 0;
    pp = placeVariance;
    ss = speedVariance;
    aa = FIRST_ACCELERATION * FIRST_ACCELERATION;
    ps = 0;
    pa = 0;
    sa = 0;
  }

  /** Lets time pass. */
  void predict(double t) {
    place += t * (speed + t / 2 * acceleration);
    speed += t * acceleration;
    double t2 = t * t;
    double t3 = t2 * t;
    pp += t * (2 * ps + t * (ss + pa + t * (sa + t / 4 * aa))) + JERK * t3 * t2 / 20;
    ps += t * (ss + pa + t * (1.5 * sa + t / 2 * aa)) + JERK * t2 * t2 / 8;
    pa += t * (sa + t / 2 * aa) + JERK * t3 / 6;
    ss += t * (2 * sa + t * aa) + JERK * t3 / 3;
    sa += t * aa + JERK * t2 / 2;
    aa += JERK * t;
  }

  /** Takes a measured place. */
  void place(double measured, double variance) {
    double error = measured - place;
    double scale = 1 / (pp + variance);
    double kp = pp * scale;
    double ks = ps * scale;
    double ka = pa * scale;
    place += kp * error;
    speed += ks * error;
    acceleration += ka * error;
    ss -= ks * ps;
    sa -= ks * pa;
    aa -= ka * pa;
    pp -= kp * pp;
    ps -= kp * ps;
    pa -= kp * pa;
  }

  /** Takes a measured speed. */
  void speed(double measured, double variance) {
    double error = measured - speed;
    double scale = 1 / (ss + variance);
    double kp = ps * scale;
    double ks = ss * scale;
    double ka = sa * scale;
    place += kp * error;
    speed += ks * error;
    acceleration += ka * error;
    pp -= kp * ps;
    pa -= kp * sa;
    aa -= ka * sa;
    ps -= ks * ps;
    sa -= ks * sa;
    ss -= ks * ss;
  }

  /** The same seen with time turned round. */
  void reverse() {
    speed = -speed;
    ps = -ps;
    sa = -sa;
  }

  double place() {
    return place;
  }

  double speed() {
    return speed;
  }

  double variance() {
    return pp;
  }

  /** Takes over what another one knows of the same instant from other measurements. */
  void join(NormalFilter other) {
    double[][] sum = {
      {pp + other.pp, ps + other.ps, pa + other.pa},
      {ps + other.ps, ss + other.ss, sa + other.sa},
      {pa + other.pa, sa + other.sa, aa + other.aa}
    };
    double[] error =
        solve(sum, other.place - place, other.speed - speed, other.acceleration - acceleration);
    double[] gain = solve(sum, pp, ps, pa);
    place += pp * error[0] + ps * error[1] + pa * error[2];
    speed += ps * error[0] + ss * error[1] + sa * error[2];
    pp -= pp * gain[0] + ps * gain[1] + pa * gain[2];
  }

  /** By cofactors; the matrix is symmetric. */
  private static double[] solve(double[][] m, double x, double y, double z) {
    double c00 = m[1][1] * m[2][2] - m[1][2] * m[1][2];
    double c01 = m[0][2] * m[1][2] - m[0][1] * m[2][2];
    double c02 = m[0][1] * m[1][2] - m[0][2] * m[1][1];
    double c11 = m[0][0] * m[2][2] - m[0][2] * m[0][2];
    double c12 = m[0][1] * m[0][2] - m[0][0] * m[1][2];
    double c22 = m[0][0] * m[1][1] - m[0][1] * m[0][1];
    double scale = 1 / (m[0][0] * c00 + m[0][1] * c01 + m[0][2] * c02);
    return new double[] {
      scale * (c00 * x + c01 * y + c02 * z),
      scale * (c01 * x + c11 * y + c12 * z),
      scale * (c02 * x + c12 * y + c22 * z)
    };
  }
}
