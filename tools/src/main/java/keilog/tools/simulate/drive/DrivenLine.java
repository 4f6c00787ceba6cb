package keilog.tools.simulate.drive;

/**
 * The line the car takes: the road, and an offset from it that differs from lap to lap. Distances
 * are along the road and go on over the laps. Immutable.
 */
final class DrivenLine {
  private final Road road;
  private final Wander offset;

  DrivenLine(Road road, long seed, double wanderMetres) {
    this.road = road;
    this.offset = new Wander(seed, 60, wanderMetres);
  }

  Road road() {
    return road;
  }

  /** Metres driven per metre of road. */
  double stretch(double distance) {
    return Math.hypot(along(distance), offset.slope(distance));
  }

  double east(double distance) {
    return road.east(distance) + offset.value(distance) * Math.cos(road.heading(distance));
  }

  double north(double distance) {
    return road.north(distance) - offset.value(distance) * Math.sin(road.heading(distance));
  }

  /** Radians clockwise from north. */
  double heading(double distance) {
    return road.heading(distance) + Math.atan2(offset.slope(distance), along(distance));
  }

  /** 1/m of the driven line, positive to the right. */
  double curvature(double distance) {
    double along = along(distance);
    double slope = offset.slope(distance);
    double alongSlope =
        -road.curvatureSlope(distance) * offset.value(distance) - road.curvature(distance) * slope;
    double squared = along * along + slope * slope;
    double turn =
        road.curvature(distance) + (offset.bend(distance) * along - slope * alongSlope) / squared;
    return turn / Math.sqrt(squared);
  }

  private double along(double distance) {
    return 1 - road.curvature(distance) * offset.value(distance);
  }
}
