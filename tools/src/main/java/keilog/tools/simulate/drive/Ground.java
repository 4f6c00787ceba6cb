package keilog.tools.simulate.drive;

/**
 * The tangent plane at one place: metres east and north of it, with the radii of curvature of WGS
 * 84 there. Over the kilometre of a circuit its scale is wrong by less than 1e-4.
 */
public final class Ground {
  private static final double SEMI_MAJOR_METRES = 6_378_137.0;
  private static final double FLATTENING = 1 / 298.257223563;
  private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

  private final double latitude;
  private final double longitude;
  private final double metresPerDegreeEast;
  private final double metresPerDegreeNorth;

  Ground(double latitude, double longitude) {
    double sine = Math.sin(Math.toRadians(latitude));
    double root = Math.sqrt(1 - ECCENTRICITY_SQUARED * sine * sine);
    this.latitude = latitude;
    this.longitude = longitude;
    this.metresPerDegreeEast =
        Math.toRadians(1) * SEMI_MAJOR_METRES / root * Math.cos(Math.toRadians(latitude));
    this.metresPerDegreeNorth =
        Math.toRadians(1) * SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED) / (root * root * root);
  }

  public double latitude(double northMetres) {
    return latitude + northMetres / metresPerDegreeNorth;
  }

  public double longitude(double eastMetres) {
    return longitude + eastMetres / metresPerDegreeEast;
  }

  public double north(double latitude) {
    return (latitude - this.latitude) * metresPerDegreeNorth;
  }

  public double east(double longitude) {
    return (longitude - this.longitude) * metresPerDegreeEast;
  }
}
