package keilog.bench.polling;

import java.util.ArrayList;
import java.util.List;
import keilog.device.source.Row;
import keilog.device.source.SourceContext;
import keilog.device.source.SourceHealth;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.time.MonotonicClock;

/** Takes the source's rows; counts values and keeps the engine's. */
final class Gathered implements SourceContext {
  private static final int MOST = 100_000;

  private final List<GroupSpec> groups = new ArrayList<>();
  private final double[] speedTimes = new double[MOST];
  private final double[] speeds = new double[MOST];
  private volatile int speedCount;
  private volatile long fastValues;

  @Override
  public MonotonicClock clock() {
    return MonotonicClock.SYSTEM;
  }

  @Override
  public GroupSpec declare(long tickNanos, long periodNanos, List<ChannelSpec> channels) {
    for (GroupSpec known : groups) {
      if (known.channels().equals(channels) && known.periodNanos() == periodNanos) {
        return known;
      }
    }
    GroupSpec group = new GroupSpec(groups.size() + 1, "elm", tickNanos, periodNanos, channels);
    groups.add(group);
    return group;
  }

  @Override
  public int localId(String channelName) {
    return 0x8000 + (channelName.hashCode() & 0xFFF);
  }

  @Override
  public boolean offer(Row row) {
    if (row.group().channels().size() == Setting.PIDS) {
      fastValues += Long.bitCount(row.present());
      if ((row.present() & 1) != 0 && speedCount < MOST) {
        speedTimes[speedCount] = row.timeNanos();
        speeds[speedCount] = row.group().channels().getFirst().scale().value(row.raw(0));
        speedCount++;
      }
    }
    return true;
  }

  @Override
  public void health(SourceHealth health) {}

  @Override
  public void clockFix(long monotonicNanos, long utcNanos, long uncertaintyNanos) {}

  /** Values of the fast request so far. */
  long fastValues() {
    return fastValues;
  }

  /** Root mean square of stamp less truth in milliseconds, over samples whose truth is found. */
  double stampErrorMillis(List<double[]> truths) {
    double squares = 0;
    int found = 0;
    int at = 0;
    for (int i = 0; i < speedCount; i++) {
      while (at + 1 < truths.size()
          && Math.abs(truths.get(at + 1)[0] - speedTimes[i])
              <= Math.abs(truths.get(at)[0] - speedTimes[i])) {
        at++;
      }
      if (at < truths.size() && truths.get(at)[1] == speeds[i]) {
        double error = (speedTimes[i] - truths.get(at)[0]) / 1e6;
        squares += error * error;
        found++;
      }
    }
    return found < speedCount / 2 ? Double.NaN : Math.sqrt(squares / found);
  }
}
