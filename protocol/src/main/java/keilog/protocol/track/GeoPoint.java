package keilog.protocol.track;

/**
 * A place, WGS 84.
 *
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 */
public record GeoPoint(double latitude, double longitude) {
  public GeoPoint {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException(
          "a place lies within ±90° and ±180°: latitude=%s, longitude=%s"
              .formatted(latitude, longitude));
    }
  }
}
