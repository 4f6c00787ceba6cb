package keilog.tools.exchange;

/**
 * A lap as the other tool timed it, where its file says so: to compare with, never to copy.
 *
 * @param name as written there
 * @param seconds as written there
 */
public record ForeignLap(String name, double seconds) {}
