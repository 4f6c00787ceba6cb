package keilog.protocol.track;

/**
 * One sector of one lap.
 *
 * @param number from 1 within the lap
 * @param gate that ends it
 * @param startNanos {@code gnss_time} of its begin
 * @param endNanos {@code gnss_time} of its end
 * @param timeNanos its end on the monotonic axis
 * @param quality of its duration
 * @param uncertaintyNanos one standard deviation of its duration
 */
public record TimedSector(
    int number,
    String gate,
    long startNanos,
    long endNanos,
    long timeNanos,
    Quality quality,
    long uncertaintyNanos) {

  /** How long it took: a difference of {@code gnss_time}. */
  public long durationNanos() {
    return endNanos - startNanos;
  }
}
