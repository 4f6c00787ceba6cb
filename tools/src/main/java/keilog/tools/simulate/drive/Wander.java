package keilog.tools.simulate.drive;

/**
 * A smooth random curve over the distance driven: a uniform cubic B-spline whose knots come from
 * the seed, so it has no end and needs no memory. Immutable.
 */
final class Wander {
  private final long seed;
  private final double spacingMetres;
  private final double amplitude;

  /**
   * @param amplitude the knots lie evenly within ± this
   */
  Wander(long seed, double spacingMetres, double amplitude) {
    this.seed = seed;
    this.spacingMetres = spacingMetres;
    this.amplitude = amplitude;
  }

  double value(double distance) {
    double x = distance / spacingMetres;
    long i = (long) Math.floor(x);
    double u = x - i;
    double v = 1 - u;
    return (v * v * v * knot(i - 1)
            + (3 * u * u * u - 6 * u * u + 4) * knot(i)
            + (3 * v * v * v - 6 * v * v + 4) * knot(i + 1)
            + u * u * u * knot(i + 2))
        / 6;
  }

  /** Change per metre. */
  double slope(double distance) {
    double x = distance / spacingMetres;
    long i = (long) Math.floor(x);
    double u = x - i;
    double v = 1 - u;
    return (-v * v * knot(i - 1)
            + (3 * u * u - 4 * u) * knot(i)
            - (3 * v * v - 4 * v) * knot(i + 1)
            + u * u * knot(i + 2))
        / (2 * spacingMetres);
  }

  /** Change of the slope per metre. */
  double bend(double distance) {
    double x = distance / spacingMetres;
    long i = (long) Math.floor(x);
    double u = x - i;
    return ((1 - u) * knot(i - 1)
            + (3 * u - 2) * knot(i)
            + (1 - 3 * u) * knot(i + 1)
            + u * knot(i + 2))
        / (spacingMetres * spacingMetres);
  }

  private double knot(long index) {
    return amplitude * (2 * Chance.share(seed, index) - 1);
  }
}
