package keilog.tools.analysis.motion;

import keilog.protocol.track.Plane;
import keilog.tools.analysis.Fixes;

/**
 * The Rauch, Tung and Striebel smoother (1965): a Kalman filter forwards, then what came later
 * taught to what came before, so nothing is late. East and north are two cars on two lines, each
 * with place, speed and an acceleration that wanders by white jerk. Both axes are measured equally
 * well, so they share one covariance, and all of it is written out for three states: a day of fixes
 * is smoothed in a fraction of a second. One thread.
 */
final class Smoother {
  /** Longer without a fix, and the car begins anew. */
  static final long MOST_GAP_NANOS = 2_000_000_000L;

  /**
   * Density of the jerk, m²/s⁵: a jerk of 20 m/s³ that changes its mind ten times a second, which
   * is what pedals do. Ours, tried against simulated drives.
   */
  private static final double JERK_DENSITY = 40;

  /** A fix this many deviations and metres, or m/s, off the filter's guess is left out. */
  private static final double GATE = 6;

  private static final double GATE_METRES = 5;
  private static final double GATE_METRES_PER_SECOND = 3;

  /** So many in a row left out, over so long, and it is the filter that is wrong. */
  private static final int MOST_REFUSED = 3;

  private static final long MOST_REFUSED_NANOS = 500_000_000L;

  /** Of a car of which nothing is known, per axis. */
  private static final double FIRST_SPEED = 40;

  private static final double FIRST_ACCELERATION = 6;
  private static final double ANYWHERE = 1e5;

  final double[] east;
  final double[] north;
  final double[] eastSpeed;
  final double[] northSpeed;
  final double[] eastPush;
  final double[] northPush;

  /** Whether a row begins anew: the first, and those after a gap. */
  final boolean[] begins;

  /** Taken off the velocities, seconds. */
  final double dopplerLag;

  private final Fixes fixes;
  private final double[] placeVariance;
  private final double[] speedVariance;

  /** Covariance after each row, upper triangle: pp, pv, pa, vv, va, aa. */
  private final double[] pp;

  private final double[] pv;
  private final double[] pa;
  private final double[] vv;
  private final double[] va;
  private final double[] aa;
  private int refused;

  private Smoother(Fixes fixes, Measurements measured) {
    int n = fixes.size();
    this.fixes = fixes;
    east = new double[n];
    north = new double[n];
    eastSpeed = new double[n];
    northSpeed = new double[n];
    eastPush = new double[n];
    northPush = new double[n];
    begins = new boolean[n];
    placeVariance = measured.placeVariance();
    speedVariance = measured.speedVariance();
    dopplerLag = measured.dopplerLag();
    pp = new double[n];
    pv = new double[n];
    pa = new double[n];
    vv = new double[n];
    va = new double[n];
    aa = new double[n];
  }

  /** Smooths a drive; with the velocity where there is speed and heading, else by place alone. */
  static Smoother of(Fixes fixes, Plane plane) {
    Measurements m = Measurements.of(fixes, plane);
    Smoother s = new Smoother(fixes, m);
    for (int i = 0; i < fixes.size(); i++) {
      s.forward(i, m.east()[i], m.north()[i], m.eastSpeed()[i], m.northSpeed()[i]);
    }
    for (int i = fixes.size() - 2; i >= 0; i--) {
      if (!s.begins[i + 1]) {
        s.backward(i);
      }
    }
    return s;
  }

  private void forward(int i, double e, double n, double ve, double vn) {
    long gap = i == 0 ? Long.MAX_VALUE : fixes.epoch(i) - fixes.epoch(i - 1);
    if (gap > MOST_GAP_NANOS || lost(i)) {
      begin(i, e, n, ve, vn);
      return;
    }
    predict(i, gap * 1e-9);
    boolean placed = place(i, e, n);
    boolean sped = Double.isNaN(ve) || Double.isNaN(vn) || speed(i, ve, vn);
    refused = placed && sped ? 0 : refused + 1;
  }

  /** Whether all that was measured of late was left out. */
  private boolean lost(int i) {
    return refused >= MOST_REFUSED
        && fixes.epoch(i) - fixes.epoch(i - refused) >= MOST_REFUSED_NANOS;
  }

  private void begin(int i, double e, double n, double ve, double vn) {
    boolean known = !Double.isNaN(ve) && !Double.isNaN(vn);
    boolean placed = !Double.isNaN(e) && !Double.isNaN(n);
    begins[i] = true;
    refused = 0;
    east[i] = placed ? e : 0;
    north[i] = placed ? n : 0;
    eastSpeed[i] = known ? ve : 0;
    northSpeed[i] = known ? vn : 0;
    eastPush[i] = 0;
    northPush[i] = 0;
    pp[i] = placed ? placeVariance[i] : square(ANYWHERE);
    pv[i] = 0;
    pa[i] = 0;
    vv[i] = known ? speedVariance[i] : square(FIRST_SPEED);
    va[i] = 0;
    aa[i] = square(FIRST_ACCELERATION);
  }

  private void predict(int i, double t) {
    int k = i - 1;
    double h = t * t / 2;
    east[i] = east[k] + t * eastSpeed[k] + h * eastPush[k];
    north[i] = north[k] + t * northSpeed[k] + h * northPush[k];
    eastSpeed[i] = eastSpeed[k] + t * eastPush[k];
    northSpeed[i] = northSpeed[k] + t * northPush[k];
    eastPush[i] = eastPush[k];
    northPush[i] = northPush[k];
    double q = JERK_DENSITY * t;
    double pvNext = pv[k] + t * vv[k] + h * va[k];
    double paNext = pa[k] + t * va[k] + h * aa[k];
    double vaNext = va[k] + t * aa[k];
    pp[i] = pp[k] + t * pv[k] + h * pa[k] + t * pvNext + h * paNext + q * t * t * t * t / 20;
    pv[i] = pvNext + t * paNext + q * t * t * t / 8;
    pa[i] = paNext + q * t * t / 6;
    vv[i] = vv[k] + t * va[k] + t * vaNext + q * t * t / 3;
    va[i] = vaNext + q * t / 2;
    aa[i] = aa[k] + q;
  }

  /** Takes a measured place in; false where it is refused. */
  private boolean place(int i, double e, double n) {
    double innovation = pp[i] + placeVariance[i];
    double east0 = e - east[i];
    double north0 = n - north[i];
    if (beyond(east0 * east0 + north0 * north0, innovation, GATE_METRES)) {
      return false;
    }
    update(i, pp[i], pv[i], pa[i], innovation, east0, north0);
    return true;
  }

  /** Takes a measured velocity in; false where it is refused. */
  private boolean speed(int i, double ve, double vn) {
    double innovation = vv[i] + speedVariance[i];
    double east0 = ve - eastSpeed[i];
    double north0 = vn - northSpeed[i];
    if (beyond(east0 * east0 + north0 * north0, innovation, GATE_METRES_PER_SECOND)) {
      return false;
    }
    update(i, pv[i], vv[i], va[i], innovation, east0, north0);
    return true;
  }

  /**
   * Moves state and covariance by what was measured.
   *
   * @param p covariance of the place with what was measured
   * @param v of the speed
   * @param a of the acceleration
   * @param innovation variance of the difference between measured and expected
   */
  private void update(
      int i, double p, double v, double a, double innovation, double east0, double north0) {
    double kp = p / innovation;
    double kv = v / innovation;
    double ka = a / innovation;
    correct(i, kp, kv, ka, east0, north0);
    pp[i] -= kp * p;
    pv[i] -= kp * v;
    pa[i] -= kp * a;
    vv[i] -= kv * v;
    va[i] -= kv * a;
    aa[i] -= ka * a;
  }

  /** Whether an innovation lies beyond the gate; NaN does. */
  private static boolean beyond(double squared, double variance, double margin) {
    double gate = margin + GATE * Math.sqrt(variance);
    return !(squared < gate * gate);
  }

  private void correct(int i, double kp, double kv, double ka, double e, double n) {
    east[i] += kp * e;
    north[i] += kp * n;
    eastSpeed[i] += kv * e;
    northSpeed[i] += kv * n;
    eastPush[i] += ka * e;
    northPush[i] += ka * n;
  }

  /**
   * Row i learns from row i + 1: x += C (x' − F x), C = P Fᵀ (F P Fᵀ + Q)⁻¹. The product with the
   * inverse is taken as one solution for each axis, by cofactors of the symmetric matrix.
   */
  private void backward(int i) {
    double t = (fixes.epoch(i + 1) - fixes.epoch(i)) * 1e-9;
    double h = t * t / 2;
    double q = JERK_DENSITY * t;
    double pvNext = pv[i] + t * vv[i] + h * va[i];
    double paNext = pa[i] + t * va[i] + h * aa[i];
    double vaNext = va[i] + t * aa[i];
    double a = pp[i] + t * pv[i] + h * pa[i] + t * pvNext + h * paNext + q * t * t * t * t / 20;
    double b = pvNext + t * paNext + q * t * t * t / 8;
    double c = paNext + q * t * t / 6;
    double d = vv[i] + t * va[i] + t * vaNext + q * t * t / 3;
    double e = vaNext + q * t / 2;
    double f = aa[i] + q;
    double c11 = d * f - e * e;
    double c12 = c * e - b * f;
    double c13 = b * e - c * d;
    double c22 = a * f - c * c;
    double c23 = b * c - a * e;
    double c33 = a * d - b * b;
    double scale = 1 / (a * c11 + b * c12 + c * c13);
    double x = east[i + 1] - east[i] - t * eastSpeed[i] - h * eastPush[i];
    double y = eastSpeed[i + 1] - eastSpeed[i] - t * eastPush[i];
    double z = eastPush[i + 1] - eastPush[i];
    double l = scale * (c11 * x + c12 * y + c13 * z);
    double m = scale * (c12 * x + c22 * y + c23 * z);
    double o = scale * (c13 * x + c23 * y + c33 * z);
    // Fᵀ times the solution, then P times that.
    double u = l;
    double v = t * l + m;
    double w = h * l + t * m + o;
    double eastBy = pp[i] * u + pv[i] * v + pa[i] * w;
    double eastSpeedBy = pv[i] * u + vv[i] * v + va[i] * w;
    double eastPushBy = pa[i] * u + va[i] * v + aa[i] * w;
    x = north[i + 1] - north[i] - t * northSpeed[i] - h * northPush[i];
    y = northSpeed[i + 1] - northSpeed[i] - t * northPush[i];
    z = northPush[i + 1] - northPush[i];
    l = scale * (c11 * x + c12 * y + c13 * z);
    m = scale * (c12 * x + c22 * y + c23 * z);
    o = scale * (c13 * x + c23 * y + c33 * z);
    u = l;
    v = t * l + m;
    w = h * l + t * m + o;
    east[i] += eastBy;
    eastSpeed[i] += eastSpeedBy;
    eastPush[i] += eastPushBy;
    north[i] += pp[i] * u + pv[i] * v + pa[i] * w;
    northSpeed[i] += pv[i] * u + vv[i] * v + va[i] * w;
    northPush[i] += pa[i] * u + va[i] * v + aa[i] * w;
  }

  private static double square(double value) {
    return value * value;
  }
}
