package keilog.tools.analysis.engine;

import java.util.Arrays;

/** Quantiles of many values, by an even choice of them: a day has millions, and few suffice. */
final class Quantile {
  private static final int MOST = 50_000;

  private Quantile() {}

  /**
   * The value below which a share of all lie.
   *
   * @param values NaN are left out
   * @param count how many of them
   * @param share 0 to 1
   * @return NaN where there is none
   */
  static double of(float[] values, int count, double share) {
    int stride = Math.max(1, count / MOST);
    float[] some = new float[count / stride + 1];
    int n = 0;
    for (int i = 0; i < count; i += stride) {
      if (!Float.isNaN(values[i])) {
        some[n++] = values[i];
      }
    }
    Arrays.sort(some, 0, n);
    return n == 0 ? Double.NaN : some[(int) Math.round(share * (n - 1))];
  }
}
