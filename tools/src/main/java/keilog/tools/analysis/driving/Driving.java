package keilog.tools.analysis.driving;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.lap.LapTraces;
import keilog.tools.analysis.motion.Motion;

/**
 * How a drive was driven.
 *
 * @param notes what is missing or estimated, and why
 * @param receiverHz fixes a second; 0 of none
 * @param quality of speeds and places within corners
 * @param throttle name of the throttle's channel
 * @param brake name of the brake's channel; without one braking is told by deceleration
 * @param startStraight from the start line to where the first corner's stretch begins, if there is
 *     such a straight: what is lost here comes from the last corner of the lap before
 * @param corners in order, with their stretches
 * @param laps every timed lap
 * @param grip what was asked of the tyres
 * @param steadiness how alike the corners were driven
 * @param places where time can be found, most first; at most three
 */
public record Driving(
    List<Note> notes,
    double receiverHz,
    Quality quality,
    Optional<String> throttle,
    Optional<String> brake,
    Optional<CornerDriving> startStraight,
    List<CornerDriving> corners,
    List<LapDriving> laps,
    Grip grip,
    Steadiness steadiness,
    List<TimeToFind> places) {

  public Driving {
    notes = List.copyOf(notes);
    corners = List.copyOf(corners);
    laps = List.copyOf(laps);
    places = List.copyOf(places);
  }

  /** The start straight where there is one, and the corners: these tile the lap. */
  public List<CornerDriving> stretches() {
    return Stream.concat(startStraight.stream(), corners.stream()).toList();
  }

  /** Never fails: what a drive does not show is left out, and a note says so. */
  public static Driving of(Recording recording, Motion motion, LapTraces traces) {
    return new DrivingReview(recording, motion, traces).review();
  }
}
