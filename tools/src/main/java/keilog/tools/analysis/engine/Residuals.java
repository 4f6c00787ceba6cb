package keilog.tools.analysis.engine;

import java.util.Arrays;
import java.util.List;
import keilog.protocol.track.Quality;

/** How the samples of a drive lie around its gears. One thread. */
final class Residuals {
  /** A sample further off belongs to no gear. */
  private static final double MEMBER = 0.06;

  private static final double BIN = 0.0005;
  private static final int BINS = (int) (2 * MEMBER / BIN);

  /** Below this growth of speed the car cruises: tyres hardly slip. 1/s, ours. */
  private static final double CRUISE = 0.03;

  /** Cruise must last this long to be believed over the rest. Ours. */
  private static final double LEAST_CRUISE_SECONDS = 3;

  /** A gear's ratio is measured from this time and spread. Ours. */
  private static final double SOLID_SECONDS = 5;

  private static final double SOLID_SPREAD = 0.01;

  /** A gear held for less was not seen. Ours. */
  private static final double LEAST_SECONDS = 0.4;

  /** The spread of growth, in seconds times 1/s², that shows a lag at all. Ours. */
  private static final double LEAST_GROWTH = 0.05;

  private static final double MOST_LAG_SECONDS = 0.4;

  private final double[][] seconds;
  private final double[] cruise = new double[BINS];
  private final double lag;

  Residuals(Locked locked, List<Double> gears) {
    double[] logs = gears.stream().mapToDouble(Double::doubleValue).toArray();
    seconds = new double[logs.length][BINS];
    Slope[] slopes = new Slope[logs.length];
    Arrays.setAll(slopes, g -> new Slope());
    for (int i = 0; i < locked.size(); i++) {
      int gear = nearest(logs, locked.logRatio()[i]);
      double off = gear < 0 ? 1 : locked.logRatio()[i] - logs[gear];
      if (Math.abs(off) < MEMBER) {
        float weight = locked.seconds()[i];
        int bin = Math.min(BINS - 1, (int) ((off + MEMBER) / BIN));
        seconds[gear][bin] += weight;
        if (Math.abs(locked.growth()[i]) < CRUISE) {
          cruise[bin] += weight;
        }
        slopes[gear].add(locked.growth()[i], off, weight);
      }
    }
    lag = Slope.joint(slopes);
  }

  static int nearest(double[] logs, double logRatio) {
    int best = -1;
    for (int g = 0; g < logs.length; g++) {
      if (best < 0 || Math.abs(logRatio - logs[g]) < Math.abs(logRatio - logs[best])) {
        best = g;
      }
    }
    return best;
  }

  /** A speed that comes late by L makes the ratio L · d(ln v)/dt too large: the slope is L. */
  double lagSeconds() {
    return lag;
  }

  /** Of all gears together while the car cruises, else while it does not. */
  double cruiseMedian() {
    if (sum(cruise) >= LEAST_CRUISE_SECONDS) {
      return quantile(cruise, 0.5);
    }
    double[] all = new double[BINS];
    for (double[] gear : seconds) {
      for (int i = 0; i < BINS; i++) {
        all[i] += gear[i];
      }
    }
    return sum(all) > 0 ? quantile(all, 0.5) : 0;
  }

  /**
   * One gear as seen.
   *
   * @param seen false where the drive hardly showed it; the rest is 0 then
   * @param median of ln(ratio) over the gear's place
   * @param spread half of the samples lie within ± this
   */
  record Cluster(boolean seen, double median, double spread, Quality quality) {}

  Cluster cluster(int gear) {
    double total = sum(seconds[gear]);
    if (total < LEAST_SECONDS) {
      return new Cluster(false, 0, 0, Quality.INSUFFICIENT);
    }
    double spread = (quantile(seconds[gear], 0.75) - quantile(seconds[gear], 0.25)) / 2;
    boolean solid = total >= SOLID_SECONDS && spread <= SOLID_SPREAD;
    return new Cluster(
        true, quantile(seconds[gear], 0.5), spread, solid ? Quality.MEASURED : Quality.ESTIMATED);
  }

  private static double sum(double[] bins) {
    double sum = 0;
    for (double bin : bins) {
      sum += bin;
    }
    return sum;
  }

  private static double quantile(double[] bins, double share) {
    double wanted = share * sum(bins);
    double passed = 0;
    for (int i = 0; i < bins.length; i++) {
      if (bins[i] > 0 && passed + bins[i] >= wanted) {
        return (i + (wanted - passed) / bins[i]) * BIN - MEMBER;
      }
      passed += bins[i];
    }
    return 0;
  }

  /** Weighted sums of one gear, for the slope that all gears share beside their own offsets. */
  private static final class Slope {
    private double weight;
    private double x;
    private double y;
    private double xx;
    private double xy;

    void add(double atX, double atY, double w) {
      weight += w;
      x += w * atX;
      y += w * atY;
      xx += w * atX * atX;
      xy += w * atX * atY;
    }

    static double joint(Slope[] slopes) {
      double up = 0;
      double down = 0;
      for (Slope s : slopes) {
        if (s.weight > 0) {
          up += s.xy - s.x * s.y / s.weight;
          down += s.xx - s.x * s.x / s.weight;
        }
      }
      return down < LEAST_GROWTH ? 0 : Math.clamp(up / down, -MOST_LAG_SECONDS, MOST_LAG_SECONDS);
    }
  }
}
