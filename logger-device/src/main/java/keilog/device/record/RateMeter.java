package keilog.device.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keilog.protocol.channel.GroupSpec;

/** Counts values per column and tells the rates reached. Allocates nothing per row. One thread. */
final class RateMeter {
  private static final long WINDOW_NANOS = 2_000_000_000L;

  private List<GroupSpec> groups = List.of();
  private long[][] counts = new long[0][];
  private double[][] ratesHz = new double[0][];
  private long windowStartNanos;

  /** The groups that rows come from now on; what is known of the others is forgotten. */
  void watch(List<GroupSpec> now) {
    long[][] newCounts = new long[now.size()][];
    double[][] newRates = new double[now.size()][];
    for (int i = 0; i < now.size(); i++) {
      int before = groups.indexOf(now.get(i));
      int columns = now.get(i).channels().size();
      newCounts[i] = before < 0 ? new long[columns] : counts[before];
      newRates[i] = before < 0 ? new double[columns] : ratesHz[before];
    }
    groups = List.copyOf(now);
    counts = newCounts;
    ratesHz = newRates;
  }

  void row(int group, long present) {
    for (int i = 0; i < counts.length; i++) {
      if (groups.get(i).id() == group) {
        long[] columns = counts[i];
        for (long bits = present; bits != 0; bits &= bits - 1) {
          columns[Long.numberOfTrailingZeros(bits)]++;
        }
        return;
      }
    }
  }

  /** Closes the window when it is over. */
  void tick(long nowNanos) {
    long span = nowNanos - windowStartNanos;
    if (span < WINDOW_NANOS) {
      return;
    }
    for (int i = 0; i < counts.length; i++) {
      for (int column = 0; column < counts[i].length; column++) {
        ratesHz[i][column] = counts[i][column] * 1e9 / span;
        counts[i][column] = 0;
      }
    }
    windowStartNanos = nowNanos;
  }

  /** Values a second of a source's channels, by name. */
  Map<String, Double> ofSource(String source) {
    Map<String, Double> rates = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      if (groups.get(i).source().equals(source)) {
        for (int column = 0; column < counts[i].length; column++) {
          rates.put(groups.get(i).channels().get(column).name(), ratesHz[i][column]);
        }
      }
    }
    return rates;
  }
}
