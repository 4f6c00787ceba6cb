package keilog.tools.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import keilog.protocol.track.Track;
import keilog.protocol.track.TrackText;
import keilog.protocol.track.Tracks;

/**
 * A user's file of tracks. What is in it is never changed, and it is there whole or as it was: a
 * new text is written beside it, read back as tracks, and then takes its place.
 */
final class OwnTracks {
  private final Path file;

  OwnTracks(Path file) {
    this.file = file;
  }

  Path path() {
    return file;
  }

  /**
   * Adds a track at the end; makes the file where there is none.
   *
   * @throws IOException where a track of that id is there already, or the file cannot be read or
   *     written
   */
  void add(Track track) throws IOException {
    boolean exists = Files.exists(file);
    List<Track> before = exists ? Tracks.read(file) : List.of();
    if (Tracks.find(before, track.id()).isPresent()) {
      throw new IOException(
          "a track of this id is there already; choose another --id: id=%s, file=%s"
              .formatted(track.id(), file));
    }
    String text = exists ? Files.readString(file) : "";
    String gap = text.isEmpty() ? "" : text.endsWith("\n") ? "\n" : "\n\n";
    write(text + gap + TrackText.toml(track));
  }

  /**
   * Makes a file of one track.
   *
   * @throws IOException where there is a file already, or it cannot be written
   */
  void create(Track track) throws IOException {
    if (Files.exists(file)) {
      throw new IOException("there is a file already; choose another or --add: file=" + file);
    }
    write(TrackText.toml(track));
  }

  private void write(String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path beside = Files.createTempFile(folder, "." + file.getFileName(), ".new");
    try {
      Files.writeString(beside, text);
      Tracks.read(beside);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
