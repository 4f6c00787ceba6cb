package keilog.protocol.track;

import java.util.List;

/** The centreline of a track in metres: a ring, or a way with two ends where there is a finish. */
final class DrawnWay {
  /** Metres by which the ends of a way may be short of a line: coordinates are rounded. */
  private static final double TOUCH = 0.5;

  /** Which ways a gate is crossed. */
  record Sides(boolean forwards, boolean backwards) {}

  private final Plane plane;
  private final double[] east;
  private final double[] north;
  private final int steps;

  private DrawnWay(Track track) {
    List<GeoPoint> points = track.centreline();
    plane = Plane.at(track.location());
    east = points.stream().mapToDouble(p -> plane.east(p.longitude())).toArray();
    north = points.stream().mapToDouble(p -> plane.north(p.latitude())).toArray();
    steps = track.finish().isPresent() ? points.size() - 1 : points.size();
  }

  /** That of a track that has one. */
  static DrawnWay of(Track track) {
    return new DrawnWay(track);
  }

  private double step(int i) {
    int next = (i + 1) % east.length;
    return Math.hypot(east[next] - east[i], north[next] - north[i]);
  }

  double longestStep() {
    double longest = 0;
    for (int i = 0; i < steps; i++) {
      longest = Math.max(longest, step(i));
    }
    return longest;
  }

  double length() {
    double length = 0;
    for (int i = 0; i < steps; i++) {
      length += step(i);
    }
    return length;
  }

  /** Square metres, positive where the way goes round to the left. */
  double signedArea() {
    double twice = 0;
    for (int i = 0; i < east.length; i++) {
      int next = (i + 1) % east.length;
      twice += east[i] * north[next] - east[next] * north[i];
    }
    return twice / 2;
  }

  /**
   * Begin and end of the centreline count as crossed where they touch: a course from line to line
   * begins on one and ends on the other.
   */
  Sides crosses(Gate gate) {
    double ax = plane.east(gate.a().longitude());
    double ay = plane.north(gate.a().latitude());
    double ux = plane.east(gate.b().longitude()) - ax;
    double uy = plane.north(gate.b().latitude()) - ay;
    double width = Math.hypot(ux, uy);
    boolean forwards = false;
    boolean backwards = false;
    for (int i = 0; i < steps; i++) {
      int next = (i + 1) % east.length;
      double before = (ux * (north[i] - ay) - uy * (east[i] - ax)) / width;
      double after = (ux * (north[next] - ay) - uy * (east[next] - ax)) / width;
      if (before == after || Math.min(before, after) > TOUCH || Math.max(before, after) < -TOUCH) {
        continue;
      }
      double share = Math.clamp(before / (before - after), 0, 1);
      double x = east[i] + share * (east[next] - east[i]) - ax;
      double y = north[i] + share * (north[next] - north[i]) - ay;
      double along = (x * ux + y * uy) / (width * width);
      if (along >= 0 && along <= 1) {
        forwards |= after > before;
        backwards |= after < before;
      }
    }
    return new Sides(forwards, backwards);
  }
}
