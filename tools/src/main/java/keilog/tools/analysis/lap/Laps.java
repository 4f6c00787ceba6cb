package keilog.tools.analysis.lap;

import java.util.List;
import java.util.Optional;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.Track;
import keilog.tools.analysis.Recording;

/**
 * The laps of one drive. Times are differences of {@code gnss_time} from raw fixes.
 *
 * @param track with the gates in force; empty where no layout was found
 * @param laps in order, with the way out and the way in
 * @param best the fastest valid lap
 * @param consistency of the valid laps
 * @param live what the logger timed while it drove, beside this
 * @param missing why there are no laps, or no valid one: a plain sentence; empty where all is well
 */
public record Laps(
    Optional<Track> track,
    List<Lap> laps,
    Optional<Lap> best,
    Consistency consistency,
    LiveLaps live,
    Optional<String> missing) {

  public Laps {
    laps = List.copyOf(laps);
  }

  /**
   * Times a drive as the logger does, then once more with hindsight.
   *
   * @param recording of the drive
   * @param candidates tracks it may have been on; those far away do no harm
   * @param chosenTrack id of the track it was on, by somebody who knows; else it is found by the
   *     gates that were crossed
   */
  public static Laps of(Recording recording, List<Track> candidates, Optional<String> chosenTrack) {
    return new LapJudge(recording).judge(candidates, chosenTrack);
  }

  /** As timed: every lap with what hindsight added. */
  public List<TimedLap> timed() {
    return laps.stream().map(Lap::timed).toList();
  }

  /** Those that count, in order. */
  public List<Lap> valid() {
    return laps.stream().filter(Lap::valid).toList();
  }

  /** The lap of a number. */
  public Optional<Lap> lap(int number) {
    return Lap.find(laps, number);
  }

  /** The same with gaps to another lap than the best; as they are where there is no such lap. */
  public Laps against(int number) {
    return lap(number)
        .map(
            reference ->
                new Laps(
                    track,
                    Lap.withGaps(laps, reference.seconds()),
                    best,
                    consistency,
                    live,
                    missing))
        .orElse(this);
  }
}
