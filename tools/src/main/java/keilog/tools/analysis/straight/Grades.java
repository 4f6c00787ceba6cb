package keilog.tools.analysis.straight;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Sample;
import keilog.tools.analysis.motion.Motion;
import keilog.tools.analysis.straight.PullFinder.Stretch;

/**
 * The road's slope. A receiver's height wanders by metres from lap to lap but little within
 * seconds, so the slope is each lap's own, averaged over the laps on one axis. Where a stretch lies
 * in no lap, its own heights must do.
 */
final class Grades {
  /**
   * Slope of a stretch.
   *
   * @param slope at its middle, up positive, 0.01 is 1 %
   * @param bend change of it per metre
   * @param band ± of it
   * @param reason what it is from; empty where from several laps
   */
  record Grade(double slope, double bend, double band, String reason) {}

  private static final double CELL_METRES = 10;

  /** Cells on either side through which a straight line is laid. */
  private static final int REACH = 4;

  /** Laps whose length differs by more are not of the same course. */
  private static final double LENGTH_SHARE = 0.03;

  private static final int LEAST_LAPS = 3;

  /** No average of heights knows a slope better. */
  private static final double LEAST_BAND = 0.001;

  /** Of the difference of two heights some seconds apart, metres. */
  private static final double HEIGHT_BAND = 0.7;

  /** A circuit's straight where nothing is known of it. */
  private static final double UNKNOWN_BAND = 0.01;

  private final Fixes fixes;
  private final Motion motion;
  private final List<long[]> laps = new ArrayList<>();
  private final List<double[]> ways = new ArrayList<>();
  private final double[] slopes;
  private final double[] bands;

  Grades(Fixes fixes, Motion motion, List<TimedLap> timed) {
    this.fixes = fixes;
    this.motion = motion;
    for (TimedLap lap : timed) {
      if (lap.kind() == TimedLap.Kind.FLYING) {
        lay(lap);
      }
    }
    double length = Sample.median(ways.stream().mapToDouble(w -> w[w.length - 1]).toArray());
    keep(length);
    int cells = laps.size() >= LEAST_LAPS ? (int) Math.round(length / CELL_METRES) : 0;
    slopes = new double[cells];
    bands = new double[cells];
    if (cells > 2 * REACH + 1) {
      average();
    }
  }

  /** The way of each fix within a lap, if the lap has no gaps and heights all along. */
  private void lay(TimedLap lap) {
    int from = motion.rowAtEpoch(lap.startNanos()) + 1;
    int to = motion.rowAtEpoch(lap.endNanos());
    if (to - from < 20) {
      return;
    }
    double[] way = new double[to - from + 1];
    for (int i = from + 1; i <= to; i++) {
      long step = motion.epochs()[i] - motion.epochs()[i - 1];
      if (step > Motion.MOST_GAP_NANOS || Double.isNaN(fixes.altitude(i))) {
        return;
      }
      way[i - from] =
          way[i - from - 1] + (motion.speed()[i] + motion.speed()[i - 1]) / 2 * step * 1e-9;
    }
    if (!Double.isNaN(fixes.altitude(from))) {
      laps.add(new long[] {from, to});
      ways.add(way);
    }
  }

  private void keep(double length) {
    for (int i = laps.size() - 1; i >= 0; i--) {
      double own = ways.get(i)[ways.get(i).length - 1];
      if (!(Math.abs(own / length - 1) <= LENGTH_SHARE)) {
        laps.remove(i);
        ways.remove(i);
      }
    }
  }

  /** Each lap's own slope in every cell, and their mean; how they differ is its band. */
  private void average() {
    int cells = slopes.length;
    double[] squares = new double[cells];
    int[] count = new int[cells];
    for (int lap = 0; lap < laps.size(); lap++) {
      double[] heights = heights((int) laps.get(lap)[0], ways.get(lap), cells);
      for (int cell = 0; cell < cells; cell++) {
        double slope = line(heights, cell);
        if (!Double.isNaN(slope)) {
          slopes[cell] += slope;
          squares[cell] += slope * slope;
          count[cell]++;
        }
      }
    }
    for (int cell = 0; cell < cells; cell++) {
      double n = count[cell];
      if (n < LEAST_LAPS) {
        slopes[cell] = Double.NaN;
        continue;
      }
      slopes[cell] /= n;
      double spread = Math.max(0, squares[cell] / n - slopes[cell] * slopes[cell]);
      bands[cell] = Math.max(LEAST_BAND, RoadLoad.NINE_IN_TEN * Math.sqrt(spread / (n - 1)));
    }
  }

  /** Mean height of one lap in each cell; NaN where it has none. */
  private double[] heights(int from, double[] way, int cells) {
    double[] heights = new double[cells];
    int[] here = new int[cells];
    for (int i = 0; i < way.length; i++) {
      int cell = Math.min(cells - 1, (int) (way[i] / way[way.length - 1] * cells));
      heights[cell] += fixes.altitude(from + i);
      here[cell]++;
    }
    for (int cell = 0; cell < cells; cell++) {
      heights[cell] /= here[cell];
    }
    return heights;
  }

  /** Slope of the straight line through the heights about one cell. */
  private static double line(double[] heights, int cell) {
    double n = 0;
    double sumX = 0;
    double sumH = 0;
    double sumXx = 0;
    double sumXh = 0;
    int first = Math.max(0, cell - REACH);
    int last = Math.min(heights.length - 1, cell + REACH);
    for (int at = first; at <= last; at++) {
      if (!Double.isNaN(heights[at])) {
        double x = (at - cell) * CELL_METRES;
        n++;
        sumX += x;
        sumH += heights[at];
        sumXx += x * x;
        sumXh += x * heights[at];
      }
    }
    return n < REACH ? Double.NaN : (sumXh - sumX * sumH / n) / (sumXx - sumX * sumX / n);
  }

  /** The slope of a stretch. */
  Grade of(Stretch stretch) {
    for (int lap = 0; lap < laps.size() && slopes.length > 2 * REACH + 1; lap++) {
      long[] rows = laps.get(lap);
      if (rows[0] <= stretch.from() && stretch.to() <= rows[1]) {
        Grade grade = onLap(stretch, ways.get(lap), (int) rows[0]);
        if (!Double.isNaN(grade.slope() + grade.bend())) {
          return grade;
        }
      }
    }
    double metres = metres(stretch);
    OptionalDouble own = Heights.slopePercent(fixes, stretch.from(), stretch.to(), metres);
    return own.isPresent()
        ? new Grade(own.getAsDouble() / 100, 0, HEIGHT_BAND / metres, "slope from this pass alone")
        : new Grade(0, 0, UNKNOWN_BAND, "slope unknown: level ± 1 % is assumed");
  }

  private Grade onLap(Stretch stretch, double[] way, int first) {
    double length = way[way.length - 1];
    double from = way[stretch.from() - first];
    double to = way[stretch.to() - first];
    int a = Math.min(slopes.length - 1, (int) (from / length * slopes.length));
    int b = Math.min(slopes.length - 1, (int) (to / length * slopes.length));
    double band = 0;
    double middle = 0;
    for (int cell = a; cell <= b; cell++) {
      band = Math.max(band, bands[cell]);
      middle += slopes[cell] / (b - a + 1);
    }
    double bend = b - a < REACH ? 0 : (slopes[b] - slopes[a]) / (to - from);
    return new Grade(middle, bend, band, "");
  }

  private double metres(Stretch stretch) {
    double metres = 0;
    for (int i = stretch.from() + 1; i <= stretch.to(); i++) {
      metres +=
          (motion.speed()[i] + motion.speed()[i - 1])
              / 2
              * (motion.epochs()[i] - motion.epochs()[i - 1])
              * 1e-9;
    }
    return metres;
  }
}
