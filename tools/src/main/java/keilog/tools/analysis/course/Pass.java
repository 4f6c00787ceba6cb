package keilog.tools.analysis.course;

import java.util.ArrayList;
import java.util.List;

/**
 * The way crosses a line.
 *
 * @param epochNanos {@code gnss_time}
 * @param distance metres driven until then
 * @param right metres to the right of the line's middle
 * @param forwards whether with the cars' way, less than 60° off
 */
record Pass(long epochNanos, double distance, double right, boolean forwards) {
  /** cos 60°. */
  private static final double SAME_WAY = 0.5;

  /** Every pass within a distance of a spot, in order, whichever way, at more than walking pace. */
  static List<Pass> all(Trail trail, Spot spot, double reach) {
    List<Pass> passes = new ArrayList<>();
    for (int i = 0; i + 1 < trail.size(); i++) {
      double before = spot.past(trail.east(i), trail.north(i));
      double after = spot.past(trail.east(i + 1), trail.north(i + 1));
      boolean crosses = before < 0 != after < 0;
      if (!crosses
          || trail.seconds(i, i + 1) > Trail.GAP_SECONDS
          || Math.max(trail.speed(i), trail.speed(i + 1)) < Trail.LEAST_SPEED) {
        continue;
      }
      double share = before / (before - after);
      double right =
          spot.right(
              trail.east(i) + share * (trail.east(i + 1) - trail.east(i)),
              trail.north(i) + share * (trail.north(i + 1) - trail.north(i)));
      double along =
          trail.courseEast(i) * spot.courseEast() + trail.courseNorth(i) * spot.courseNorth();
      if (Math.abs(right) <= reach && (after < 0 || along > SAME_WAY)) {
        long nanos = trail.epoch(i) + Math.round(share * (trail.epoch(i + 1) - trail.epoch(i)));
        passes.add(new Pass(nanos, trail.distanceAt(nanos), right, after >= 0));
      }
    }
    return passes;
  }
}
