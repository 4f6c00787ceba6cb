package keilog.tools.analysis.motion;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import keilog.protocol.track.Plane;
import keilog.tools.analysis.Fixes;

/**
 * What a receiver measured, on the plane, and how far each of it is to be trusted. Velocities are
 * those of the moment the place was at: see {@link DopplerLag}.
 *
 * @param east metres
 * @param north metres
 * @param eastSpeed m/s; NaN where speed or heading is missing
 * @param northSpeed m/s; NaN where speed or heading is missing
 * @param placeVariance per axis, m²
 * @param speedVariance per axis, m²/s²
 * @param dopplerLag by which the velocities came late, and no longer are, seconds
 */
record Measurements(
    double[] east,
    double[] north,
    double[] eastSpeed,
    double[] northSpeed,
    double[] placeVariance,
    double[] speedVariance,
    double dopplerLag) {
  /** Claims below these are not believed. */
  private static final double LEAST_PLACE = 0.3;

  private static final double LEAST_SPEED = 0.03;

  /** Where neither claim nor measurement is there: a plain receiver under open sky. */
  private static final double UNKNOWN_PLACE = 1.0;

  private static final double UNKNOWN_SPEED = 0.3;

  /** m/s; no car goes faster. */
  static final double MOST_SPEED = 150;

  /** A larger claim, in metres or m/s, is none. */
  private static final double MOST_CLAIM = 1000;

  static Measurements of(Fixes fixes, Plane plane) {
    int n = fixes.size();
    double[] east = new double[n];
    double[] north = new double[n];
    double[] eastSpeed = new double[n];
    double[] northSpeed = new double[n];
    for (int i = 0; i < n; i++) {
      east[i] = plane.east(fixes.longitude(i));
      north[i] = plane.north(fixes.latitude(i));
      double heading = Math.toRadians(fixes.heading(i));
      double speed = fixes.speed(i) <= MOST_SPEED ? fixes.speed(i) : Double.NaN;
      eastSpeed[i] = speed * Math.sin(heading);
      northSpeed[i] = speed * Math.cos(heading);
    }
    MeasuredNoise noise = MeasuredNoise.of(fixes, east, north, eastSpeed, northSpeed);
    double lag = DopplerLag.of(fixes, east, north, eastSpeed, northSpeed);
    return new Measurements(
        east,
        north,
        lag == 0 ? eastSpeed : DopplerLag.later(fixes, eastSpeed, lag),
        lag == 0 ? northSpeed : DopplerLag.later(fixes, northSpeed, lag),
        variances(n, fixes::placeAccuracy, noise.place(), LEAST_PLACE, UNKNOWN_PLACE),
        variances(n, fixes::speedAccuracy, noise.speed(), LEAST_SPEED, UNKNOWN_SPEED),
        lag);
  }

  /** Claims, made smaller by as much as the receiver scatters less than it claims. */
  private static double[] variances(
      int rows, IntToDoubleFunction claims, double measured, double least, double unknown) {
    double share = share(rows, claims, measured);
    double otherwise = Double.isNaN(measured) ? unknown : measured;
    double[] variances = new double[rows];
    for (int i = 0; i < rows; i++) {
      double claim = claims.applyAsDouble(i);
      boolean said = claim > 0 && claim < MOST_CLAIM;
      double deviation = Math.max(least, said ? claim * share : otherwise);
      variances[i] = deviation * deviation;
    }
    return variances;
  }

  private static double share(int rows, IntToDoubleFunction claims, double measured) {
    int step = Math.max(1, rows / 1000);
    double[] some = new double[rows / step + 1];
    int count = 0;
    for (int i = 0; i < rows; i += step) {
      double claim = claims.applyAsDouble(i);
      if (claim > 0 && claim < MOST_CLAIM) {
        some[count++] = claim;
      }
    }
    if (count == 0 || Double.isNaN(measured)) {
      return 1;
    }
    Arrays.sort(some, 0, count);
    return Math.min(1, measured / some[count / 2]);
  }
}
