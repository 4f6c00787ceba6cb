package keilog.tools.analysis.course;

import java.util.Optional;
import keilog.protocol.track.GeoPoint;

/**
 * What a user wants of a learned track.
 *
 * @param id of the track
 * @param name of the circuit
 * @param layout of the course
 * @param source that the track will name
 * @param line a place on the start line; empty where it may be chosen
 * @param finish a place on the finish line of a course that is no circuit; empty for a circuit
 * @param sectors where sectors end
 */
public record CourseWish(
    String id,
    String name,
    String layout,
    String source,
    Optional<GeoPoint> line,
    Optional<GeoPoint> finish,
    SectorRule sectors) {

  /** Where sectors end. */
  public enum SectorRule {
    /** At thirds of the way. */
    THIRDS,
    /** Where the car is fastest before it brakes: a sector is a corner with its exit. */
    SPEED
  }
}
