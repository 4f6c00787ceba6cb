package keilog.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import keilog.device.RefusedConfiguration.Problem;
import keilog.device.lap.LapSettings;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;

/** {@code [laps]}: on which course, and whether times may be seen while the car drives. */
final class LapTable {
  private static final Predicate<String> ANY = text -> !text.isBlank();

  private final List<Problem> problems;

  LapTable(List<Problem> problems) {
    this.problems = problems;
  }

  LapSettings read(Optional<CheckedTable> table) {
    if (table.isEmpty()) {
      return LapSettings.USUAL;
    }
    CheckedTable t = table.get();
    int before = problems.size();
    Supplier<List<Track>> candidates =
        t.text(
                "tracks",
                "the path of a readable file of tracks",
                f -> !f.isBlank() && Files.isReadable(Path.of(f)))
            .map(file -> withOwn(t, Path.of(file)))
            .orElse(Tracks::all);
    boolean live = t.flag("live").orElse(true);
    Optional<Track> track = Optional.empty();
    if (t.has("track") && problems.size() == before) {
      track = named(t, candidates.get());
    }
    t.end();
    return new LapSettings(
        track, candidates, live ? LapSettings.Show.LIVE : LapSettings.Show.RECORD_ONLY);
  }

  private static Optional<Track> named(CheckedTable t, List<Track> all) {
    Optional<Track> track =
        t.text("track", "the id of a track: keilog tracks lists them", ANY)
            .flatMap(id -> found(t, all, id));
    if (track.isPresent() && track.get().start().isEmpty()) {
      t.problem(
          "track",
          "of this track only the place is known: track=%s; learn its start line from a drive with"
              + " keilog tracks learn, or leave the key out",
          track.get().id());
    }
    return track;
  }

  private static Optional<Track> found(CheckedTable t, List<Track> all, String id) {
    Optional<Track> track = Tracks.find(all, id);
    if (track.isEmpty()) {
      String hint = Nearest.hint(id, all.stream().map(Track::id).toList());
      t.problem("track", "no track has the id \"%s\"%s; keilog tracks lists them", id, hint);
    }
    return track;
  }

  private Supplier<List<Track>> withOwn(CheckedTable t, Path file) {
    try {
      List<Track> own = Tracks.read(file);
      return () -> Tracks.with(own);
    } catch (IOException refused) {
      t.problem("tracks", "the file of tracks cannot be used: %s", refused.getMessage());
      return Tracks::all;
    }
  }
}
