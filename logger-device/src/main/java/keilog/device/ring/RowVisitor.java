package keilog.device.ring;

/** Takes one row of a ring. */
@FunctionalInterface
public interface RowVisitor {
  /**
   * @param group id of the row's group
   * @param timeNanos monotonic
   * @param present bit c is set where column c has a value
   * @param rawByColumn the values at their columns; reused, valid during the call; columns that are
   *     not present hold leftovers
   */
  void row(int group, long timeNanos, long present, long[] rawByColumn);
}
