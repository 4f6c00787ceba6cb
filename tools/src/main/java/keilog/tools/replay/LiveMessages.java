package keilog.tools.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import keilog.protocol.block.ClockTie;
import keilog.protocol.block.SessionId;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.topic.Live;

/**
 * Rows in order of time, gathered into live messages as the car sends them: per live period the
 * newest value of each channel that had one. One thread.
 */
final class LiveMessages implements RowOrder.Taker {
  private final long periodNanos;
  private final Consumer<Live> out;
  private final Map<String, Double> values = new LinkedHashMap<>();
  private Optional<SessionId> session = Optional.empty();
  private ClockTie tie;
  private long endNanos = Long.MIN_VALUE;
  private long newestNanos;
  private long seq;

  /**
   * @param periodNanos of live messages, on the session's axis
   * @param out is handed each message when its last row is known
   */
  LiveMessages(long periodNanos, Consumer<Live> out) {
    this.periodNanos = periodNanos;
    this.out = out;
  }

  /** What follows is of this session. */
  void begin(SessionId id) {
    flush();
    session = Optional.of(id);
    endNanos = Long.MIN_VALUE;
    tie = null;
  }

  /** From here on UTC is known; a clock that nobody set is not told. */
  void clock(ClockTie known) {
    if (known.source() != ClockTie.Source.NONE) {
      tie = known;
    }
  }

  @Override
  public void row(GroupSpec group, long timeNanos, long presence, long[] raw) {
    if (timeNanos >= endNanos) {
      flush();
      // The grid of periods goes on from the last one, unless nothing came for longer.
      boolean next = endNanos != Long.MIN_VALUE && timeNanos - endNanos < periodNanos;
      endNanos = (next ? endNanos : timeNanos) + periodNanos;
    }
    List<ChannelSpec> channels = group.channels();
    for (int c = 0; c < channels.size(); c++) {
      ChannelSpec channel = channels.get(c);
      if ((presence >>> c & 1) != 0 && isShown(channel)) {
        values.put(channel.name(), channel.scale().value(raw[c]));
        newestNanos = Math.max(newestNanos, timeNanos);
      }
    }
  }

  /** Hands out what has been gathered so far. */
  void flush() {
    if (values.isEmpty()) {
      return;
    }
    OptionalLong ts =
        tie == null
            ? OptionalLong.empty()
            : OptionalLong.of((tie.utcNanos() + newestNanos - tie.timeNanos()) / 1_000_000);
    out.accept(new Live(newestNanos, ts, session, seq++, values));
    values.clear();
    newestNanos = 0;
  }

  /** The exact time of a fix is for laps; as a JSON number it would be neither exact nor of use. */
  static boolean isShown(ChannelSpec channel) {
    return channel.quantity() != Channel.GNSS_TIME.id();
  }
}
