package keilog.protocol.track;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import keilog.protocol.toml.RefusedToml;

/**
 * The tracks that come with keilog, {@code tracks.toml} beside this class, and a user's own.
 * TRACKS.md has the format of both.
 */
public final class Tracks {
  /** A hundred learned tracks of 5 km with their centrelines. */
  private static final int MOST_BYTES = 1 << 22;

  private static final class Shipped {
    static final List<Track> ALL = read();

    private static List<Track> read() {
      try {
        return List.copyOf(
            byId(TrackReader.read(
                    "tracks.toml", resource("tracks.toml"), Tracks::resource, Set.of()))
                .values());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Tracks() {}

  /** Every shipped track, sorted by id. */
  public static List<Track> all() {
    return Shipped.ALL;
  }

  /** A shipped track. */
  public static Optional<Track> find(String id) {
    return find(Shipped.ALL, id);
  }

  /** One of these tracks. */
  public static Optional<Track> find(List<Track> tracks, String id) {
    return tracks.stream().filter(t -> t.id().equals(id)).findFirst();
  }

  /** Shipped layouts whose start lies within a distance of a place; see the other. */
  public static List<Track> near(GeoPoint place, double metres) {
    return near(Shipped.ALL, place, metres);
  }

  /** Layouts whose start lies within a distance of a place, nearest first; no alternatives. */
  public static List<Track> near(List<Track> tracks, GeoPoint place, double metres) {
    return tracks.stream()
        .filter(t -> t.alternativeOf().isEmpty() && t.distanceMetres(place) <= metres)
        .sorted(Comparator.comparingDouble(t -> t.distanceMetres(place)))
        .toList();
  }

  /**
   * A user's own tracks, in the order of the file. A centreline in a file of its own lies beside
   * it.
   *
   * @throws RefusedToml where the file says something wrong; the message has file and line
   * @throws IOException where it cannot be read
   */
  public static List<Track> read(Path file) throws IOException {
    return TrackReader.read(
        file.toString(),
        text(file),
        name -> text(file.resolveSibling(name)),
        byId(Shipped.ALL).keySet());
  }

  /** Shipped and own tracks, sorted by id; an own one stands for a shipped one of its id. */
  public static List<Track> with(List<Track> own) {
    Map<String, Track> all = byId(Shipped.ALL);
    all.putAll(byId(own));
    return List.copyOf(all.values());
  }

  private static Map<String, Track> byId(List<Track> tracks) {
    Map<String, Track> byId = new TreeMap<>();
    tracks.forEach(t -> byId.put(t.id(), t));
    return byId;
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new RefusedToml(
          file.toString(), 1, "a file of tracks is at most %d bytes".formatted(MOST_BYTES));
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Tracks.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("a resource is missing: name=" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
