package keilog.device.source.gps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import keilog.device.source.Row;
import keilog.device.source.SourceContext;
import keilog.device.source.SourceHealth;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.time.MonotonicClock;

/** Keeps everything a source says. */
final class ProbeContext implements SourceContext {
  record Tie(long monotonicNanos, long utcNanos, long uncertaintyNanos) {}

  final List<Map<String, Double>> rows = new ArrayList<>();
  final List<Long> times = new ArrayList<>();
  final List<SourceHealth> healths = new ArrayList<>();
  final List<Tie> ties = new ArrayList<>();
  final List<GroupSpec> groups = new ArrayList<>();
  final Map<String, Long> lastRaw = new HashMap<>();
  boolean keep = true;
  long offered;
  volatile int rowCount;
  private final MonotonicClock clock;

  ProbeContext(MonotonicClock clock) {
    this.clock = clock;
  }

  @Override
  public MonotonicClock clock() {
    return clock;
  }

  @Override
  public GroupSpec declare(long tickNanos, long periodNanos, List<ChannelSpec> channels) {
    for (GroupSpec group : groups) {
      if (group.channels().equals(channels)) {
        return group;
      }
    }
    GroupSpec group = new GroupSpec(groups.size() + 1, "gps", tickNanos, periodNanos, channels);
    groups.add(group);
    return group;
  }

  @Override
  public int localId(String channelName) {
    return 0x8000;
  }

  @Override
  public boolean offer(Row row) {
    offered++;
    if (keep) {
      Map<String, Double> values = new HashMap<>();
      for (int i = 0; i < row.group().channels().size(); i++) {
        if ((row.present() >> i & 1) != 0) {
          ChannelSpec channel = row.group().channels().get(i);
          values.put(channel.name(), channel.scale().value(row.raw(i)));
          lastRaw.put(channel.name(), row.raw(i));
        }
      }
      synchronized (rows) {
        rows.add(values);
        times.add(row.timeNanos());
      }
      rowCount = rows.size();
    }
    return true;
  }

  @Override
  public synchronized void health(SourceHealth health) {
    healths.add(health);
  }

  @Override
  public void clockFix(long monotonicNanos, long utcNanos, long uncertaintyNanos) {
    ties.add(new Tie(monotonicNanos, utcNanos, uncertaintyNanos));
  }

  synchronized SourceHealth health() {
    return healths.getLast();
  }
}
