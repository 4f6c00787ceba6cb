package keilog.tools.analysis.engine;

import java.util.Arrays;
import java.util.Optional;
import keilog.protocol.channel.Channel;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Recording;

/**
 * Engine speed over a drive, without what no engine can do. Immutable by agreement.
 *
 * @param times monotonic nanoseconds, rising
 * @param rpm NaN where there is none
 * @param rateHz samples a second
 * @param spikes samples taken out
 */
record EngineSpeed(long[] times, float[] rpm, double rateHz, int spikes) {
  /** A small engine revved freely gains 10,000 to 15,000 rpm in a second; ours is twice that. */
  private static final double FASTEST_RPM_PER_SECOND = 30_000;

  /** Below this a jump is no spike, however fast. Ours. */
  private static final double LEAST_SPIKE_RPM = 400;

  /** Neighbours further apart than this know nothing of each other. Ours. */
  static final long MOST_GAP_NANOS = 500_000_000L;

  static EngineSpeed of(Recording recording) {
    Optional<Column> column = recording.column(Channel.ENGINE_SPEED);
    return column
        .map(EngineSpeed::of)
        .orElseGet(() -> new EngineSpeed(new long[0], new float[0], 0, 0));
  }

  private static EngineSpeed of(Column column) {
    long[] times = column.times();
    float[] raw = column.values();
    int n = column.size();
    float[] clean = raw;
    int spikes = 0;
    for (int i = 0; i < n; i++) {
      boolean impossible =
          raw[i] < Channel.ENGINE_SPEED.low() || raw[i] > Channel.ENGINE_SPEED.high();
      if (impossible || i > 0 && i < n - 1 && spike(times, clean[i - 1], raw, i)) {
        if (clean == raw) {
          clean = Arrays.copyOf(raw, n);
        }
        clean[i] = impossible ? Float.NaN : (clean[i - 1] + raw[i + 1]) / 2;
        spikes++;
      }
    }
    return new EngineSpeed(times, clean, column.rateHz(), spikes);
  }

  private static boolean spike(long[] times, float before, float[] raw, int i) {
    double up = raw[i] - before;
    double down = raw[i] - raw[i + 1];
    return up * down > 0
        && beyond(up, times[i] - times[i - 1])
        && beyond(down, times[i + 1] - times[i]);
  }

  private static boolean beyond(double rpm, long nanos) {
    return nanos < MOST_GAP_NANOS
        && Math.abs(rpm) > Math.max(LEAST_SPIKE_RPM, FASTEST_RPM_PER_SECOND * nanos * 1e-9);
  }

  int size() {
    return rpm.length;
  }

  /** Nanoseconds that a sample stands for: to the next one; 0 at the end and before a gap. */
  long span(int i) {
    if (i >= rpm.length - 1) {
      return 0;
    }
    long gap = times[i + 1] - times[i];
    return gap > MOST_GAP_NANOS ? 0 : gap;
  }

  /** The first sample at or after a time; {@link #size()} where there is none. */
  int from(long timeNanos) {
    int found = Arrays.binarySearch(times, 0, rpm.length, timeNanos);
    return found >= 0 ? found : -found - 1;
  }
}
