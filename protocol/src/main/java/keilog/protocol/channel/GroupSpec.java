package keilog.protocol.channel;

import java.util.List;

/**
 * Channels read at one instant, which share one time column. A row of the group holds a value for
 * each channel that was present.
 *
 * @param id unique in the session, 1..65535
 * @param source name of the source that fills it, as in {@code logger.toml} or its kind
 * @param tickNanos resolution of its times: as true as the source
 * @param periodNanos nominal distance of rows, 0 where rows come irregularly
 * @param channels 1 to 64, in column order
 */
public record GroupSpec(
    int id, String source, long tickNanos, long periodNanos, List<ChannelSpec> channels) {
  /** A row's presence is one long. */
  public static final int MOST_CHANNELS = 64;

  public GroupSpec {
    channels = List.copyOf(channels);
    if (id <= 0 || id > 0xFFFF || tickNanos <= 0 || periodNanos < 0) {
      throw new IllegalArgumentException(
          "a group needs an id in 1..65535, a positive tick and a period from 0: id=%d, tickNanos=%d, periodNanos=%d"
              .formatted(id, tickNanos, periodNanos));
    }
    if (channels.isEmpty() || channels.size() > MOST_CHANNELS) {
      throw new IllegalArgumentException(
          "a group holds 1 to %d channels: group=%d, channels=%d"
              .formatted(MOST_CHANNELS, id, channels.size()));
    }
  }

  /** Presence bits of a row in which every channel has a value. */
  public long full() {
    return channels.size() == 64 ? -1L : (1L << channels.size()) - 1;
  }
}
