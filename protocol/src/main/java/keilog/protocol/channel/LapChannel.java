package keilog.protocol.channel;

import java.util.Arrays;
import java.util.Optional;

/**
 * What is derived of a lap and never recorded, beside {@link DerivedChannel}: its inputs are not
 * two channels but every fix since the line, and a faster lap before. The live view, reports and
 * exports call it by this name, in this unit.
 */
public enum LapChannel {
  // @formatter:off
  /** Seconds behind the reference lap at the same place, negative ahead of it. */
  DELTA("delta", -60, 60, 2, Truth.MEASURED),
  /** What the lap will be if the rest of it is driven as in the reference lap. */
  PREDICTED_LAP("predicted_lap", 0, 3_600, 1, Truth.GUESS);

  // @formatter:on

  /** Whether a value is a fact. */
  public enum Truth {
    MEASURED,
    /** Holds the driver's future: shown with "~". At half the lap it is off by half a second. */
    GUESS
  }

  private static final long PER_SECOND = 1_000_000;

  private final String channelName;
  private final double low;
  private final double high;
  private final int decimals;
  private final Truth truth;

  LapChannel(String channelName, double low, double high, int decimals, Truth truth) {
    this.channelName = channelName;
    this.low = low;
    this.high = high;
    this.decimals = decimals;
    this.truth = truth;
  }

  /** Lower snake case, unique among these, the other derived ones and the catalogue. */
  public String channelName() {
    return channelName;
  }

  public Truth truth() {
    return truth;
  }

  /** As a channel of a live message, in microseconds. */
  public ChannelSpec spec(int localId) {
    return new ChannelSpec(
        localId,
        0,
        channelName,
        Unit.SECOND.symbol(),
        Scale.of(1, PER_SECOND),
        low,
        high,
        decimals);
  }

  public static Optional<LapChannel> byName(String name) {
    return Arrays.stream(values()).filter(c -> c.channelName.equals(name)).findFirst();
  }
}
