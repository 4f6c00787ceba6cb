package keilog.protocol.track;

/**
 * A line across the track that counts in one direction only: cars cross from its right to its left
 * as seen looking from a to b, so a is the driver's left end.
 *
 * @param name {@code start}, {@code sector 1} …
 * @param a the left end as the driver sees it
 * @param b the right end as the driver sees it
 */
public record Gate(String name, GeoPoint a, GeoPoint b) {

  /** The middle of the line. */
  public GeoPoint centre() {
    return new GeoPoint((a.latitude() + b.latitude()) / 2, (a.longitude() + b.longitude()) / 2);
  }

  /** Degrees from north, clockwise, in which a car crosses at a right angle. */
  public double headingDegrees() {
    double heading = Math.toDegrees(Math.atan2(-north(), east()));
    return heading < 0 ? heading + 360 : heading;
  }

  /** Length of the line in metres. */
  public double widthMetres() {
    return Math.hypot(east(), north());
  }

  private double east() {
    return Plane.at(a).east(b.longitude());
  }

  private double north() {
    return Plane.at(a).north(b.latitude());
  }
}
