package keilog.tools.analysis.driving;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import keilog.tools.analysis.driving.Corner.Direction;

/**
 * Finds the corners of a course. Two bends of one direction that follow closely are one corner; a
 * chicane is two. A corner that lies across the start line is seen as two: its numbers begin there.
 */
final class CornerFinder {
  /** A bend that is wider is driven like a straight. Ours: 120 m at 0.9 g are 117 km/h. */
  private static final double LEAST_CURVATURE = 1.0 / 120;

  /** In g. A bend that asks for less is no corner, however tight (a pit exit). */
  private static final double LEAST_ACROSS = 0.3;

  private static final double LEAST_METRES = 15;
  private static final double JOINED_METRES = 20;

  /** How long before a corner its stretch begins, at least where the straight is long enough. */
  private static final double APPROACH_METRES = 100;

  /** Where one brakes earlier than that, the stretch begins this much before the fastest place. */
  private static final double BEFORE_BRAKING_METRES = 20;

  private static final double RADIUS_METRES = 15;

  /**
   * m/s; a car that gains so much between two slow places, and loses it, took two corners. Ours.
   */
  private static final double BETWEEN_CORNERS = 3;

  /** m/s; speeds so close are one to a receiver. */
  private static final double ALIKE_SPEED = 0.3;

  private final Axis axis;
  private final Course course;

  private record Bend(int first, int last, int sign) {}

  CornerFinder(Axis axis, Course course) {
    this.axis = axis;
    this.course = course;
  }

  /** The corners in order, and before them the start straight where there is one: tiles the lap. */
  List<Corner> find() {
    List<Bend> bends = join(bends());
    bends.removeIf(b -> length(b) < LEAST_METRES);
    bends = bends.stream().flatMap(b -> split(b).stream()).toList();
    double[] begins = new double[bends.size() + 1];
    for (int i = 0; i < bends.size(); i++) {
      begins[i] = begin(bends, i);
    }
    begins[bends.size()] = axis.lengthMetres();
    List<Corner> corners = new ArrayList<>();
    if (begins[0] > 0) {
      double to = begins[0];
      corners.add(new Corner(0, Direction.STRAIGHT, 0, to, to, to, to, 0));
    }
    for (int i = 0; i < bends.size(); i++) {
      corners.add(corner(i + 1, bends.get(i), begins[i], begins[i + 1]));
    }
    return corners;
  }

  private List<Bend> bends() {
    List<Bend> bends = new ArrayList<>();
    int first = 0;
    int sign = 0;
    for (int i = 0; i <= axis.points(); i++) {
      int here = i == axis.points() ? 0 : sign(i);
      if (here != sign) {
        if (sign != 0) {
          bends.add(new Bend(first, i - 1, sign));
        }
        first = i;
        sign = here;
      }
    }
    return bends;
  }

  private int sign(int point) {
    double curvature = course.curvature()[point];
    boolean bent =
        Math.abs(curvature) > LEAST_CURVATURE && Math.abs(course.across()[point]) > LEAST_ACROSS;
    return bent ? (int) Math.signum(curvature) : 0;
  }

  private List<Bend> join(List<Bend> bends) {
    List<Bend> joined = new ArrayList<>();
    for (Bend bend : bends) {
      Bend before = joined.isEmpty() ? null : joined.getLast();
      if (before != null
          && before.sign == bend.sign
          && axis.metres(bend.first) - axis.metres(before.last) < JOINED_METRES) {
        joined.set(joined.size() - 1, new Bend(before.first, bend.last, bend.sign));
      } else {
        joined.add(bend);
      }
    }
    return joined;
  }

  private double length(Bend bend) {
    return axis.metres(bend.last) - axis.metres(bend.first);
  }

  /** A long bend in which the car speeds up and must slow again is as many corners. */
  private List<Bend> split(Bend bend) {
    double[] speed = course.speed();
    double[] slowestAfter = new double[bend.last - bend.first + 1];
    double slowest = Double.POSITIVE_INFINITY;
    for (int i = bend.last; i >= bend.first; i--) {
      slowest = speed[i] < slowest ? speed[i] : slowest;
      slowestAfter[i - bend.first] = slowest;
    }
    int crest = -1;
    double height = BETWEEN_CORNERS;
    slowest = Double.POSITIVE_INFINITY;
    for (int i = bend.first; i < bend.last; i++) {
      slowest = speed[i] < slowest ? speed[i] : slowest;
      double rise = speed[i] - Math.max(slowest, slowestAfter[i - bend.first]);
      if (rise > height) {
        height = rise;
        crest = i;
      }
    }
    if (crest < 0) {
      return List.of(bend);
    }
    int middle = middleOfCrest(bend, crest);
    Bend first = new Bend(bend.first, middle, bend.sign);
    Bend second = new Bend(middle, bend.last, bend.sign);
    if (length(first) < LEAST_METRES || length(second) < LEAST_METRES) {
      return List.of(bend);
    }
    return Stream.concat(split(first).stream(), split(second).stream()).toList();
  }

  /** A crest is flat: its highest point is chance. */
  private int middleOfCrest(Bend bend, int crest) {
    double[] speed = course.speed();
    double high = speed[crest] - ALIKE_SPEED;
    int from = crest;
    while (from > bend.first && speed[from - 1] >= high) {
      from--;
    }
    int to = crest;
    while (to < bend.last && speed[to + 1] >= high) {
      to++;
    }
    return (from + to) / 2;
  }

  /** Where the stretch of a bend begins; the road between two bends is halved where it is short. */
  private double begin(List<Bend> bends, int index) {
    double start = axis.metres(bends.get(index).first);
    double before =
        index > 0
            ? axis.metres(bends.get(index - 1).last)
            : axis.metres(bends.getLast().last) - axis.lengthMetres();
    double wanted =
        Math.min(start - APPROACH_METRES, fastest(before, start) - BEFORE_BRAKING_METRES);
    return Math.max(0, Math.max(wanted, (before + start) / 2));
  }

  private double fastest(double fromMetres, double toMetres) {
    int best = axis.point(Math.max(0, fromMetres));
    for (int i = best; i <= axis.point(toMetres); i++) {
      if (course.speed()[i] > course.speed()[best]) {
        best = i;
      }
    }
    return axis.metres(best);
  }

  private Corner corner(int number, Bend bend, double from, double to) {
    return new Corner(
        number,
        bend.sign > 0 ? Direction.RIGHT : Direction.LEFT,
        from,
        axis.metres(bend.first),
        apex(bend),
        axis.metres(bend.last),
        to,
        radius(bend));
  }

  /**
   * The middle of where it is slowest: in a long round corner the slowest point itself is chance.
   */
  private double apex(Bend bend) {
    double[] speed = course.speed();
    double slowest = Double.POSITIVE_INFINITY;
    for (int i = bend.first; i <= bend.last; i++) {
      slowest = speed[i] < slowest ? speed[i] : slowest;
    }
    double sum = 0;
    int count = 0;
    for (int i = bend.first; i <= bend.last; i++) {
      if (speed[i] <= slowest + ALIKE_SPEED) {
        sum += axis.metres(i);
        count++;
      }
    }
    return sum / count;
  }

  private double radius(Bend bend) {
    int width = Math.max(1, (int) Math.round(RADIUS_METRES / axis.stepMetres()));
    double tightest = 0;
    for (int first = bend.first; first + width - 1 <= bend.last; first++) {
      double sum = 0;
      for (int i = first; i < first + width; i++) {
        sum += Math.abs(course.curvature()[i]);
      }
      tightest = sum / width > tightest ? sum / width : tightest;
    }
    return 1 / tightest;
  }
}
