package keilog.tools.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;
import picocli.CommandLine.Option;

/** Which tracks a verb knows: the shipped ones, and the user's own file where there is one. */
final class TrackOptions {
  private static final String VARIABLE = "KEILOG_TRACKS";

  @Option(
      names = {"--own", "--tracks"},
      paramLabel = "FILE",
      description =
          "Your own tracks (TRACKS.md); else $KEILOG_TRACKS, else ~/.config/keilog/tracks.toml.")
  private Path own;

  /** Where the user's own tracks are, or would be. */
  Path file() {
    return Optional.ofNullable(own)
        .or(
            () ->
                Optional.ofNullable(System.getenv(VARIABLE))
                    .filter(text -> !text.isBlank())
                    .map(Path::of))
        .orElseGet(
            () -> Path.of(System.getProperty("user.home"), ".config", "keilog", "tracks.toml"));
  }

  /**
   * The user's own tracks; none where nobody named a file and the usual one is absent.
   *
   * @throws keilog.protocol.toml.RefusedToml where the file says something wrong
   * @throws IOException where it cannot be read, and where a file that was named is absent
   */
  List<Track> own() throws IOException {
    Path file = file();
    return own == null && !Files.exists(file) ? List.of() : Tracks.read(file);
  }

  /** Shipped and own tracks, sorted by id; the errors are those of {@link #own()}. */
  List<Track> all() throws IOException {
    return Tracks.with(own());
  }
}
