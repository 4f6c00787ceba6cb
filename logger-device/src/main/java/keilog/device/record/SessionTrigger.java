package keilog.device.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;

/**
 * Tells from the rows when somebody drives: the engine runs, or the car moves faster than 10 km/h,
 * for 2 s. Nobody drives after 30 s without either. One thread.
 */
final class SessionTrigger {
  private static final long LASTING_NANOS = 2_000_000_000L;
  static final long QUIET_NANOS = 30_000_000_000L;

  /** A signal that was not seen for so long has to last anew. */
  private static final long GAP_NANOS = 3_000_000_000L;

  /** Starters turn an engine at 150 to 300 rpm, and no car here idles below 600. */
  private static final double RUNNING_RPM = 400;

  private static final double MOVING_KMH = 10;

  /**
   * Why a session begins.
   *
   * @param channel id of the channel in the session
   * @param value that passed the limit
   */
  record Cause(String reason, int channel, double value, double limit) {}

  /** A column to watch, and how long it has been over its limit. */
  private static final class Signal {
    final int group;
    final int column;
    final ChannelSpec channel;
    final String reason;
    final double limit;
    long sinceNanos;
    long lastNanos;
    boolean over;
    double value;

    Signal(int group, int column, ChannelSpec channel, String reason, double limit) {
      this.group = group;
      this.column = column;
      this.channel = channel;
      this.reason = reason;
      this.limit = limit;
    }

    void see(long timeNanos, long raw) {
      double seen = channel.scale().value(raw);
      boolean now = seen > limit;
      if (now && (!over || timeNanos - lastNanos > GAP_NANOS)) {
        sinceNanos = timeNanos;
      }
      over = now;
      if (now) {
        lastNanos = timeNanos;
        value = seen;
      }
    }

    boolean lasted(long nowNanos) {
      return over && lastNanos - sinceNanos >= LASTING_NANOS && nowNanos - lastNanos < GAP_NANOS;
    }
  }

  private final List<Signal> signals = new ArrayList<>();
  private long activeNanos;

  /** The groups that rows come from now on; signals that go on keep what they know. */
  void watch(List<GroupSpec> groups) {
    List<Signal> before = List.copyOf(signals);
    signals.clear();
    for (GroupSpec group : groups) {
      for (int column = 0; column < group.channels().size(); column++) {
        ChannelSpec channel = group.channels().get(column);
        int id = group.id();
        int at = column;
        Optional<Signal> known =
            before.stream().filter(s -> s.group == id && s.column == at).findFirst();
        if (channel.quantity() == Channel.ENGINE_SPEED.id()) {
          signals.add(
              known.orElseGet(() -> new Signal(id, at, channel, "engine runs", RUNNING_RPM)));
        } else if (channel.quantity() == Channel.VEHICLE_SPEED.id()
            || channel.quantity() == Channel.GPS_SPEED.id()) {
          signals.add(known.orElseGet(() -> new Signal(id, at, channel, "car moves", MOVING_KMH)));
        }
      }
    }
  }

  /** Sees a row. Allocates nothing. */
  void row(int group, long timeNanos, long present, long[] rawByColumn) {
    for (int i = 0; i < signals.size(); i++) {
      Signal signal = signals.get(i);
      if (signal.group == group && (present >>> signal.column & 1) != 0) {
        signal.see(timeNanos, rawByColumn[signal.column]);
        if (signal.over) {
          activeNanos = Math.max(activeNanos, timeNanos);
        }
      }
    }
  }

  /** What says that somebody drives, if anything does. */
  Optional<Cause> driving(long nowNanos) {
    for (Signal signal : signals) {
      if (signal.lasted(nowNanos)) {
        return Optional.of(
            new Cause(signal.reason, signal.channel.id(), signal.value, signal.limit));
      }
    }
    return Optional.empty();
  }

  /** Whether nobody has driven for half a minute. */
  boolean quiet(long nowNanos) {
    return nowNanos - activeNanos >= QUIET_NANOS;
  }
}
