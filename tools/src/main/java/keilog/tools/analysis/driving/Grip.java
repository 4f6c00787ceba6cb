package keilog.tools.analysis.driving;

import java.util.List;
import java.util.OptionalDouble;
import keilog.protocol.track.Quality;

/**
 * What was asked of the tyres, over the laps that count; of all timed laps where none counts, of
 * the whole drive where none was timed.
 *
 * @param samples it stands on
 * @param envelope largest g by direction, without gaps; empty of too few samples
 * @param use share of the time beyond 80 % of the envelope, 0 to 1
 * @param trailBraking share of the braking time that the car already turns, 0 to 1
 * @param accelerationG 99.5 % of the samples lie below, as the next three: one odd fix is no peak
 * @param brakingG as a positive number
 * @param leftG as a positive number
 * @param rightG in a right-hand corner
 * @param quality of all of these
 */
public record Grip(
    int samples,
    List<Direction> envelope,
    OptionalDouble use,
    OptionalDouble trailBraking,
    OptionalDouble accelerationG,
    OptionalDouble brakingG,
    OptionalDouble leftG,
    OptionalDouble rightG,
    Quality quality) {

  /**
   * One of 24 directions.
   *
   * @param degrees its middle: 0 speeding up, 90 turning right, 180 braking, 270 turning left
   * @param g 95 % of its samples lie below; empty of too few
   * @param samples in it
   */
  public record Direction(int degrees, OptionalDouble g, int samples) {}

  public Grip {
    envelope = List.copyOf(envelope);
  }
}
