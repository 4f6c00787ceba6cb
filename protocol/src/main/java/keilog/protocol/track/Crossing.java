package keilog.protocol.track;

/**
 * A car passed a gate, forwards.
 *
 * @param gate which
 * @param gnssNanos when, in {@code gnss_time}
 * @param timeNanos when, on the monotonic axis of the fixes around it
 * @param speed in m/s at the line
 * @param quality of the instant
 * @param uncertaintyNanos one standard deviation of the instant; the receiver's slow error, which
 *     mostly falls out of a lap, is no part of it: laps and sectors add what remains
 */
public record Crossing(
    Gate gate,
    long gnssNanos,
    long timeNanos,
    double speed,
    Quality quality,
    long uncertaintyNanos) {}
