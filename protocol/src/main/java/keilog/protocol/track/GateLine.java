package keilog.protocol.track;

/**
 * A gate on the plane of its course: a segment of metres, crossed from its before side to its past
 * side. Immutable.
 */
final class GateLine {
  private final Gate gate;
  private final double leftEast;
  private final double leftNorth;
  private final double acrossEast;
  private final double acrossNorth;
  private final double width;

  GateLine(Gate gate, Plane plane) {
    this.gate = gate;
    this.leftEast = plane.east(gate.a().longitude());
    this.leftNorth = plane.north(gate.a().latitude());
    double east = plane.east(gate.b().longitude()) - leftEast;
    double north = plane.north(gate.b().latitude()) - leftNorth;
    this.width = Math.hypot(east, north);
    this.acrossEast = east / width;
    this.acrossNorth = north / width;
  }

  Gate gate() {
    return gate;
  }

  /** Metres past the line, negative before it. */
  double past(double east, double north) {
    return forwards(east - leftEast, north - leftNorth);
  }

  /** The part of a vector that points over the line in the direction of travel. */
  double forwards(double east, double north) {
    return acrossEast * north - acrossNorth * east;
  }

  /** Metres from the nearest point of the line. */
  double away(double east, double north) {
    double along = acrossEast * (east - leftEast) + acrossNorth * (north - leftNorth);
    return Math.hypot(past(east, north), Math.max(0, Math.abs(along - width / 2) - width / 2));
  }

  /** Whether a place beside the line lies between its ends, or at most so many metres outside. */
  boolean between(double east, double north, double tolerance) {
    double along = acrossEast * (east - leftEast) + acrossNorth * (north - leftNorth);
    return along >= -tolerance && along <= width + tolerance;
  }
}
