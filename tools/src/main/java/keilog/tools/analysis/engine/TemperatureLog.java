package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.channel.Unit;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Column;

/** Looks through every channel in °C. */
final class TemperatureLog {
  private static final long START_NANOS = 10_000_000_000L;
  private static final long TREND_NANOS = 300_000_000_000L;
  private static final long LEAST_TREND_NANOS = 60_000_000_000L;

  /** Temperatures are slow: a sample stands until the next, but no longer. Ours. */
  private static final long MOST_SPAN_NANOS = 30_000_000_000L;

  private static final double LEAST_HZ = 0.1;

  private TemperatureLog() {}

  static List<Temperature> of(EngineDrive drive) {
    List<Temperature> all = new ArrayList<>();
    for (Column column : drive.recording().columns()) {
      if (column.unit().equals(Unit.CELSIUS.symbol())) {
        temperature(drive, column).ifPresent(all::add);
      }
    }
    return all;
  }

  private static Optional<Temperature> temperature(EngineDrive drive, Column raw) {
    float[] value = new float[raw.size()];
    long[] time = new long[raw.size()];
    int n = 0;
    for (int i = 0; i < raw.size(); i++) {
      if (!Float.isNaN(raw.values()[i])) {
        time[n] = raw.time(i);
        value[n++] = raw.values()[i];
      }
    }
    if (n == 0) {
      return Optional.empty();
    }
    int max = 0;
    OptionalDouble limit = Breaches.above(drive, raw.name());
    double above = 0;
    for (int i = 0; i < n; i++) {
      float now = middle(value, i, n);
      max = now > middle(value, max, n) ? i : max;
      if (i < n - 1 && limit.isPresent() && now > limit.getAsDouble()) {
        above += Math.min(time[i + 1] - time[i], MOST_SPAN_NANOS) * 1e-9;
      }
    }
    boolean often = n > 1 && (n - 1) / ((time[n - 1] - time[0]) * 1e-9) >= LEAST_HZ;
    return Optional.of(
        new Temperature(
            raw.name(),
            start(time, value, n),
            middle(value, max, n),
            drive.moment(time[max]),
            limit,
            limit.isPresent() ? OptionalDouble.of(above) : OptionalDouble.empty(),
            trend(time, value, n),
            often ? Quality.MEASURED : Quality.ESTIMATED));
  }

  /** The median of a sample and its neighbours: no single outlier is a peak. */
  private static float middle(float[] value, int i, int n) {
    if (i == 0 || i == n - 1) {
      return n < 3 ? value[i] : middle(value, i == 0 ? 1 : n - 2, n);
    }
    float a = value[i - 1];
    float b = value[i + 1];
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), value[i]));
  }

  private static double start(long[] time, float[] value, int n) {
    int to = 1;
    while (to < n && time[to] - time[0] <= START_NANOS) {
      to++;
    }
    float[] first = Arrays.copyOf(value, to);
    Arrays.sort(first);
    return first[to / 2];
  }

  private static OptionalDouble trend(long[] time, float[] value, int n) {
    long end = time[n - 1];
    int from = n - 1;
    while (from > 0 && end - time[from - 1] <= TREND_NANOS) {
      from--;
    }
    if (end - time[from] < LEAST_TREND_NANOS) {
      return OptionalDouble.empty();
    }
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    int count = n - from;
    for (int i = from; i < n; i++) {
      double minutes = (time[i] - end) * 1e-9 / 60;
      x += minutes;
      y += value[i];
      xx += minutes * minutes;
      xy += minutes * value[i];
    }
    double down = xx - x * x / count;
    return down > 0 ? OptionalDouble.of((xy - x * y / count) / down) : OptionalDouble.empty();
  }
}
