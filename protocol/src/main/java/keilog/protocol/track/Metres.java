package keilog.protocol.track;

/**
 * The tangent plane at a point, with the radii of curvature of WGS 84 (a = 6378137 m, e² =
 * 0.00669437999014). Wrong by under 1 mm over 5 km.
 */
final class Metres {
  private static final double SEMI_MAJOR = 6_378_137.0;
  private static final double ECCENTRICITY_SQUARED = 0.00669437999014;

  private Metres() {}

  static double north(GeoPoint from, GeoPoint to) {
    double sin = Math.sin(Math.toRadians(from.latitude()));
    double root = 1 - ECCENTRICITY_SQUARED * sin * sin;
    double meridian = SEMI_MAJOR * (1 - ECCENTRICITY_SQUARED) / (root * Math.sqrt(root));
    return Math.toRadians(to.latitude() - from.latitude()) * meridian;
  }

  static double east(GeoPoint from, GeoPoint to) {
    double latitude = Math.toRadians(from.latitude());
    double sin = Math.sin(latitude);
    double normal = SEMI_MAJOR / Math.sqrt(1 - ECCENTRICITY_SQUARED * sin * sin);
    return Math.toRadians(to.longitude() - from.longitude()) * normal * Math.cos(latitude);
  }
}
