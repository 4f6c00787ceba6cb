package keilog.tools.analysis.engine;

import keilog.protocol.car.Confidence;

/**
 * A channel beyond one of the profile's limits, once.
 *
 * @param channel name
 * @param side of the limit that is wrong
 * @param limit in the channel's unit
 * @param when it began
 * @param seconds until it was well again
 * @param worst value, in the channel's unit
 * @param confidence of the limit
 * @param source of the limit
 */
public record Breach(
    String channel,
    Side side,
    double limit,
    Moment when,
    double seconds,
    double worst,
    Confidence confidence,
    String source) {
  /** Which side of a limit is wrong. */
  public enum Side {
    ABOVE,
    BELOW
  }
}
