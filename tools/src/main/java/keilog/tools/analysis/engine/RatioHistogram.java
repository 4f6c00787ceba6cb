package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Time spent at each ratio of engine speed to road speed; gears are its peaks. One thread. */
final class RatioHistogram {
  private static final double BIN = 0.005;
  private static final double LOWEST = Math.log(15);
  private static final int BINS = (int) ((Math.log(3000) - LOWEST) / BIN);

  /** Half a gear's width: what belongs to its peak. Ours. */
  private static final double WIDTH = 0.03;

  /** Half of what lies around a peak, where a gear leaves nothing. Ours. */
  private static final double SURROUNDINGS = 0.09;

  /** Gears are at least this far apart: close racing boxes step by a tenth. Ours. */
  private static final double LEAST_STEP = 0.10;

  /** Share of the surroundings that a peak must hold; an even smear holds a third. Ours. */
  private static final double LEAST_TIGHTNESS = 0.55;

  /** A gear held for less than this is no gear: a start in first lasts longer. Ours. */
  private static final double LEAST_SECONDS = 0.4;

  /** Below this a peak counts only if it stands well apart. Ours. */
  private static final double SOLID_SECONDS = 3;

  private static final double SOLID_SHARE = 0.001;
  private static final double WELL_APART = 0.2;

  private final double[] seconds = new double[BINS];
  private final double[] smooth;
  private final double total;

  RatioHistogram(Locked locked) {
    for (int i = 0; i < locked.size(); i++) {
      int bin = (int) ((locked.logRatio()[i] - LOWEST) / BIN);
      if (bin >= 0 && bin < BINS) {
        seconds[bin] += locked.seconds()[i];
      }
    }
    smooth = averaged(averaged(seconds));
    total = locked.total();
  }

  private static double[] averaged(double[] of) {
    double[] result = new double[of.length];
    for (int i = 2; i < of.length - 2; i++) {
      result[i] = (of[i - 2] + of[i - 1] + of[i] + of[i + 1] + of[i + 2]) / 5;
    }
    return result;
  }

  /**
   * The gears that stand out, shortest first, as ln(rpm per m/s).
   *
   * @param most how many there may be
   */
  List<Double> peaks(int most) {
    List<Double> peaks = new ArrayList<>();
    boolean[] done = new boolean[BINS];
    while (peaks.size() < most) {
      int top = highest(done);
      if (top < 0) {
        break;
      }
      double centre = centre(top);
      double mass = mass(centre, WIDTH);
      double around = mass(centre, SURROUNDINGS) - others(centre, peaks);
      boolean solid = mass >= SOLID_SECONDS && mass >= SOLID_SHARE * total;
      boolean apart = apart(centre, peaks, solid ? LEAST_STEP : WELL_APART);
      if (mass >= LEAST_SECONDS && mass >= LEAST_TIGHTNESS * around && apart) {
        peaks.add(centre);
      }
      forget(done, centre);
      forget(done, LOWEST + (top + 0.5) * BIN);
    }
    peaks.sort(Collections.reverseOrder());
    return peaks;
  }

  /** Share of the time that lies in a pattern's gears, 0 to 1. */
  double explained(List<Double> pattern) {
    return total == 0 ? 0 : pattern.stream().mapToDouble(g -> mass(g, WIDTH)).sum() / total;
  }

  /** Seconds within a width either side. */
  double mass(double centre, double width) {
    double sum = 0;
    for (int i = bin(centre - width); i <= bin(centre + width); i++) {
      sum += seconds[i];
    }
    return sum;
  }

  private double others(double centre, List<Double> peaks) {
    return peaks.stream()
        .filter(p -> Math.abs(p - centre) < SURROUNDINGS + WIDTH)
        .mapToDouble(p -> mass(p, WIDTH))
        .sum();
  }

  private static boolean apart(double centre, List<Double> peaks, double least) {
    return peaks.stream().allMatch(p -> Math.abs(p - centre) >= least);
  }

  private int highest(boolean[] done) {
    int top = -1;
    for (int i = 0; i < BINS; i++) {
      if (!done[i] && smooth[i] > 0 && (top < 0 || smooth[i] > smooth[top])) {
        top = i;
      }
    }
    return top;
  }

  private double centre(int top) {
    double at = LOWEST + (top + 0.5) * BIN;
    double sum = 0;
    double weight = 0;
    for (int i = bin(at - WIDTH / 2); i <= bin(at + WIDTH / 2); i++) {
      sum += seconds[i] * (LOWEST + (i + 0.5) * BIN);
      weight += seconds[i];
    }
    return weight == 0 ? at : sum / weight;
  }

  private static void forget(boolean[] done, double centre) {
    for (int i = bin(centre - WIDTH); i <= bin(centre + WIDTH); i++) {
      done[i] = true;
    }
  }

  private static int bin(double logRatio) {
    return Math.clamp((int) Math.floor((logRatio - LOWEST) / BIN), 0, BINS - 1);
  }
}
