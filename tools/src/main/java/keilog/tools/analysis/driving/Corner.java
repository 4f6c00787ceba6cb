package keilog.tools.analysis.driving;

/**
 * A corner of the course, with the stretch of road that is charged to it: from where one may brake
 * for it to where one may brake for the next. These stretches tile the lap.
 *
 * @param number from 1 at the start line; 0 for the straight between the line and the first
 *     corner's stretch, which has its begin, apex and end where it ends itself
 * @param direction which way it bends
 * @param fromMetres where its stretch begins
 * @param startMetres where the corner begins
 * @param apexMetres where the laps are slowest within, on average
 * @param endMetres where the corner ends
 * @param toMetres where its stretch ends
 * @param radiusMetres of the driven line over its tightest fifteen metres; 0 for the straight
 */
public record Corner(
    int number,
    Direction direction,
    double fromMetres,
    double startMetres,
    double apexMetres,
    double endMetres,
    double toMetres,
    double radiusMetres) {

  /** Which way it bends. */
  public enum Direction {
    LEFT,
    RIGHT,
    /** Not at all: the start straight. */
    STRAIGHT
  }

  /** {@code C3}; {@code S} for the start straight. */
  public String label() {
    return number == 0 ? "S" : "C" + number;
  }
}
