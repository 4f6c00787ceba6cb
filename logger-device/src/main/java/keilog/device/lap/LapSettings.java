package keilog.device.lap;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;

/**
 * How laps are timed in the car.
 *
 * @param track the course, where the owner has named it
 * @param candidates courses among which the layout is found; asked for once, with the first session
 * @param show whether lap times, delta and prediction leave the car while it drives
 */
public record LapSettings(Optional<Track> track, Supplier<List<Track>> candidates, Show show) {

  /** Some organisers forbid timing on the course: then laps are recorded and nothing else. */
  public enum Show {
    LIVE,
    RECORD_ONLY
  }

  /** Any shipped course, shown. */
  public static final LapSettings USUAL = new LapSettings(Optional.empty(), Tracks::all, Show.LIVE);
}
