package keilog.device.record;

import java.util.Arrays;
import java.util.List;
import keilog.device.ring.SampleRing;
import keilog.device.source.Row;
import keilog.device.source.SourceContext;
import keilog.device.source.SourceHealth;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.time.MonotonicClock;

/**
 * One source's way into the logger: its ring, its groups' newest values, its health. The source's
 * thread writes, the recorder and the live view read.
 */
public final class SourceFeed implements SourceContext {
  /** A source that comes and goes is told of no more often than this. */
  private static final long TELL_EVERY_NANOS = 5_000_000_000L;

  private final String name;
  private final String kind;
  private final MonotonicClock clock;
  private final ChannelRegistry registry;
  private final ClockBoard clockBoard;
  private final SampleRing ring;
  private LiveGroup[] groups = new LiveGroup[0];
  private volatile Said said;

  /** The recorder's own. */
  private SourceHealth.State toldState = SourceHealth.State.STARTING;

  private long toldNanos = Long.MIN_VALUE / 2;

  /** What a source said of itself, and since when it is in that state. */
  record Said(SourceHealth health, long sinceNanos) {}

  SourceFeed(
      String name,
      String kind,
      SampleRing ring,
      ChannelRegistry registry,
      ClockBoard clockBoard,
      MonotonicClock clock) {
    this.name = name;
    this.kind = kind;
    this.ring = ring;
    this.registry = registry;
    this.clockBoard = clockBoard;
    this.clock = clock;
    this.said =
        new Said(
            new SourceHealth(SourceHealth.State.STARTING, "the logger has just started", ""),
            clock.nanos());
  }

  public String name() {
    return name;
  }

  public String kind() {
    return kind;
  }

  SampleRing ring() {
    return ring;
  }

  /**
   * Whether a state is another than was told last, and that was not just now; it counts as told
   * then. The recorder's thread.
   */
  boolean worthTelling(SourceHealth.State state, long nowNanos) {
    if (state == toldState || nowNanos - toldNanos < TELL_EVERY_NANOS) {
      return false;
    }
    toldState = state;
    toldNanos = nowNanos;
    return true;
  }

  Said said() {
    return said;
  }

  @Override
  public MonotonicClock clock() {
    return clock;
  }

  @Override
  public GroupSpec declare(long tickNanos, long periodNanos, List<ChannelSpec> channels) {
    GroupSpec spec = registry.declare(name, tickNanos, periodNanos, channels);
    for (LiveGroup group : registry.groups()) {
      if (group.spec().id() == spec.id() && liveGroup(spec.id()) == null) {
        groups = Arrays.copyOf(groups, groups.length + 1);
        groups[groups.length - 1] = group;
      }
    }
    return spec;
  }

  private LiveGroup liveGroup(int id) {
    for (LiveGroup group : groups) {
      if (group.spec().id() == id) {
        return group;
      }
    }
    return null;
  }

  @Override
  public int localId(String channelName) {
    return registry.localId(channelName);
  }

  @Override
  public boolean offer(Row row) {
    LiveGroup group = liveGroup(row.group().id());
    if (group == null) {
      throw new IllegalArgumentException(
          "a row is of a group that its source has declared: source=%s, group=%d"
              .formatted(name, row.group().id()));
    }
    row.showTo(group.latest());
    return row.offerTo(ring);
  }

  @Override
  public void health(SourceHealth health) {
    Said before = said;
    boolean same = before.health.state() == health.state();
    said = new Said(health, same ? before.sinceNanos : clock.nanos());
  }

  @Override
  public void clockFix(long monotonicNanos, long utcNanos, long uncertaintyNanos) {
    clockBoard.fix(monotonicNanos, utcNanos, uncertaintyNanos);
  }
}
