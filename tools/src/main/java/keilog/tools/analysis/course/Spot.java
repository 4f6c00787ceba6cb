package keilog.tools.analysis.course;

/**
 * A place on the way, and which way cars go there.
 *
 * @param east metres
 * @param north metres
 * @param courseEast east part of the course, a unit vector
 * @param courseNorth north part of it
 */
record Spot(double east, double north, double courseEast, double courseNorth) {

  /** That of a trail's fix. */
  static Spot at(Trail trail, int i) {
    return new Spot(trail.east(i), trail.north(i), trail.courseEast(i), trail.courseNorth(i));
  }

  /** Metres past the line across the way here; negative before it. */
  double past(double x, double y) {
    return (x - east) * courseEast + (y - north) * courseNorth;
  }

  /** Metres to the right of the way. */
  double right(double x, double y) {
    return (x - east) * courseNorth - (y - north) * courseEast;
  }

  /** So many metres to the right. */
  Spot moved(double rightMetres) {
    return new Spot(
        east + rightMetres * courseNorth,
        north - rightMetres * courseEast,
        courseEast,
        courseNorth);
  }

  double headingDegrees() {
    return (Math.toDegrees(Math.atan2(courseEast, courseNorth)) + 360) % 360;
  }
}
