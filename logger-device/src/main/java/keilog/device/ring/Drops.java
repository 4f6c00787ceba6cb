package keilog.device.ring;

/**
 * What a full ring refused since the consumer last asked.
 *
 * @param rows refused
 * @param slots values in those rows
 * @param firstTimeNanos time of the first refused row; where the consumer asked in the midst of
 *     refusals, not before the last row of the account before
 * @param lastTimeNanos time of the last refused row
 */
public record Drops(long rows, long slots, long firstTimeNanos, long lastTimeNanos) {}
