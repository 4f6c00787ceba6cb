package keilog.tools.analysis.lap;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;

/**
 * One lap as people read it, judged with hindsight: knowing all the others of the drive.
 *
 * @param timed what was timed; its remarks hold what hindsight added
 * @param valid whether it may be the best, and counts in averages and sums: timed at both lines
 *     without a guess, on the course, no stop, and not slow
 * @param gapSeconds to the best lap; empty where it is not valid, or where there is no best
 * @param sectors each sector of the layout in order; what was not timed is empty
 * @param highestSpeedKmh NaN where the receiver says no speed
 * @param lowestSpeedKmh NaN where the receiver says no speed
 * @param highestRpm of the engine; NaN without its channel
 * @param metres driven, by speed over ground; NaN where unknown
 * @param fixes how good they were
 */
public record Lap(
    TimedLap timed,
    boolean valid,
    OptionalDouble gapSeconds,
    List<Sector> sectors,
    double highestSpeedKmh,
    double lowestSpeedKmh,
    double highestRpm,
    double metres,
    FixShares fixes) {

  public Lap {
    sectors = List.copyOf(sectors);
  }

  /**
   * One sector of one lap.
   *
   * @param number from 1
   * @param seconds NaN where it was not timed
   * @param quality of the time
   * @param uncertaintySeconds one standard deviation; NaN where it was not timed
   */
  public record Sector(int number, double seconds, Quality quality, double uncertaintySeconds) {
    boolean measured() {
      return quality == Quality.MEASURED;
    }
  }

  /** As counted over the drive: 0 is the way out. */
  public int number() {
    return timed.number();
  }

  /** How long it took. */
  public double seconds() {
    return timed.durationNanos() * 1e-9;
  }

  /** One standard deviation of {@link #seconds}. */
  public double uncertaintySeconds() {
    return timed.uncertaintyNanos() * 1e-9;
  }

  /** The lap of a number. */
  static Optional<Lap> find(List<Lap> laps, int number) {
    return laps.stream().filter(l -> l.number() == number).findFirst();
  }

  /** The same laps, the valid ones with their gap to a time. */
  static List<Lap> withGaps(List<Lap> laps, double bestSeconds) {
    return laps.stream().map(l -> l.valid ? l.withGap(l.seconds() - bestSeconds) : l).toList();
  }

  private Lap withGap(double seconds) {
    return new Lap(
        timed,
        valid,
        OptionalDouble.of(seconds),
        sectors,
        highestSpeedKmh,
        lowestSpeedKmh,
        highestRpm,
        metres,
        fixes);
  }
}
