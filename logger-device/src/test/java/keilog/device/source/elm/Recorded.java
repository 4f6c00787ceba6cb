package keilog.device.source.elm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import keilog.device.source.Row;
import keilog.device.source.SourceContext;
import keilog.device.source.SourceHealth;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.time.MonotonicClock;

/** The logger's side of a source, keeping everything. */
final class Recorded implements SourceContext {
  record Value(String channel, long timeNanos, long raw, double value) {}

  final List<Value> values = new ArrayList<>();
  final List<SourceHealth> healths = new ArrayList<>();
  final List<GroupSpec> groups = new ArrayList<>();
  private final Map<String, Integer> localIds = new LinkedHashMap<>();
  private final MonotonicClock clock;
  private Consumer<Row> also = row -> {};

  Recorded(MonotonicClock clock) {
    this.clock = clock;
  }

  Recorded also(Consumer<Row> also) {
    this.also = also;
    return this;
  }

  @Override
  public MonotonicClock clock() {
    return clock;
  }

  @Override
  public GroupSpec declare(long tickNanos, long periodNanos, List<ChannelSpec> channels) {
    Optional<GroupSpec> known =
        groups.stream()
            .filter(
                g ->
                    g.tickNanos() == tickNanos
                        && g.periodNanos() == periodNanos
                        && g.channels().equals(channels))
            .findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    GroupSpec group = new GroupSpec(groups.size() + 1, "elm", tickNanos, periodNanos, channels);
    groups.add(group);
    return group;
  }

  @Override
  public int localId(String channelName) {
    return localIds.computeIfAbsent(channelName, name -> 0x8000 + localIds.size());
  }

  @Override
  public boolean offer(Row row) {
    also.accept(row);
    for (int c = 0; c < row.group().channels().size(); c++) {
      if ((row.present() >> c & 1) != 0) {
        ChannelSpec spec = row.group().channels().get(c);
        values.add(
            new Value(spec.name(), row.timeNanos(), row.raw(c), spec.scale().value(row.raw(c))));
      }
    }
    return true;
  }

  @Override
  public void health(SourceHealth health) {
    healths.add(health);
  }

  @Override
  public void clockFix(long monotonicNanos, long utcNanos, long uncertaintyNanos) {
    throw new AssertionError("an adapter knows no time");
  }

  List<Value> of(String channel) {
    return values.stream().filter(v -> v.channel().equals(channel)).toList();
  }

  SourceHealth health() {
    return healths.getLast();
  }

  boolean everSaid(String part) {
    return healths.stream().anyMatch(h -> (h.detail() + " | " + h.action()).contains(part));
  }
}
