package keilog.tools.analysis.lap;

import java.util.Arrays;
import keilog.protocol.track.Plane;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.motion.Motion;

/** Finds when a lap passed each line across an axis. One thread. */
final class LapTracer {
  /** Further to the side a car is off the course, in the pit lane, or on another leg of it. */
  private static final double MOST_LATERAL_METRES = 25;

  /** Over a longer gap between fixes nothing is told of the way. */
  private static final double MOST_GAP_SECONDS = 0.6;

  /** A receiver of 1 Hz has no shorter gap than its period: 1.6 periods are one lost fix. */
  private static final double MOST_GAP_PERIODS = 1.6;

  /** How far ahead the next line is looked for beyond where it is due. */
  private static final double WINDOW_METRES = 60;

  /** cos 60°. */
  private static final double SAME_WAY = 0.5;

  /** A car's direction is that between rows so far before and behind: noise is no direction. */
  private static final int CHORD_ROWS = 2;

  /** So many rows before the last one found: on the inside of a bend the lines run together. */
  private static final int ROWS_BACK = 2;

  private final LapAxis axis;
  private final Motion motion;
  private final double eastScale;
  private final double eastOffset;
  private final double northScale;
  private final double northOffset;
  private final double mostGapSeconds;

  LapTracer(LapAxis axis, Motion motion) {
    this.axis = axis;
    this.motion = motion;
    Plane from = motion.plane();
    Plane to = axis.plane();
    var a = from.place(0, 0);
    var b = from.place(1000, 1000);
    this.eastOffset = to.east(a.longitude());
    this.northOffset = to.north(a.latitude());
    this.eastScale = (to.east(b.longitude()) - eastOffset) / 1000;
    this.northScale = (to.north(b.latitude()) - northOffset) / 1000;
    this.mostGapSeconds = Math.max(MOST_GAP_SECONDS, MOST_GAP_PERIODS * periodSeconds(motion));
  }

  private static double periodSeconds(Motion motion) {
    int step = Math.max(1, motion.size() / 1000);
    long[] gaps = new long[motion.size() < 2 ? 0 : (motion.size() - 2) / step + 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = motion.epochs()[i * step + 1] - motion.epochs()[i * step];
    }
    Arrays.sort(gaps);
    return gaps.length == 0 ? 0 : gaps[gaps.length / 2] * 1e-9;
  }

  LapTraces.Trace trace(TimedLap lap) {
    int n = axis.points();
    double[] seconds = new double[n];
    Arrays.fill(seconds, Double.NaN);
    LapTraces.Trace trace =
        new LapTraces.Trace(
            seconds,
            seconds.clone(),
            seconds.clone(),
            seconds.clone(),
            seconds.clone(),
            new long[n]);
    int first = Math.max(0, rowAt(lap.startNanos()) - ROWS_BACK);
    int last = Math.min(motion.size() - 1, rowAt(lap.endNanos()) + ROWS_BACK);
    int row = first;
    int found = -1;
    for (int i = 0; i < n; i++) {
      double due = (i - Math.max(0, found)) * axis.stepMetres();
      int hit = find(i, Math.max(first, row - ROWS_BACK), last, 2 * due + WINDOW_METRES);
      if (hit >= 0) {
        put(trace, i, hit, lap.startNanos());
        row = hit;
        found = i;
      }
    }
    return closed(trace, lap);
  }

  /** The row before a line across; -1 where none of the next rows passes it. */
  private int find(int point, int from, int last, double reachMetres) {
    double driven = 0;
    double x = east(from);
    double y = north(from);
    double past = axis.past(point, x, y);
    for (int row = from; row < last && driven <= reachMetres; row++) {
      double nextX = east(row + 1);
      double nextY = north(row + 1);
      double nextPast = axis.past(point, nextX, nextY);
      double way = Math.hypot(nextX - x, nextY - y);
      if (past < 0 && nextPast >= 0 && runsAlong(point, row)) {
        double share = past / (past - nextPast);
        double side = axis.right(point, x + share * (nextX - x), y + share * (nextY - y));
        if (Math.abs(side) <= MOST_LATERAL_METRES) {
          return step(row) <= mostGapSeconds ? row : -1;
        }
      }
      driven += way;
      x = nextX;
      y = nextY;
      past = nextPast;
    }
    return -1;
  }

  /** Whether the car goes the axis' way, within 60°: on another leg of an eight it does not. */
  private boolean runsAlong(int point, int row) {
    int a = Math.max(0, row - CHORD_ROWS);
    int b = Math.min(motion.size() - 1, row + 1 + CHORD_ROWS);
    double dx = east(b) - east(a);
    double dy = north(b) - north(a);
    double forward = axis.past(point, east(b), north(b)) - axis.past(point, east(a), north(a));
    return forward > SAME_WAY * Math.hypot(dx, dy);
  }

  private double step(int row) {
    return (motion.epochs()[row + 1] - motion.epochs()[row]) * 1e-9;
  }

  private void put(LapTraces.Trace trace, int point, int row, long startNanos) {
    double past = axis.past(point, east(row), north(row));
    double nextPast = axis.past(point, east(row + 1), north(row + 1));
    double place = past / (past - nextPast);
    double step = step(row);
    double share = timeShare(place, motion.speed()[row], motion.speed()[row + 1]);
    double seconds = (motion.epochs()[row] - startNanos) * 1e-9 + share * step;
    double before = point > 0 ? trace.seconds()[point - 1] : Double.NaN;
    trace.seconds()[point] = before > seconds ? before : seconds;
    trace.speed()[point] = mix(motion.speed(), row, share);
    trace.along()[point] = mix(motion.along(), row, share);
    trace.across()[point] = mix(motion.across(), row, share);
    trace.lateral()[point] =
        axis.right(
            point,
            east(row) + place * (east(row + 1) - east(row)),
            north(row) + place * (north(row + 1) - north(row)));
    trace.times()[point] =
        motion.times()[row] + Math.round(share * (motion.times()[row + 1] - motion.times()[row]));
  }

  /**
   * The share of a step's time after which a share of its way is done, where the speed changes
   * evenly; the share of the way itself where a speed is unknown or nothing moves.
   */
  static double timeShare(double way, double speed, double nextSpeed) {
    double mean = (speed + nextSpeed) / 2;
    double root = Math.sqrt(speed * speed + 2 * (nextSpeed - speed) * way * mean);
    double share = 2 * way * mean / (speed + root);
    return share >= 0 && share <= 1 ? share : way;
  }

  /**
   * Makes the ends exact: the timed crossings come from the raw fixes, the axis from smoothed ones.
   * What they differ by is spread evenly over the lap, so that it looks like a gain nowhere.
   */
  private static LapTraces.Trace closed(LapTraces.Trace trace, TimedLap lap) {
    double[] seconds = trace.seconds();
    int end = seconds.length - 1;
    double duration = lap.durationNanos() * 1e-9;
    double opening = Double.isNaN(seconds[0]) ? 0 : seconds[0];
    double closing = seconds[end] - duration;
    double known = Double.isNaN(closing) ? 0 : closing;
    for (int i = 0; i <= end; i++) {
      double share = (double) i / end;
      seconds[i] = Math.clamp(seconds[i] - opening - (known - opening) * share, 0, duration);
    }
    if (!Double.isNaN(closing)) {
      seconds[end] = duration;
    }
    if (!Double.isNaN(seconds[0])) {
      seconds[0] = 0;
    }
    return new LapTraces.Trace(
        seconds,
        trace.speed(),
        trace.along(),
        trace.across(),
        trace.lateral(),
        trace.times(),
        closing);
  }

  private static double mix(double[] values, int row, double share) {
    return values[row] + share * (values[row + 1] - values[row]);
  }

  private double east(int row) {
    return eastOffset + eastScale * motion.east()[row];
  }

  private double north(int row) {
    return northOffset + northScale * motion.north()[row];
  }

  private int rowAt(long epoch) {
    int found = Arrays.binarySearch(motion.epochs(), epoch);
    return found >= 0 ? found : -found - 2;
  }
}
