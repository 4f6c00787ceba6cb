package keilog.device.record;

/**
 * Consecutive blocks.
 *
 * @param first number of the first one
 * @param next number behind the last one
 * @param bytes their length together
 */
public record BlockRun(int first, int next, int bytes) {}
