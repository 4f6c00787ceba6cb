package keilog.tools.analysis.driving;

import keilog.tools.analysis.lap.LapTraces;

/**
 * Places on the axis that laps share. The last cell may be shorter than the others: the last point
 * lies on the line.
 *
 * @param stepMetres distance of points
 * @param lengthMetres of the lap
 * @param points how many
 */
record Axis(double stepMetres, double lengthMetres, int points) {

  static Axis of(LapTraces traces) {
    return new Axis(traces.stepMetres(), traces.lengthMetres(), traces.points());
  }

  double metres(int point) {
    return point >= points - 1 ? lengthMetres : point * stepMetres;
  }

  /** The point nearest to a place, within the lap. */
  int point(double metres) {
    return Math.clamp(Math.round(metres / stepMetres), 0, points - 1);
  }

  /** A value between points, linear; beyond the ends that of the end; NaN beside a gap. */
  double at(double[] values, double metres) {
    if (metres <= 0) {
      return values[0];
    }
    if (metres >= lengthMetres) {
      return values[points - 1];
    }
    int i = Math.min((int) (metres / stepMetres), points - 2);
    double share = (metres - metres(i)) / (metres(i + 1) - metres(i));
    return share == 0 ? values[i] : values[i] + share * (values[i + 1] - values[i]);
  }

  /** Where a value that changes from one point to the next takes a level. */
  double crossing(double[] values, int point, double level) {
    double before = values[point];
    double after = values[point + 1];
    double share = before == after ? 0 : Math.clamp((level - before) / (after - before), 0, 1);
    return metres(point) + share * (metres(point + 1) - metres(point));
  }
}
