package keilog.tools.analysis.motion;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** The usual distance between neighbours on an axis of time. */
final class Steps {
  private static final int SAMPLES = 1000;

  private Steps() {}

  /** Nanoseconds, by the median of at most a thousand steps; 0 below two rows. */
  static long median(int rows, IntToLongFunction at) {
    if (rows < 2) {
      return 0;
    }
    int stride = Math.max(1, (rows - 1) / SAMPLES);
    long[] steps = new long[(rows - 1 + stride - 1) / stride];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = at.applyAsLong(i * stride + 1) - at.applyAsLong(i * stride);
    }
    Arrays.sort(steps);
    return steps[steps.length / 2];
  }
}
