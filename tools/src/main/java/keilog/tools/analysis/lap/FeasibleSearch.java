package keilog.tools.analysis.lap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToIntFunction;

/**
 * Joins stretches of several laps into the quickest one that can be driven. Every 25 m of the axis
 * is a place where one lap may hand over to another. The rule of a joint:
 *
 * <ul>
 *   <li>the gear is the same, where gears are known;
 *   <li>the lines are no further apart than a car drifts over in 25 m;
 *   <li>the speeds differ by no more than 0.1 g would make good within 25 m;
 *   <li>who arrives slower than the lap he goes on with pays for it: the missing energy stays
 *       missing until that lap brakes next; who arrives faster gains nothing;
 *   <li>each joint pays an allowance: the time for the way by which noise can move two laps against
 *       each other, three standard deviations of it. So laps that differ by noise alone do not join
 *       into a better one.
 * </ul>
 *
 * The quickest way through is found exactly, by dynamic programming over places and laps.
 */
final class FeasibleSearch {
  /** Standard deviation of what a receiver's place along the road moves by between two laps. */
  static final double NOISE_METRES = 0.3;

  private static final double ALLOWANCE_DEVIATIONS = 3;
  private static final double CUT_METRES = 25;

  /** 0.1 g. */
  private static final double MADE_GOOD = 0.980665;

  /** Over 25 m a car may well drift over so far. */
  private static final double MOST_LATERAL_METRES = 1.5;

  /** From here on a lap brakes, g. */
  private static final double BRAKES = -0.1;

  /** The fastest so many laps are joined: slower ones have little to give. */
  private static final int MOST_LAPS = 30;

  private static final double LEAST_SPEED = 3;

  private final LapTraces traces;
  private final List<Integer> laps;
  private final Optional<LongToIntFunction> gears;
  private final int[] cuts;
  private final int[][] gearAtCut;

  private FeasibleSearch(LapTraces traces, List<Integer> laps, Optional<LongToIntFunction> gears) {
    this.traces = traces;
    this.laps = laps;
    this.gears = gears;
    int points = traces.points();
    int count = (int) Math.max(1, Math.round(traces.lengthMetres() / CUT_METRES));
    this.cuts = new int[count + 1];
    for (int m = 0; m <= count; m++) {
      cuts[m] = (int) Math.round((double) m * (points - 1) / count);
    }
    this.gearAtCut = new int[laps.size()][count + 1];
    for (int l = 0; l < laps.size(); l++) {
      for (int m = 0; m <= count; m++) {
        long time = trace(l).times()[cuts[m]];
        gearAtCut[l][m] = time == 0 ? 0 : gears.map(g -> g.applyAsInt(time)).orElse(0);
      }
    }
  }

  /**
   * Searches.
   *
   * @param traces of all laps
   * @param valid indices of those that may be joined
   * @param gears gear at a monotonic time, 0 where unknown
   * @return empty where the best of them does not show all its way: what joins would not be told
   *     from what is missing
   */
  static Optional<Bests.Feasible> search(
      LapTraces traces, List<Integer> valid, Optional<LongToIntFunction> gears) {
    List<Integer> fastest =
        valid.stream()
            .sorted(Comparator.comparing(i -> traces.laps().get(i).durationNanos()))
            .limit(MOST_LAPS)
            .toList();
    if (fastest.isEmpty()
        || traces.points() < 2
        || traces.traces().get(fastest.getFirst()).shown() < 1) {
      return Optional.empty();
    }
    return new FeasibleSearch(traces, fastest, gears).quickest();
  }

  private LapTraces.Trace trace(int lap) {
    return traces.traces().get(laps.get(lap));
  }

  private Optional<Bests.Feasible> quickest() {
    int n = laps.size();
    int stretches = cuts.length - 1;
    double[] arrived = new double[n];
    int[][] from = new int[stretches][n];
    for (int m = 0; m < stretches; m++) {
      double[] next = new double[n];
      for (int b = 0; b < n; b++) {
        double best = arrived[b];
        from[m][b] = b;
        for (int a = 0; a < n && m > 0; a++) {
          double joined = arrived[a] + (arrived[a] < best && a != b ? joint(a, b, m) : 0);
          if (a != b && joined < best) {
            best = joined;
            from[m][b] = a;
          }
        }
        next[b] = best + stretch(b, m);
      }
      arrived = next;
    }
    int last = 0;
    for (int l = 1; l < n; l++) {
      last = arrived[l] < arrived[last] ? l : last;
    }
    if (arrived[last] == Double.POSITIVE_INFINITY) {
      return Optional.empty();
    }
    return Optional.of(told(arrived[last], last, from));
  }

  /** Seconds of a lap from one cut to the next; endless where it does not show them. */
  private double stretch(int lap, int m) {
    double seconds = trace(lap).seconds()[cuts[m + 1]] - trace(lap).seconds()[cuts[m]];
    return Double.isNaN(seconds) ? Double.POSITIVE_INFINITY : seconds;
  }

  /** What it costs to go from one lap over to another at a cut; endless where it cannot be. */
  private double joint(int a, int b, int m) {
    LapTraces.Trace one = trace(a);
    LapTraces.Trace other = trace(b);
    int at = cuts[m];
    double v = one.speed()[at];
    double w = other.speed()[at];
    boolean fits =
        Math.abs(v * v - w * w) <= 2 * MADE_GOOD * CUT_METRES
            && Math.abs(one.lateral()[at] - other.lateral()[at]) <= MOST_LATERAL_METRES
            && gearAtCut[a][m] == gearAtCut[b][m]
            && Math.min(v, w) > LEAST_SPEED;
    return fits ? allowance(v) + missingSpeed(b, m, w * w - v * v) : Double.POSITIVE_INFINITY;
  }

  private static double allowance(double speed) {
    return ALLOWANCE_DEVIATIONS * Math.sqrt(2) * NOISE_METRES / speed;
  }

  /**
   * Seconds that a lap takes longer when it begins a place with less speed: under the same force
   * the difference of the squares stays the same until it brakes, then it is gone.
   */
  private double missingSpeed(int lap, int m, double squares) {
    if (squares <= 0) {
      return 0;
    }
    LapTraces.Trace trace = trace(lap);
    double seconds = 0;
    for (int c = m; c + 1 < cuts.length && !(trace.along()[cuts[c]] < BRAKES); c++) {
      double speed = trace.speed()[cuts[c]];
      double slower = Math.sqrt(Math.max(LEAST_SPEED * LEAST_SPEED, speed * speed - squares));
      double metres = (cuts[c + 1] - cuts[c]) * traces.stepMetres();
      seconds += Double.isNaN(speed) ? 0 : Math.max(0, metres / slower - metres / speed);
    }
    return seconds;
  }

  private Bests.Feasible told(double seconds, int last, int[][] from) {
    List<Bests.Stretch> stretches = new ArrayList<>();
    double allowance = 0;
    double missing = 0;
    int lap = last;
    int end = cuts.length - 1;
    for (int m = cuts.length - 2; m >= 0; m--) {
      int before = from[m][lap];
      if (before != lap) {
        double v = trace(before).speed()[cuts[m]];
        double w = trace(lap).speed()[cuts[m]];
        allowance += allowance(v);
        missing += missingSpeed(lap, m, w * w - v * v);
        stretches.add(told(lap, m, end));
        lap = before;
        end = m;
      }
    }
    stretches.add(told(lap, 0, end));
    Collections.reverse(stretches);
    double gain = traces.laps().get(laps.getFirst()).durationNanos() * 1e-9 - seconds;
    return new Bests.Feasible(
        seconds, gain, allowance, missing, CUT_METRES, gears.isPresent(), stretches);
  }

  private Bests.Stretch told(int lap, int fromCut, int toCut) {
    double[] own = trace(lap).seconds();
    double[] best = trace(0).seconds();
    double gain = best[cuts[toCut]] - best[cuts[fromCut]] - (own[cuts[toCut]] - own[cuts[fromCut]]);
    return new Bests.Stretch(
        traces.laps().get(laps.get(lap)).number(),
        cuts[fromCut] * traces.stepMetres(),
        cuts[toCut] * traces.stepMetres(),
        gain);
  }
}
