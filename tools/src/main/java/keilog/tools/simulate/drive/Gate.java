package keilog.tools.simulate.drive;

/**
 * A line across the road, in metres on the ground plane; it counts when crossed forwards.
 *
 * @param name {@code start}, {@code sector 1} …
 * @param leftEast east of the end on the driver's left
 * @param leftNorth north of it
 * @param rightEast east of the end on the driver's right
 * @param rightNorth north of it
 */
public record Gate(
    String name, double leftEast, double leftNorth, double rightEast, double rightNorth) {

  /** Metres past the line (negative: before it). */
  double past(double east, double north) {
    double acrossEast = rightEast - leftEast;
    double acrossNorth = rightNorth - leftNorth;
    return (acrossEast * (north - leftNorth) - acrossNorth * (east - leftEast))
        / Math.hypot(acrossEast, acrossNorth);
  }

  /** Where along the line a place lies: 0 at its left end, 1 at its right end. */
  double share(double east, double north) {
    double acrossEast = rightEast - leftEast;
    double acrossNorth = rightNorth - leftNorth;
    return (acrossEast * (east - leftEast) + acrossNorth * (north - leftNorth))
        / (acrossEast * acrossEast + acrossNorth * acrossNorth);
  }

  /** The direction of travel at a right angle, radians clockwise from north. */
  double headingRadians() {
    return Math.atan2(-(rightNorth - leftNorth), rightEast - leftEast);
  }
}
