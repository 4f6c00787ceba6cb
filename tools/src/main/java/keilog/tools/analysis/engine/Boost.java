package keilog.tools.analysis.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.track.Quality;

/**
 * What the turbo or the compressor gave.
 *
 * @param barometer boost is counted from
 * @param peakKpa highest boost, averaged over some 20 ms
 * @param peakWhen it was
 * @param peakRpm engine speed then; empty where unknown
 * @param spools how often it came in as {@link #DEFINITION} wants it
 * @param unsettled how often the pull ended before a plateau was seen; not among {@code spools}
 * @param listed the first {@value #MOST_LISTED} of them
 * @param threshold lowest engine speed at which a pull in a high gear came to 90 % of the usual
 *     boost; empty where no pull began below it
 * @param definition of spool, as text
 */
public record Boost(
    Barometer barometer,
    double peakKpa,
    Moment peakWhen,
    OptionalDouble peakRpm,
    int spools,
    int unsettled,
    List<Spool> listed,
    Optional<Threshold> threshold,
    String definition) {
  /** More than anyone reads. */
  public static final int MOST_LISTED = 100;

  /** There is no standard: whoever compares must know what is compared. */
  public static final String DEFINITION =
      "throttle passes 80 % less than 1 s after it was below 30 %, gear unchanged for the next"
          + " 1.0 s; start = manifold pressure then; plateau = median of 1.0 to 2.0 s after the"
          + " peak, or of the pull's last 0.5 s where it ends sooner and rises no more; t90 = time"
          + " to start + 0.9 (plateau - start); overshoot = (peak - plateau) / (plateau -"
          + " barometer)";

  /**
   * Where boost begins.
   *
   * @param rpm engine speed
   * @param targetKpa the usual boost under full throttle
   * @param gear of the pull
   * @param when it came
   */
  public record Threshold(double rpm, double targetKpa, int gear, Moment when, Quality quality) {}

  public Boost {
    listed = List.copyOf(listed);
  }
}
