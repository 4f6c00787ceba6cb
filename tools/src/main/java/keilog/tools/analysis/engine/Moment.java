package keilog.tools.analysis.engine;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * When something was.
 *
 * @param timeNanos on the monotonic axis of the drive
 * @param lap number of the lap it fell into; empty outside all laps
 * @param lapSeconds since that lap began
 */
public record Moment(long timeNanos, OptionalInt lap, OptionalDouble lapSeconds) {}
