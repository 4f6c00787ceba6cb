package keilog.tools.simulate.truth;

import java.util.List;

/**
 * One lap as it truly was.
 *
 * @param number 1 is the first timed one
 * @param startUtc gnss_time of its first crossing of the start line
 * @param endUtc of its last
 * @param sectors parts, in order
 */
public record Lap(int number, long startUtc, long endUtc, List<Sector> sectors) {
  public Lap {
    sectors = List.copyOf(sectors);
  }

  public long nanos() {
    return endUtc - startUtc;
  }

  /**
   * A part of a lap.
   *
   * @param gate that ends it
   * @param endUtc gnss_time of crossing it
   * @param nanos how long it took
   */
  public record Sector(String gate, long endUtc, long nanos) {}
}
