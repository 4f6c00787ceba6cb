package keilog.tools.analysis.course;

import java.util.List;
import keilog.protocol.track.Gate;

/** Draws a line across the way: as wide as the track, and never into another leg of it. */
final class LineDrawer {
  /** Half a wide track, and room for a receiver's error. */
  private static final double HALF_METRES = 15;

  /** Half a narrow road with no room at all. */
  private static final double LEAST_HALF_METRES = 4;

  /** Other legs further off do not matter. */
  private static final double REACH_METRES = 2 * HALF_METRES + 10;

  /** Passes further apart than this are on two roads: track and pit lane, or two straights. */
  private static final double ROADS_APART = 6;

  private final Trail trail;

  LineDrawer(Trail trail) {
    this.trail = trail;
  }

  /** A line through the middle of all passes that belong to the spot's road. */
  Gate line(String name, Spot spot) {
    List<Pass> passes = Pass.all(trail, spot, REACH_METRES);
    double[] same =
        passes.stream().filter(Pass::forwards).mapToDouble(Pass::right).sorted().toArray();
    int low = nearest(same);
    int high = low;
    while (low > 0 && same[low] - same[low - 1] <= ROADS_APART) {
      low--;
    }
    while (high >= 0 && high + 1 < same.length && same[high + 1] - same[high] <= ROADS_APART) {
      high++;
    }
    double leftEdge = low < 0 ? 0 : same[low];
    double rightEdge = low < 0 ? 0 : same[high];
    double middle = low < 0 ? 0 : same[(low + high) / 2];
    double left = HALF_METRES;
    double right = HALF_METRES;
    for (Pass pass : passes) {
      if (pass.right() > rightEdge + ROADS_APART) {
        right = Math.min(right, (rightEdge + pass.right()) / 2 - middle);
      } else if (pass.right() < leftEdge - ROADS_APART) {
        left = Math.min(left, middle - (leftEdge + pass.right()) / 2);
      }
    }
    Spot centre = spot.moved(middle);
    return Gate.across(
        name,
        trail.plane().place(centre.east(), centre.north()),
        spot.headingDegrees(),
        Math.max(LEAST_HALF_METRES, left),
        Math.max(LEAST_HALF_METRES, right));
  }

  private static int nearest(double[] sorted) {
    int nearest = -1;
    for (int i = 0; i < sorted.length; i++) {
      if (nearest < 0 || Math.abs(sorted[i]) < Math.abs(sorted[nearest])) {
        nearest = i;
      }
    }
    return nearest;
  }
}
