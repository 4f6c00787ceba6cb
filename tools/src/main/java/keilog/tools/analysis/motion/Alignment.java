package keilog.tools.analysis.motion;

import keilog.protocol.track.Quality;

/**
 * How late the receiver's fixes lie on the monotonic axis, against a channel of the car. A fix
 * describes where the car was so long before the time it is placed at: latency is positive where
 * fixes come late. What the channel itself is late by cannot be told apart and is in the figure.
 *
 * @param latencySeconds taken off {@link Motion#times()}; 0 where it could not be told
 * @param uncertaintySeconds one standard deviation, by how far parts of the drive disagree; NaN
 *     where it could not be told
 * @param correlation of the speed's changes at that latency, −1 to 1; NaN where there was nothing
 * @param channel it was held against; empty where there was none
 * @param seconds of driving that went into it
 * @param quality INSUFFICIENT where nothing was taken off
 * @param reason one sentence; why not, or how
 */
public record Alignment(
    double latencySeconds,
    double uncertaintySeconds,
    double correlation,
    String channel,
    double seconds,
    Quality quality,
    String reason) {

  static Alignment none(String channel, double correlation, double seconds, String reason) {
    return new Alignment(
        0, Double.NaN, correlation, channel, seconds, Quality.INSUFFICIENT, reason);
  }

  /** What is taken off the fixes' times. */
  long latencyNanos() {
    return Math.round(latencySeconds * 1e9);
  }
}
