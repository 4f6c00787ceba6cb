package keilog.tools.analysis.motion;

import keilog.tools.analysis.Fixes;

/**
 * By how much a receiver's velocity describes an earlier moment than its place in the same fix.
 * Receivers filter the two differently: 0.12 s and 0.14 s were seen in real recordings at 25 and 8
 * Hz, and more than a second is known of telephones. At 30 m/s that is metres between where the car
 * was and where its speed says it went. Found by which shift makes the velocity's integral most
 * like the steps in place. One thread.
 */
final class DopplerLag {
  /** A step in place is taken over so long at least. */
  private static final long STEP_NANOS = 1_000_000_000L;

  private static final double LEAST = -0.2;
  private static final double MOST = 0.6;

  /** Slow receivers are later: so many of their periods are searched. */
  private static final double MOST_PERIODS = 2.2;

  private static final int SHIFTS = 24;

  /** Of so many steps, evenly spread. */
  private static final int SAMPLES = 2500;

  private static final int LEAST_SAMPLES = 100;

  /** A step that differs by more metres is a glitch and counts as this. */
  private static final double CAP = 4;

  /** Smaller, or explaining less of the squares, it is chance. */
  private static final double LEAST_LAG = 0.03;

  private static final double LEAST_GAIN = 0.1;

  private final Fixes fixes;
  private final double[] eastSpeed;
  private final double[] northSpeed;
  private final double[] eastWay;
  private final double[] northWay;

  private DopplerLag(Fixes fixes, double[] eastSpeed, double[] northSpeed) {
    this.fixes = fixes;
    this.eastSpeed = eastSpeed;
    this.northSpeed = northSpeed;
    this.eastWay = new double[fixes.size()];
    this.northWay = new double[fixes.size()];
    for (int i = 1; i < fixes.size(); i++) {
      double half = seconds(i - 1, fixes.epoch(i)) / 2;
      boolean known = joined(i - 1);
      eastWay[i] = eastWay[i - 1] + (known ? half * (eastSpeed[i - 1] + eastSpeed[i]) : 0);
      northWay[i] = northWay[i - 1] + (known ? half * (northSpeed[i - 1] + northSpeed[i]) : 0);
    }
  }

  /** Seconds to look ahead for the velocity that belongs to a place; 0 where it cannot be told. */
  static double of(
      Fixes fixes, double[] east, double[] north, double[] eastSpeed, double[] northSpeed) {
    if (fixes.size() < LEAST_SAMPLES) {
      return 0;
    }
    return new DopplerLag(fixes, eastSpeed, northSpeed).search(east, north);
  }

  /** The velocities looked up so many seconds later; NaN beyond the ends and across gaps. */
  static double[] later(Fixes fixes, double[] speed, double lag) {
    double[] later = new double[speed.length];
    int at = 0;
    for (int i = 0; i < later.length; i++) {
      long time = fixes.epoch(i) + Math.round(lag * 1e9);
      while (at + 1 < later.length && fixes.epoch(at + 1) <= time) {
        at++;
      }
      boolean within =
          at + 1 < later.length
              && fixes.epoch(at) <= time
              && fixes.epoch(at + 1) - fixes.epoch(at) <= Smoother.MOST_GAP_NANOS;
      double share =
          within
              ? (double) (time - fixes.epoch(at)) / (fixes.epoch(at + 1) - fixes.epoch(at))
              : Double.NaN;
      later[i] = speed[at] + share * (speed[Math.min(at + 1, later.length - 1)] - speed[at]);
    }
    return later;
  }

  private double search(double[] east, double[] north) {
    double period = Steps.median(fixes.size(), fixes::epoch) * 1e-9;
    double most = Math.max(MOST, MOST_PERIODS * period);
    double step = (most - LEAST) / (SHIFTS - 1);
    double[] squares = new double[SHIFTS];
    double unshifted = 0;
    int count = 0;
    int stride = Math.max(1, fixes.size() / SAMPLES);
    for (int i = 0; i < fixes.size(); i += stride) {
      int j = i;
      while (j < fixes.size() && fixes.epoch(j) - fixes.epoch(i) < STEP_NANOS) {
        j++;
      }
      double now = j < fixes.size() ? difference(i, j, 0, east, north) : Double.NaN;
      double edges =
          j < fixes.size()
              ? difference(i, j, LEAST, east, north) + difference(i, j, most, east, north)
              : Double.NaN;
      if (Double.isNaN(now + edges)) {
        continue;
      }
      unshifted += now;
      count++;
      for (int s = 0; s < SHIFTS; s++) {
        squares[s] += difference(i, j, LEAST + s * step, east, north);
      }
    }
    return count < LEAST_SAMPLES ? 0 : best(squares, step, unshifted);
  }

  private static double best(double[] squares, double step, double unshifted) {
    int top = 0;
    for (int s = 1; s < SHIFTS; s++) {
      top = squares[s] < squares[top] ? s : top;
    }
    if (top == 0 || top == SHIFTS - 1 || squares[top] > (1 - LEAST_GAIN) * unshifted) {
      return 0;
    }
    double bend = squares[top - 1] - 2 * squares[top] + squares[top + 1];
    double off = bend > 0 ? (squares[top - 1] - squares[top + 1]) / 2 / bend : 0;
    double lag = LEAST + (top + Math.clamp(off, -0.5, 0.5)) * step;
    return Math.abs(lag) < LEAST_LAG ? 0 : lag;
  }

  /** Square of what the shifted velocity does not explain of a step in place, m². */
  private double difference(int i, int j, double shift, double[] east, double[] north) {
    long nanos = Math.round(shift * 1e9);
    int a = segment(i, fixes.epoch(i) + nanos);
    int b = segment(j, fixes.epoch(j) + nanos);
    if (a < 0 || b < 0 || fixes.epoch(b) - fixes.epoch(a) > 3 * Smoother.MOST_GAP_NANOS) {
      return Double.NaN;
    }
    double s = seconds(a, fixes.epoch(i) + nanos);
    double t = seconds(b, fixes.epoch(j) + nanos);
    double e = way(eastWay, eastSpeed, b, t) - way(eastWay, eastSpeed, a, s);
    double n = way(northWay, northSpeed, b, t) - way(northWay, northSpeed, a, s);
    double off = Math.hypot(east[j] - east[i] - e, north[j] - north[i] - n);
    return Math.min(off, CAP) * Math.min(off, CAP);
  }

  /** The row whose step holds a time, looked for from a row nearby; -1 where none does. */
  private int segment(int near, long time) {
    int at = near;
    while (at > 0 && fixes.epoch(at) > time) {
      at--;
    }
    while (at + 1 < fixes.size() && fixes.epoch(at + 1) <= time) {
      at++;
    }
    return at + 1 < fixes.size() && fixes.epoch(at) <= time && joined(at) ? at : -1;
  }

  private double way(double[] ways, double[] speeds, int row, double seconds) {
    double step = seconds(row, fixes.epoch(row + 1));
    return ways[row]
        + seconds * (speeds[row] + (speeds[row + 1] - speeds[row]) * seconds / step / 2);
  }

  private boolean joined(int row) {
    return fixes.epoch(row + 1) - fixes.epoch(row) <= Smoother.MOST_GAP_NANOS
        && !Double.isNaN(eastSpeed[row] + eastSpeed[row + 1]);
  }

  private double seconds(int row, long epoch) {
    return (epoch - fixes.epoch(row)) * 1e-9;
  }
}
