package keilog.tools.analysis.course;

import java.util.ArrayList;
import java.util.List;
import keilog.protocol.track.GeoPoint;

/** Finds where the start line of a circuit belongs. */
final class Loop {
  /** Shorter than any kart course: the same pass seen twice. */
  private static final double LEAST_METRES = 150;

  /** Laps of one course differ less in length: the widest line against the shortest. */
  static final double SAME_LENGTH = 0.03;

  /** A straight that is passed on fewer laps than this share of another's is a side road's. */
  private static final double ENOUGH_LAPS = 0.75;

  /** Ours: a user who points at a line stands or clicks near it; metres. */
  private static final double NEAR_METRES = 100;

  /** Passes that differ by less in distance are equally near. */
  private static final double SAME_PLACE_METRES = 5;

  private static final double REACH_METRES = 15;

  private final Trail trail;

  Loop(Trail trail) {
    this.trail = trail;
  }

  /** On the longest straight of the way that was driven round and round. */
  Spot start() throws NoCourse {
    List<Straight> straights = Straight.of(trail);
    int[] laps = straights.stream().mapToInt(s -> laps(s.spot())).toArray();
    int most = 0;
    for (int count : laps) {
      most = Math.max(most, count);
    }
    for (int i = 0; i < laps.length && most > 0; i++) {
      if (laps[i] >= ENOUGH_LAPS * most) {
        return straights.get(i).spot();
      }
    }
    throw new NoCourse(
        "no straight was passed twice the same way: this drive has no whole lap; for a hill climb"
            + " give its --finish");
  }

  /**
   * Where the way first passes nearest to a place: a car that comes back down a hill passes its
   * finish the wrong way.
   */
  Spot near(GeoPoint place, String option) throws NoCourse {
    double x = trail.plane().east(place.longitude());
    double y = trail.plane().north(place.latitude());
    double nearest = Double.MAX_VALUE;
    boolean slow = false;
    for (int i = 0; i < trail.size(); i++) {
      double away = Math.hypot(trail.east(i) - x, trail.north(i) - y);
      slow |= away < NEAR_METRES;
      nearest = trail.speed(i) >= Trail.LEAST_SPEED ? Math.min(nearest, away) : nearest;
    }
    if (nearest > NEAR_METRES + farthestStep()) {
      throw new NoCourse(
          slow
              ? "the car was slower than 10 km/h there: a line needs speed: option=" + option
              : "the drive does not pass there: option=%s, nearest_m=%.0f"
                  .formatted(option, nearest));
    }
    Spot spot = Spot.at(trail, trail.firstNear(x, y, nearest + SAME_PLACE_METRES));
    double along = spot.past(x, y);
    return new Spot(
        spot.east() + along * spot.courseEast(),
        spot.north() + along * spot.courseNorth(),
        spot.courseEast(),
        spot.courseNorth());
  }

  /** At one fix a second a place may lie between two fixes. */
  private double farthestStep() {
    double fastest = 0;
    for (int i = 0; i < trail.size(); i++) {
      fastest = Math.max(fastest, trail.speed(i));
    }
    return fastest * trail.seconds(0, trail.size() - 1) / trail.size() / 2;
  }

  /** How many laps from a spot to itself are equally long. */
  private int laps(Spot spot) {
    double[] lengths = lengths(spot);
    double median = lengths.length == 0 ? 0 : lengths[lengths.length / 2];
    int same = 0;
    for (double length : lengths) {
      same += Math.abs(length - median) <= SAME_LENGTH * median ? 1 : 0;
    }
    return same;
  }

  private double[] lengths(Spot spot) {
    List<Double> lengths = new ArrayList<>();
    double last = Double.NaN;
    for (Pass pass : Pass.all(trail, spot, REACH_METRES)) {
      if (pass.forwards() && !(pass.distance() - last < LEAST_METRES)) {
        if (!Double.isNaN(last)) {
          lengths.add(pass.distance() - last);
        }
        last = pass.distance();
      }
    }
    return lengths.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }
}
