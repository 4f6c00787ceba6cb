package keilog.tools.simulate;

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

/** The logger's side of one real source: keeps what it offers. */
final class Heard implements SourceContext {
  /** One row, by channel name, in the channels' units; raw values beside. */
  record Sample(long timeNanos, Map<String, Double> values, Map<String, Long> raw) {}

  private final List<Sample> samples = new ArrayList<>();
  private final List<GroupSpec> groups = new ArrayList<>();
  private final Map<String, Integer> local = new HashMap<>();
  private volatile SourceHealth health = new SourceHealth(SourceHealth.State.ABSENT, "", "");

  @Override
  public MonotonicClock clock() {
    return MonotonicClock.SYSTEM;
  }

  @Override
  public synchronized GroupSpec declare(long tick, long period, List<ChannelSpec> channels) {
    for (GroupSpec group : groups) {
      if (group.tickNanos() == tick
          && group.periodNanos() == period
          && group.channels().equals(channels)) {
        return group;
      }
    }
    groups.add(new GroupSpec(groups.size() + 1, "source", tick, period, channels));
    return groups.getLast();
  }

  @Override
  public int localId(String name) {
    return local.computeIfAbsent(name, n -> 0x8000 + local.size());
  }

  @Override
  public synchronized boolean offer(Row row) {
    Map<String, Double> values = new HashMap<>();
    Map<String, Long> raw = new HashMap<>();
    List<ChannelSpec> channels = row.group().channels();
    for (int i = 0; i < channels.size(); i++) {
      if ((row.present() >> i & 1) != 0) {
        values.put(channels.get(i).name(), channels.get(i).scale().value(row.raw(i)));
        raw.put(channels.get(i).name(), row.raw(i));
      }
    }
    samples.add(new Sample(row.timeNanos(), values, raw));
    notifyAll();
    return true;
  }

  @Override
  public void health(SourceHealth now) {
    health = now;
  }

  @Override
  public void clockFix(long monotonicNanos, long utcNanos, long uncertaintyNanos) {}

  SourceHealth health() {
    return health;
  }

  /** Waits for so many rows with a channel, for at most some seconds; those that came. */
  synchronized List<Sample> await(String channel, int count, int seconds)
      throws InterruptedException {
    long limit = System.nanoTime() + seconds * 1_000_000_000L;
    while (with(channel).size() < count && System.nanoTime() < limit) {
      wait(50);
    }
    return with(channel);
  }

  private List<Sample> with(String channel) {
    return samples.stream().filter(s -> s.values().containsKey(channel)).toList();
  }
}
