package keilog.device;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import keilog.device.ring.LatestValues;
import keilog.device.source.Row;
import keilog.device.source.SourceContext;
import keilog.device.source.SourceHealth;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.time.MonotonicClock;

/** What a source is given while it is checked: nothing is recorded, everything is counted. */
final class CheckContext implements SourceContext {
  private final String source;
  private final MonotonicClock clock;
  private final Map<String, Integer> localIds = new HashMap<>();
  private final List<Seen> seen = new ArrayList<>();
  private SourceHealth health =
      new SourceHealth(SourceHealth.State.STARTING, "the source has said nothing yet", "");

  /** A declared group, its values, and how many of them there were at a moment. */
  private static final class Seen {
    final GroupSpec group;
    final LatestValues latest;
    final LatestValues.Reading marked;
    long markedNanos;

    Seen(GroupSpec group, long nowNanos) {
      this.group = group;
      this.latest = new LatestValues(group.channels().size());
      this.marked = latest.newReading();
      this.markedNanos = nowNanos;
    }
  }

  /**
   * What a channel gave.
   *
   * @param count of values; 0: none
   * @param rateHz since {@link #mark}
   */
  record Given(ChannelSpec channel, long count, double value, double rateHz) {}

  CheckContext(String source, MonotonicClock clock) {
    this.source = source;
    this.clock = clock;
  }

  synchronized SourceHealth health() {
    return health;
  }

  /** Rates count from now on: the source has settled. */
  synchronized void mark() {
    for (Seen s : seen) {
      s.latest.read(s.marked);
      s.markedNanos = clock.nanos();
    }
  }

  synchronized List<Given> given() {
    long now = clock.nanos();
    List<Given> given = new ArrayList<>();
    for (Seen s : seen) {
      LatestValues.Reading reading = s.latest.newReading();
      s.latest.read(reading);
      double seconds = Math.max(1e-3, (now - s.markedNanos) / 1e9);
      for (int column = 0; column < s.group.channels().size(); column++) {
        ChannelSpec channel = s.group.channels().get(column);
        long count = reading.count(column);
        double value = channel.scale().value(reading.raw(column));
        double rate = (count - s.marked.count(column)) / seconds;
        given.add(new Given(channel, count, value, rate));
      }
    }
    return given;
  }

  @Override
  public MonotonicClock clock() {
    return clock;
  }

  @Override
  public synchronized GroupSpec declare(
      long tickNanos, long periodNanos, List<ChannelSpec> channels) {
    for (Seen s : seen) {
      GroupSpec known = s.group;
      if (known.tickNanos() == tickNanos
          && known.periodNanos() == periodNanos
          && known.channels().equals(channels)) {
        return known;
      }
    }
    GroupSpec group = new GroupSpec(seen.size() + 1, source, tickNanos, periodNanos, channels);
    seen.add(new Seen(group, clock.nanos()));
    return group;
  }

  @Override
  public synchronized int localId(String channelName) {
    return localIds.computeIfAbsent(channelName, name -> Channel.FIRST_LOCAL_ID + localIds.size());
  }

  @Override
  public synchronized boolean offer(Row row) {
    Seen s = seen.get(row.group().id() - 1);
    row.showTo(s.latest);
    return true;
  }

  @Override
  public synchronized void health(SourceHealth now) {
    health = now;
  }

  @Override
  public void clockFix(long monotonicNanos, long utcNanos, long uncertaintyNanos) {
    // of no use while checking
  }
}
