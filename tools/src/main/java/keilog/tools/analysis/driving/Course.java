package keilog.tools.analysis.driving;

import java.util.List;
import keilog.tools.analysis.lap.LapTraces.Trace;

/**
 * The course as the laps show it: means over laps, evened out over a few metres.
 *
 * @param curvature 1/m of the driven line, positive to the right; NaN where no lap shows it
 * @param across g, to the right positive
 * @param speed m/s
 */
record Course(double[] curvature, double[] across, double[] speed) {
  private static final double GRAVITY = 9.80665;

  /** Curvature is a fast car's sideways g over its squared speed: below this it says nothing. */
  private static final double LEAST_SPEED = 3;

  /**
   * Half of the length that curvature is averaged over: four fixes at 10 Hz in a hairpin, well
   * below the shortest corner.
   */
  private static final double HALF_WIDTH_METRES = 6;

  static Course of(Axis axis, List<Trace> traces) {
    int n = axis.points();
    double[] curvature = new double[n];
    double[] across = new double[n];
    double[] speed = new double[n];
    int[] shown = new int[n];
    for (Trace trace : traces) {
      for (int i = 0; i < n; i++) {
        double v = trace.speed()[i];
        double g = trace.across()[i];
        if (v >= LEAST_SPEED && !Double.isNaN(g)) {
          curvature[i] += g * GRAVITY / (v * v);
          across[i] += g;
          speed[i] += v;
          shown[i]++;
        }
      }
    }
    for (int i = 0; i < n; i++) {
      double laps = shown[i] == 0 ? Double.NaN : shown[i];
      curvature[i] /= laps;
      across[i] /= laps;
      speed[i] /= laps;
    }
    int half = (int) Math.round(HALF_WIDTH_METRES / axis.stepMetres());
    return new Course(mean(curvature, half), mean(across, half), mean(speed, half));
  }

  /** Mean over a window that shrinks at the ends; of what is known. */
  private static double[] mean(double[] values, int half) {
    int n = values.length;
    double[] sum = new double[n + 1];
    int[] known = new int[n + 1];
    for (int i = 0; i < n; i++) {
      boolean shown = !Double.isNaN(values[i]);
      sum[i + 1] = sum[i] + (shown ? values[i] : 0);
      known[i + 1] = known[i] + (shown ? 1 : 0);
    }
    double[] mean = new double[n];
    for (int i = 0; i < n; i++) {
      int from = Math.max(0, i - half);
      int to = Math.min(n, i + half + 1);
      int count = known[to] - known[from];
      mean[i] = count == 0 ? Double.NaN : (sum[to] - sum[from]) / count;
    }
    return mean;
  }
}
