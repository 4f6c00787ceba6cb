package keilog.tools.analysis.course;

import java.util.Optional;
import keilog.protocol.track.Track;

/**
 * What a drive taught.
 *
 * @param track the track; empty where the drive has none to teach
 * @param cleanLaps laps, or runs up a hill, that the track was made of
 * @param fastestNanos time of the fastest of them; 0 where there is none
 * @param missing why there is no track: a plain sentence; empty where there is one
 */
public record LearnedCourse(
    Optional<Track> track, int cleanLaps, long fastestNanos, Optional<String> missing) {

  static LearnedCourse none(String why) {
    return new LearnedCourse(Optional.empty(), 0, 0, Optional.of(why));
  }
}
