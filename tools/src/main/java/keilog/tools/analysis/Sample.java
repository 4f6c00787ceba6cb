package keilog.tools.analysis;

import java.util.Arrays;

/** Middle and spread of a few numbers; NaN where there are too few. */
public final class Sample {
  private Sample() {}

  /** NaN of none. */
  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** Of a sample; NaN below two. */
  public static double standardDeviation(double... values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
  }

  /** Median distance from the median, not scaled; NaN below two. */
  public static double medianDeviation(double... values) {
    double middle = median(values);
    return values.length < 2
        ? Double.NaN
        : median(Arrays.stream(values).map(v -> Math.abs(v - middle)).toArray());
  }
}
