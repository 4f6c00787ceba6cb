package keilog.protocol.track;

/**
 * Metres east and north of a place, on the tangent plane there with the radii of curvature of WGS
 * 84 (a = 6378137 m, e² = 0.00669437999014). Over 5 km its scale is wrong by under 1e-3, over the
 * few metres between a fix and a gate by nothing that counts. Immutable.
 */
public final class Plane {
  private static final double SEMI_MAJOR = 6_378_137.0;
  private static final double ECCENTRICITY_SQUARED = 0.00669437999014;

  private final GeoPoint origin;
  private final double metresPerDegreeEast;
  private final double metresPerDegreeNorth;

  private Plane(GeoPoint origin) {
    this.origin = origin;
    double latitude = Math.toRadians(origin.latitude());
    double root = 1 - ECCENTRICITY_SQUARED * Math.sin(latitude) * Math.sin(latitude);
    double normal = SEMI_MAJOR / Math.sqrt(root);
    this.metresPerDegreeEast = Math.toRadians(1) * normal * Math.cos(latitude);
    this.metresPerDegreeNorth = Math.toRadians(1) * normal * (1 - ECCENTRICITY_SQUARED) / root;
  }

  /** The plane that touches the earth at a place. */
  public static Plane at(GeoPoint origin) {
    return new Plane(origin);
  }

  public GeoPoint origin() {
    return origin;
  }

  /** Metres east of the origin. */
  public double east(double longitude) {
    return (longitude - origin.longitude()) * metresPerDegreeEast;
  }

  /** Metres north of the origin. */
  public double north(double latitude) {
    return (latitude - origin.latitude()) * metresPerDegreeNorth;
  }

  /** The place so many metres east and north of the origin. */
  public GeoPoint place(double eastMetres, double northMetres) {
    return new GeoPoint(
        origin.latitude() + northMetres / metresPerDegreeNorth,
        origin.longitude() + eastMetres / metresPerDegreeEast);
  }
}
