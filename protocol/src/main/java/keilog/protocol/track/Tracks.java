package keilog.protocol.track;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** The tracks that come with keilog: {@code tracks.toml} beside this class. */
public final class Tracks {
  private static final class Shipped {
    static final List<Track> ALL = read();
  }

  private Tracks() {}

  /** Every track, sorted by id. */
  public static List<Track> all() {
    return Shipped.ALL;
  }

  public static Optional<Track> find(String id) {
    return Shipped.ALL.stream().filter(t -> t.id().equals(id)).findFirst();
  }

  /** Layouts whose start lies within a distance of a place, nearest first; no alternatives. */
  public static List<Track> near(GeoPoint place, double metres) {
    return Shipped.ALL.stream()
        .filter(t -> t.alternativeOf().isEmpty() && t.distanceMetres(place) <= metres)
        .sorted((x, y) -> Double.compare(x.distanceMetres(place), y.distanceMetres(place)))
        .toList();
  }

  private static List<Track> read() {
    TomlParseResult toml = Toml.parse(resource("tracks.toml"));
    if (toml.hasErrors()) {
      throw new IllegalStateException("tracks.toml does not parse: " + toml.errors().getFirst());
    }
    List<Track> tracks = new ArrayList<>();
    TomlArray rows = toml.getArrayOrEmpty("track");
    for (int i = 0; i < rows.size(); i++) {
      tracks.add(track(rows.getTable(i)));
    }
    tracks.sort((x, y) -> x.id().compareTo(y.id()));
    return List.copyOf(tracks);
  }

  private static Track track(TomlTable row) {
    Optional<Gate> start = gate("start", row.getArray("start"));
    List<Gate> sectors = new ArrayList<>();
    TomlArray lines = row.getArrayOrEmpty("sectors");
    for (int i = 0; i < lines.size(); i++) {
      sectors.add(gate("sector " + (i + 1), lines.getArray(i)).orElseThrow());
    }
    TomlArray place = row.getArray("location");
    Long length = row.getLong("length_m");
    String centreline = row.getString("centreline");
    return new Track(
        row.getString("id"),
        row.getString("name"),
        row.getString("layout"),
        place == null
            ? start.orElseThrow().centre()
            : new GeoPoint(place.getDouble(0), place.getDouble(1)),
        start,
        gate("finish", row.getArray("finish")),
        sectors,
        direction(row.getString("direction")),
        length == null ? OptionalInt.empty() : OptionalInt.of(length.intValue()),
        Track.Confidence.valueOf(row.getString("confidence").toUpperCase(Locale.ROOT)),
        row.getString("source"),
        row.getString("check", () -> ""),
        Optional.ofNullable(row.getString("alternative_of")),
        centreline == null ? List.of() : points(resource(centreline)));
  }

  /** Four numbers: latitude and longitude of the left end, then of the right end. */
  private static Optional<Gate> gate(String name, TomlArray ends) {
    return ends == null
        ? Optional.empty()
        : Optional.of(
            new Gate(
                name,
                new GeoPoint(ends.getDouble(0), ends.getDouble(1)),
                new GeoPoint(ends.getDouble(2), ends.getDouble(3))));
  }

  private static Track.Direction direction(String text) {
    return text == null
        ? Track.Direction.UNKNOWN
        : Track.Direction.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Lines of {@code latitude,longitude}; lines that begin with # are remarks. */
  private static List<GeoPoint> points(String csv) {
    return csv.lines()
        .filter(l -> !l.isBlank() && !l.startsWith("#"))
        .map(l -> l.split(","))
        .map(c -> new GeoPoint(Double.parseDouble(c[0].strip()), Double.parseDouble(c[1].strip())))
        .toList();
  }

  private static String resource(String name) {
    try (InputStream in = Tracks.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("a resource is missing: name=" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
