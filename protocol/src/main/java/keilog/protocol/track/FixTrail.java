package keilog.protocol.track;

/**
 * The newest fixes that were believed, on the plane of a course, numbered from 0. Fixed room. One
 * thread.
 */
final class FixTrail {
  /** Ten seconds at 25 Hz: more than any window around a line. */
  static final int KEPT = 256;

  /** Shorter steps say too little about a direction. */
  private static final double DIRECTION_METRES = 2;

  /** A claim of three metres or more is worth no hundredths. Ours. */
  private static final double POOR_METRES = 3;

  /** A place in three dimensions needs four. */
  private static final int LEAST_SATELLITES = 4;

  private final Plane plane;
  private final long[] epochs = new long[KEPT];
  private final long[] times = new long[KEPT];
  private final double[] east = new double[KEPT];
  private final double[] north = new double[KEPT];
  private final double[] eastSpeed = new double[KEPT];
  private final double[] northSpeed = new double[KEPT];
  private final double[] speed = new double[KEPT];
  private final double[] odometer = new double[KEPT];
  private final double[] accuracy = new double[KEPT];
  private final boolean[] doppler = new boolean[KEPT];
  private final boolean[] poor = new boolean[KEPT];
  private final boolean[] cut = new boolean[KEPT];
  private int count;

  FixTrail(Plane plane) {
    this.plane = plane;
  }

  Plane plane() {
    return plane;
  }

  /**
   * Appends a fix.
   *
   * @param afterCut whether the way from the last one to it is unknown
   */
  void add(Fix fix, boolean afterCut) {
    int slot = slot(count);
    epochs[slot] = fix.gnssNanos;
    times[slot] = fix.timeNanos;
    east[slot] = plane.east(fix.longitude);
    north[slot] = plane.north(fix.latitude);
    accuracy[slot] = fix.horizontalAccuracy;
    poor[slot] =
        fix.horizontalAccuracy >= POOR_METRES
            || fix.satellites >= 0 && fix.satellites < LEAST_SATELLITES;
    cut[slot] = afterCut;
    count++;
    velocity(fix, count - 1);
    speed[slot] = length(eastSpeed[slot], northSpeed[slot]);
    odometer[slot] = count == 1 ? 0 : odometer(count - 2) + driven(count - 1);
  }

  private void velocity(Fix fix, int n) {
    int slot = slot(n);
    doppler[slot] = !Double.isNaN(fix.speed);
    if (!Double.isNaN(fix.speed) && !Double.isNaN(fix.heading)) {
      double heading = Math.toRadians(fix.heading);
      eastSpeed[slot] = fix.speed * Math.sin(heading);
      northSpeed[slot] = fix.speed * Math.cos(heading);
      return;
    }
    int from = n;
    double metres = 0;
    while (from > oldest() && !cut[slot(from)] && metres < DIRECTION_METRES) {
      from--;
      metres = length(east[slot] - east(from), north[slot] - north(from));
    }
    double seconds = (epochs[slot] - epoch(from)) * 1e-9;
    double speed = doppler[slot] ? fix.speed : metres / seconds;
    eastSpeed[slot] = metres > 0 ? speed * (east[slot] - east(from)) / metres : 0;
    northSpeed[slot] = metres > 0 ? speed * (north[slot] - north(from)) / metres : 0;
  }

  /** By Doppler where there is one: positions add their noise at every fix. */
  private double driven(int n) {
    if (cut(n) || !doppler(n) || !doppler(n - 1)) {
      return length(east(n) - east(n - 1), north(n) - north(n - 1));
    }
    return (speed(n) + speed(n - 1)) / 2 * seconds(n - 1, n);
  }

  /** Number of the newest fix; -1 while there is none. */
  int newest() {
    return count - 1;
  }

  /** Number of the oldest fix that is still known. */
  int oldest() {
    return Math.max(0, count - KEPT);
  }

  /** {@code gnss_time}. */
  long epoch(int n) {
    return epochs[slot(n)];
  }

  /** Monotonic nanoseconds. */
  long time(int n) {
    return times[slot(n)];
  }

  double east(int n) {
    return east[slot(n)];
  }

  double north(int n) {
    return north[slot(n)];
  }

  /** m/s; by Doppler, or from the steps where the receiver told no speed. */
  double eastSpeed(int n) {
    return eastSpeed[slot(n)];
  }

  /** m/s, like {@link #eastSpeed}. */
  double northSpeed(int n) {
    return northSpeed[slot(n)];
  }

  double speed(int n) {
    return speed[slot(n)];
  }

  /** Metres driven since the first fix. */
  double odometer(int n) {
    return odometer[slot(n)];
  }

  /** Metres as the receiver claims; NaN where it did not say. */
  double accuracy(int n) {
    return accuracy[slot(n)];
  }

  /** Whether the receiver told the speed. */
  boolean doppler(int n) {
    return doppler[slot(n)];
  }

  boolean poor(int n) {
    return poor[slot(n)];
  }

  /** Whether the way from the fix before to this one is unknown. */
  boolean cut(int n) {
    return cut[slot(n)];
  }

  double seconds(int from, int to) {
    return (epoch(to) - epoch(from)) * 1e-9;
  }

  /** Of a vector; metres never come near the limits that {@link Math#hypot} guards at its cost. */
  static double length(double eastward, double northward) {
    return Math.sqrt(eastward * eastward + northward * northward);
  }

  private static int slot(int n) {
    return n & (KEPT - 1);
  }
}
