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

  /**
   * A line at a right angle to the way.
   *
   * @param name of the line
   * @param middle of the line
   * @param headingDegrees of cars, from north, clockwise
   * @param leftMetres from the middle to the driver's left end
   * @param rightMetres from the middle to the driver's right end
   */
  public static Gate across(
      String name, GeoPoint middle, double headingDegrees, double leftMetres, double rightMetres) {
    Plane plane = Plane.at(middle);
    double east = Math.cos(Math.toRadians(headingDegrees));
    double north = -Math.sin(Math.toRadians(headingDegrees));
    return new Gate(
        name,
        plane.place(-leftMetres * east, -leftMetres * north),
        plane.place(rightMetres * east, rightMetres * north));
  }

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
