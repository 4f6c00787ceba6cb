package keilog.tools.analysis.driving;

/**
 * Speed along a lap, each point replaced by a parabola through its neighbours (Savitzky and Golay,
 * 1964). The window is a time, because the receiver's fixes lie further apart where the car is
 * fast: noise goes down and a minimum stays where it is.
 */
final class LocalQuadratic {
  /** Half of the window: 2.5 fixes on either side at 10 Hz. Ours, by the simulator's truth. */
  private static final double HALF_SECONDS = 0.25;

  private static final int MOST_POINTS = 100;

  private LocalQuadratic() {}

  /**
   * Evens out a lap's speed.
   *
   * @param speed m/s at each point
   * @param stepMetres distance of points
   * @return the same; narrower windows at the ends and beside gaps, NaN where it was
   */
  static double[] smooth(double[] speed, double stepMetres) {
    double[] smooth = new double[speed.length];
    int known = 0;
    int[] back = new int[speed.length];
    for (int i = 0; i < speed.length; i++) {
      known = Double.isNaN(speed[i]) ? 0 : known + 1;
      back[i] = known;
    }
    int ahead = 0;
    for (int i = speed.length - 1; i >= 0; i--) {
      ahead = Double.isNaN(speed[i]) ? 0 : ahead + 1;
      int wanted = Math.clamp(Math.round(HALF_SECONDS * speed[i] / stepMetres), 1, MOST_POINTS);
      int half = Math.min(wanted, Math.min(back[i], ahead) - 1);
      smooth[i] = half < 2 ? speed[i] : middle(speed, i, half);
    }
    return smooth;
  }

  private static double middle(double[] values, int at, int half) {
    double h = half;
    double scale = 3 / ((2 * h - 1) * (2 * h + 1) * (2 * h + 3));
    double top = 3 * h * h + 3 * h - 1;
    double sum = top * values[at];
    for (int j = 1; j <= half; j++) {
      sum += (top - 5.0 * j * j) * (values[at - j] + values[at + j]);
    }
    return sum * scale;
  }
}
