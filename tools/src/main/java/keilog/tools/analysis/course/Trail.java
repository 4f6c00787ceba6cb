package keilog.tools.analysis.course;

import java.util.Arrays;
import keilog.protocol.track.Fix;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.Plane;
import keilog.tools.analysis.Fixes;

/** The way of a drive in metres, with speed and course at every fix. Immutable. */
final class Trail {
  /** Racelogic allows no line below it: course and crossing are noise there. 10 km/h, in m/s. */
  static final double LEAST_SPEED = 10 / 3.6;

  /** Longer without a fix, and nobody knows which way the car took; seconds. */
  static final double GAP_SECONDS = 3;

  /** A fix that lies further off than a car can have driven is none; m/s² and metres. */
  private static final double HARDEST = 20;

  private static final double JUMP_METRES = 15;

  private final Plane plane;
  private final int size;
  private final long[] epochs;
  private final double[] east;
  private final double[] north;
  private final double[] speed;
  private final double[] courseEast;
  private final double[] courseNorth;
  private final double[] distance;

  private Trail(Fixes fixes, int[] rows) {
    this.size = rows.length;
    this.plane = Plane.at(new GeoPoint(fixes.latitude(rows[0]), fixes.longitude(rows[0])));
    this.epochs = new long[size];
    this.east = new double[size];
    this.north = new double[size];
    this.speed = new double[size];
    this.courseEast = new double[size];
    this.courseNorth = new double[size];
    this.distance = new double[size];
    for (int i = 0; i < size; i++) {
      epochs[i] = fixes.epoch(rows[i]);
      east[i] = plane.east(fixes.longitude(rows[i]));
      north[i] = plane.north(fixes.latitude(rows[i]));
    }
    for (int i = 0; i < size; i++) {
      int from = Math.max(0, i - 1);
      int to = Math.min(size - 1, i + 1);
      double x = east[to] - east[from];
      double y = north[to] - north[from];
      double moved = Math.hypot(x, y);
      double told = fixes.speed(rows[i]);
      double heading = Math.toRadians(fixes.heading(rows[i]));
      boolean hasCourse = !Double.isNaN(heading) && told > 1;
      speed[i] = Double.isNaN(told) ? moved / Math.max(1e-3, seconds(from, to)) : told;
      courseEast[i] = hasCourse ? Math.sin(heading) : moved > 0 ? x / moved : 0;
      courseNorth[i] = hasCourse ? Math.cos(heading) : moved > 0 ? y / moved : 1;
      if (i > 0) {
        distance[i] = distance[i - 1] + step(i);
      }
    }
  }

  /**
   * From the fix before: by Doppler speed, whose noise does not lengthen the way; in gaps direct.
   */
  private double step(int i) {
    double direct = Math.hypot(east[i] - east[i - 1], north[i] - north[i - 1]);
    double time = seconds(i - 1, i);
    return time > GAP_SECONDS ? direct : (speed[i - 1] + speed[i]) / 2 * time;
  }

  /**
   * The way of these fixes, without those that have no place and lone jumps.
   *
   * @throws NoCourse where fewer than two are left
   */
  static Trail of(Fixes fixes) throws NoCourse {
    int[] rows = new int[fixes.size()];
    int kept = 0;
    Fix before = new Fix();
    Fix fix = new Fix();
    for (int row = 0; row < fixes.size(); row++) {
      fixes.get(row, fix);
      if (fix.quality != 0 && (kept == 0 || !jumps(before, fix))) {
        rows[kept++] = row;
        before.set(fix);
      }
    }
    if (kept < 2) {
      throw new NoCourse("this drive has no fixes of a GPS receiver");
    }
    return new Trail(fixes, Arrays.copyOf(rows, kept));
  }

  private static boolean jumps(Fix before, Fix fix) {
    double time = (fix.gnssNanos - before.gnssNanos) * 1e-9;
    if (time > GAP_SECONDS || Double.isNaN(fix.speed) || Double.isNaN(before.speed)) {
      return false;
    }
    Plane plane = Plane.at(new GeoPoint(before.latitude, before.longitude));
    double moved = Math.hypot(plane.east(fix.longitude), plane.north(fix.latitude));
    double fastest = Math.max(before.speed, fix.speed);
    return moved > fastest * time + HARDEST * time * time / 2 + JUMP_METRES;
  }

  Plane plane() {
    return plane;
  }

  int size() {
    return size;
  }

  long epoch(int i) {
    return epochs[i];
  }

  double east(int i) {
    return east[i];
  }

  double north(int i) {
    return north[i];
  }

  /** m/s. */
  double speed(int i) {
    return speed[i];
  }

  /** East part of the course, a unit vector. */
  double courseEast(int i) {
    return courseEast[i];
  }

  double courseNorth(int i) {
    return courseNorth[i];
  }

  /** Metres driven since the first fix. */
  double distance(int i) {
    return distance[i];
  }

  double seconds(int from, int to) {
    return (epochs[to] - epochs[from]) * 1e-9;
  }

  /** Metres driven at an instant. */
  double distanceAt(long epoch) {
    int found = Arrays.binarySearch(epochs, epoch);
    int i = Math.clamp(found >= 0 ? found : -found - 2, 0, size - 2);
    double share = (double) (epoch - epochs[i]) / (epochs[i + 1] - epochs[i]);
    return distance[i] + Math.clamp(share, 0, 1) * (distance[i + 1] - distance[i]);
  }

  /** The fix nearest to a place of the first stretch, quick enough, within a distance of it. */
  int firstNear(double x, double y, double reach) {
    int best = -1;
    double nearest = Double.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      double away = Math.hypot(east[i] - x, north[i] - y);
      boolean near = away <= reach && speed[i] >= LEAST_SPEED;
      if (near && away < nearest) {
        best = i;
        nearest = away;
      } else if (!near && best >= 0) {
        return best;
      }
    }
    return best;
  }

  /** Radians by which the course turns between two fixes, positive to the left. */
  double turn(int from, int to) {
    return Math.atan2(
        courseEast[from] * courseNorth[to] - courseNorth[from] * courseEast[to],
        courseEast[from] * courseEast[to] + courseNorth[from] * courseNorth[to]);
  }
}
