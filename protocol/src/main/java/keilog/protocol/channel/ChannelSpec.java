package keilog.protocol.channel;

/**
 * One channel as a session's SCHEMA describes it: self-contained, so that a reader needs no
 * catalogue.
 *
 * @param id unique in the session; below 0x8000 the catalogue's, from 0x8000 local to the session
 * @param quantity the catalogue id this is an instance of ({@code lambda_2} is a {@code lambda}); 0
 *     where there is none
 * @param name unique in the session, lower snake case
 * @param unit symbol of the stored unit
 * @param scale raw to value
 * @param low lowest plausible value, in the unit
 * @param high highest plausible value, in the unit
 * @param decimals decimals to show
 */
public record ChannelSpec(
    int id,
    int quantity,
    String name,
    String unit,
    Scale scale,
    double low,
    double high,
    int decimals) {

  public ChannelSpec {
    if (id <= 0 || id > 0xFFFF) {
      throw new IllegalArgumentException(
          "a channel id lies in 1..65535: id=%d, name=%s".formatted(id, name));
    }
  }

  /** The catalogue's channel as it stands. */
  public static ChannelSpec of(Channel channel) {
    return of(channel, channel.scale());
  }

  /** The catalogue's channel at the resolution its source really has. */
  public static ChannelSpec of(Channel channel, Scale scale) {
    return new ChannelSpec(
        channel.id(),
        channel.id(),
        channel.channelName(),
        channel.unit().symbol(),
        scale,
        channel.low(),
        channel.high(),
        channel.decimals());
  }

  /** The same quantity from a second source, under a session-local id and its own name. */
  public ChannelSpec instance(int localId, String instanceName) {
    return new ChannelSpec(localId, quantity, instanceName, unit, scale, low, high, decimals);
  }
}
