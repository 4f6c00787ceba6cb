package keilog.device.source.elm;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import keilog.device.source.Row;

/** How often each channel really came, over the last few seconds. Counts on one thread. */
final class Rates {
  static final long WINDOW_NANOS = 5 * Adapter.SECOND;

  private String[] names = new String[0];
  private int[] counts = new int[0];
  private long startNanos;
  private volatile Map<String, Double> last = Map.of();

  void restart(long nowNanos) {
    startNanos = nowNanos;
    Arrays.fill(counts, 0);
    last = Map.of();
  }

  void count(Row row) {
    for (int column = 0; column < row.group().channels().size(); column++) {
      if ((row.present() >> column & 1) != 0) {
        int index = indexOf(row.group().channels().get(column).name());
        counts[index]++;
      }
    }
  }

  private int indexOf(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    names = Arrays.copyOf(names, names.length + 1);
    counts = Arrays.copyOf(counts, names.length);
    names[names.length - 1] = name;
    return names.length - 1;
  }

  /** Closes the window when it is over; true when there are new figures. */
  boolean roll(long nowNanos) {
    long passed = nowNanos - startNanos;
    if (passed < WINDOW_NANOS) {
      return false;
    }
    Map<String, Double> rates = new TreeMap<>();
    for (int i = 0; i < names.length; i++) {
      rates.put(names[i], Math.round(counts[i] * 1e10 / passed) / 10.0);
    }
    Arrays.fill(counts, 0);
    startNanos = nowNanos;
    last = Collections.unmodifiableMap(rates);
    return true;
  }

  /** Channel name to values per second; safe from any thread. */
  Map<String, Double> last() {
    return last;
  }
}
