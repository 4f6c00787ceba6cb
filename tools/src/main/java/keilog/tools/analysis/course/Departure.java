package keilog.tools.analysis.course;

import keilog.protocol.track.Gate;

/** Where a car set off that reached a finish. */
final class Departure {
  /** A car at rest; m/s. */
  private static final double REST = 1;

  /** So far on the noise of standing fixes no longer crosses the line. */
  private static final double CLEAR_METRES = 10;

  private Departure() {}

  /** The first place on the way to the finish where the car was quick enough for a line. */
  static Spot before(Trail trail, Gate finish) throws NoCourse {
    double x = trail.plane().east(finish.centre().longitude());
    double y = trail.plane().north(finish.centre().latitude());
    int end = trail.firstNear(x, y, finish.widthMetres());
    int begin = end;
    while (begin > 0 && trail.speed(begin - 1) >= REST) {
      begin--;
    }
    int rest = Math.max(0, begin);
    while (begin >= 0
        && begin < end
        && (trail.speed(begin) < Trail.LEAST_SPEED
            || trail.distance(begin) - trail.distance(rest) < CLEAR_METRES)) {
      begin++;
    }
    if (begin < 0 || trail.distance(end) - trail.distance(begin) < 50) {
      throw new NoCourse("the way to the finish is shorter than 50 m: give the start as --line");
    }
    return Spot.at(trail, begin);
  }
}
