package keilog.tools.analysis.motion;

import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.Plane;
import keilog.tools.analysis.Fixes;

/**
 * The car's motion at each of its fixes, one row each. Lap times never come from here: they come
 * from the raw fixes.
 *
 * @param plane the metres are on
 * @param epochs {@code gnss_time} of the rows
 * @param times the same on the monotonic axis, the receiver's latency taken off
 * @param east metres on the plane
 * @param north metres on the plane
 * @param speed m/s
 * @param heading radians clockwise from north, going on over full turns
 * @param along g, forwards positive: NaN where unknown
 * @param across g, to the right positive: NaN where unknown
 */
public record Motion(
    Plane plane,
    long[] epochs,
    long[] times,
    double[] east,
    double[] north,
    double[] speed,
    double[] heading,
    double[] along,
    double[] across) {
  private static final double GRAVITY = 9.80665;

  public int size() {
    return epochs.length;
  }

  /** The motion that the fixes show, as they are. */
  public static Motion of(Fixes fixes) {
    int n = fixes.size();
    Plane plane =
        Plane.at(
            n == 0
                ? new GeoPoint(0, 0)
                : new GeoPoint(fixes.latitude(n / 2), fixes.longitude(n / 2)));
    Motion m =
        new Motion(
            plane,
            new long[n],
            new long[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n]);
    for (int i = 0; i < n; i++) {
      m.epochs[i] = fixes.epoch(i);
      m.times[i] = fixes.time(i);
      m.east[i] = plane.east(fixes.longitude(i));
      m.north[i] = plane.north(fixes.latitude(i));
      m.speed[i] = fixes.speed(i);
      double heading = Math.toRadians(fixes.heading(i));
      m.heading[i] =
          i == 0
              ? heading
              : m.heading[i - 1] + Math.IEEEremainder(heading - m.heading[i - 1], 2 * Math.PI);
    }
    for (int i = 0; i < n; i++) {
      int a = Math.max(0, i - 1);
      int b = Math.min(n - 1, i + 1);
      double seconds = (m.epochs[b] - m.epochs[a]) * 1e-9;
      m.along[i] = (m.speed[b] - m.speed[a]) / seconds / GRAVITY;
      m.across[i] = m.speed[i] * (m.heading[b] - m.heading[a]) / seconds / GRAVITY;
    }
    return m;
  }
}
