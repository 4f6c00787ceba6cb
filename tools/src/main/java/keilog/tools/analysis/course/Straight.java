package keilog.tools.analysis.course;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of the way that does not bend.
 *
 * @param spot on it where the car is fast and steady
 * @param metres long
 */
record Straight(Spot spot, double metres) {
  /** Bends wider than 250 m do not count. */
  private static final double MOST_BEND = 1 / 250.0;

  /** The bend is seen over this much either side; metres. */
  private static final double WINDOW = 10;

  /** A line lies this far from the ends of its straight, and speed is steady so far around it. */
  private static final double MARGIN = 30;

  /** Straights this near to each other are one, driven again; metres. */
  private static final double SAME_METRES = 40;

  private static final double SAME_COURSE = Math.cos(Math.toRadians(30));

  /** More than any circuit has. */
  private static final int MOST = 40;

  /** Straights of a drive, each once, the longest first. */
  static List<Straight> of(Trail trail) {
    List<int[]> runs = runs(trail);
    runs.sort(Comparator.comparingDouble(r -> trail.distance(r[0]) - trail.distance(r[1])));
    List<Straight> straights = new ArrayList<>();
    for (int[] run : runs) {
      if (straights.size() == MOST) {
        break;
      }
      Straight straight =
          new Straight(
              Spot.at(trail, steadiest(trail, run[0], run[1])),
              trail.distance(run[1]) - trail.distance(run[0]));
      if (straights.stream().noneMatch(s -> s.same(straight))) {
        straights.add(straight);
      }
    }
    return straights;
  }

  /** First and last fix of every straight. */
  private static List<int[]> runs(Trail trail) {
    List<int[]> runs = new ArrayList<>();
    int begun = -1;
    int back = 0;
    int ahead = 0;
    for (int i = 1; i + 1 < trail.size(); i++) {
      while (back < i - 1 && trail.distance(i) - trail.distance(back + 1) >= WINDOW) {
        back++;
      }
      ahead = Math.max(ahead, i + 1);
      while (ahead + 1 < trail.size() && trail.distance(ahead) - trail.distance(i) < WINDOW) {
        ahead++;
      }
      double span = trail.distance(ahead) - trail.distance(back);
      boolean straight =
          trail.speed(i) >= Trail.LEAST_SPEED
              && trail.seconds(i - 1, i) <= Trail.GAP_SECONDS
              && Math.abs(trail.turn(back, ahead)) <= MOST_BEND * span;
      if (straight && begun < 0) {
        begun = i;
      } else if (!straight && begun >= 0) {
        runs.add(new int[] {begun, i - 1});
        begun = -1;
      }
    }
    if (begun >= 0) {
      runs.add(new int[] {begun, trail.size() - 2});
    }
    return runs;
  }

  /** Where the lowest speed around is highest: fast, and before the brakes. */
  private static int steadiest(Trail trail, int from, int to) {
    int best = (from + to) / 2;
    double highest = 0;
    for (int i = from; i <= to; i++) {
      if (trail.distance(i) - trail.distance(from) < MARGIN
          || trail.distance(to) - trail.distance(i) < MARGIN) {
        continue;
      }
      double lowest = trail.speed(i);
      for (int j = i; j >= from && trail.distance(i) - trail.distance(j) <= MARGIN; j--) {
        lowest = Math.min(lowest, trail.speed(j));
      }
      for (int j = i; j <= to && trail.distance(j) - trail.distance(i) <= MARGIN; j++) {
        lowest = Math.min(lowest, trail.speed(j));
      }
      if (lowest > highest) {
        highest = lowest;
        best = i;
      }
    }
    return best;
  }

  private boolean same(Straight other) {
    double along =
        spot.courseEast() * other.spot.courseEast() + spot.courseNorth() * other.spot.courseNorth();
    return along > SAME_COURSE
        && Math.abs(spot.right(other.spot.east(), other.spot.north())) < SAME_METRES
        && Math.abs(spot.past(other.spot.east(), other.spot.north())) < (metres + other.metres) / 2;
  }
}
