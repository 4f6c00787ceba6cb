package keilog.protocol.track;

/**
 * A gate was passed between two fixes; when exactly is solved once enough fixes behind it are
 * known.
 *
 * @param gate which, by its number in the course
 * @param line of the gate
 * @param before number of the last fix before it
 * @param forwards false: against the direction of the course, which counts for nothing
 * @param lingerNanos how long the car stood or crept on the line
 */
record Approach(int gate, GateLine line, int before, boolean forwards, long lingerNanos) {}
