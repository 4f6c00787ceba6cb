package keilog.protocol.track;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import keilog.protocol.toml.RefusedToml;
import keilog.protocol.toml.StrictTable;

/** Reads a file of tracks, strictly: whatever is wrong is refused with its line. */
final class TrackReader {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** 100 km at 5 m. */
  private static final int MOST_POINTS = 20_000;

  private static final int MOST_SECTORS = 30;

  /** Gives the text of a file that lies beside the one being read. */
  interface Beside {
    String text(String name) throws IOException;
  }

  private final String file;
  private final Beside beside;
  private final Set<String> ids = new HashSet<>();

  private TrackReader(String file, Beside beside) {
    this.file = file;
    this.beside = beside;
  }

  /**
   * Every track of a text.
   *
   * @param file as messages name it
   * @param known ids of other files that an alternative may stand for
   */
  static List<Track> read(String file, String toml, Beside beside, Set<String> known)
      throws IOException {
    return new TrackReader(file, beside).tracks(StrictTable.parse(file, toml), known);
  }

  private List<Track> tracks(StrictTable top, Set<String> known) throws IOException {
    List<StrictTable> rows = top.tables("track");
    List<Track> tracks = new ArrayList<>();
    for (StrictTable row : rows) {
      tracks.add(track(row));
    }
    top.end();
    for (int i = 0; i < rows.size(); i++) {
      Optional<String> other = tracks.get(i).alternativeOf();
      if (other.isPresent() && !ids.contains(other.get()) && !known.contains(other.get())) {
        throw rows.get(i).refused("alternative_of", "no such track: alternative_of=" + other.get());
      }
    }
    return tracks;
  }

  private Track track(StrictTable row) throws IOException {
    String id = id(row, "id");
    if (!ids.add(id)) {
      throw row.refused("id", "an id stands for one track only: id=" + id);
    }
    String venue = row.has("venue") ? id(row, "venue") : id;
    Optional<Gate> start = gate(row, "start");
    Optional<Gate> finish = gate(row, "finish");
    Track track =
        new Track(
            id,
            venue,
            row.text("name"),
            row.text("layout"),
            location(row, start),
            start,
            finish,
            sectors(row),
            choice(row, "direction", Track.Direction.values(), Track.Direction::text)
                .orElse(Track.Direction.UNKNOWN),
            length(row),
            choice(row, "confidence", Track.Confidence.values(), Track.Confidence::text)
                .orElseThrow(() -> row.refused("confidence", "a key is missing: key=confidence")),
            row.text("source"),
            row.optionalText("check").orElse(""),
            row.optionalText("alternative_of"),
            centreline(row));
    TrackGeometry.check(track, row);
    row.end();
    return track;
  }

  private static String id(StrictTable row, String key) throws RefusedToml {
    String id = row.text(key);
    if (!ID.matcher(id).matches()) {
      throw row.refused(
          key,
          "an id is lower case letters, digits and dashes, at most 40: %s=%s".formatted(key, id));
    }
    return id;
  }

  /** Four numbers: latitude and longitude of the left end, then of the right end. */
  private static Optional<Gate> gate(StrictTable row, String key) throws RefusedToml {
    if (!row.has(key)) {
      return Optional.empty();
    }
    List<Double> ends = row.numbers(key);
    if (ends.size() != 4) {
      throw row.refused(
          key,
          "a line is latitude and longitude of its left end, then of its right end: key=" + key);
    }
    return Optional.of(
        new Gate(
            key,
            place(row, key, ends.get(0), ends.get(1)),
            place(row, key, ends.get(2), ends.get(3))));
  }

  private static List<Gate> sectors(StrictTable row) throws RefusedToml {
    List<Gate> sectors = new ArrayList<>();
    for (StrictTable.NumberRow ends : row.rows("sectors", 4, MOST_SECTORS)) {
      double[] n = ends.numbers();
      sectors.add(
          new Gate(
              "sector " + (sectors.size() + 1),
              place(row, ends.line(), n[0], n[1]),
              place(row, ends.line(), n[2], n[3])));
    }
    return sectors;
  }

  private static GeoPoint location(StrictTable row, Optional<Gate> start) throws RefusedToml {
    if (!row.has("location")) {
      return start
          .map(Gate::centre)
          .orElseThrow(
              () ->
                  row.refused(
                      "id",
                      "a track has a start line, or a location while its line is unknown; both are"
                          + " missing"));
    }
    List<Double> place = row.numbers("location");
    if (place.size() != 2) {
      throw row.refused("location", "a location is latitude and longitude: location=" + place);
    }
    return place(row, "location", place.get(0), place.get(1));
  }

  private static OptionalInt length(StrictTable row) throws RefusedToml {
    if (!row.has("length_m")) {
      return OptionalInt.empty();
    }
    long length = row.need("length_m", Long.class, "whole number");
    if (length < 100 || length > 200_000) {
      throw row.refused("length_m", "a course is 100 m to 200 km long: length_m=" + length);
    }
    return OptionalInt.of((int) length);
  }

  /** A list of places, or the name of a file with one place a line. */
  private List<GeoPoint> centreline(StrictTable row) throws IOException {
    if (!row.has("centreline")) {
      return List.of();
    }
    if (row.isText("centreline")) {
      String name = row.text("centreline");
      if (!FILE.matcher(name).matches()) {
        throw row.refused(
            "centreline", "a centreline's file lies beside this one: centreline=" + name);
      }
      return CentrelineFile.read(name, text(row, name));
    }
    List<GeoPoint> points = new ArrayList<>();
    for (StrictTable.NumberRow point : row.rows("centreline", 2, MOST_POINTS)) {
      points.add(place(row, point.line(), point.numbers()[0], point.numbers()[1]));
    }
    return points;
  }

  private String text(StrictTable row, String name) throws IOException {
    try {
      return beside.text(name);
    } catch (RefusedToml told) {
      throw told;
    } catch (IOException e) {
      throw row.refused(
          "centreline", "the file beside %s cannot be read: centreline=%s".formatted(file, name));
    }
  }

  private static <E> Optional<E> choice(
      StrictTable row, String key, E[] values, Function<E, String> text) throws RefusedToml {
    Optional<String> written = row.optionalText(key);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    for (E value : values) {
      words.add(text.apply(value));
      if (text.apply(value).equals(written.get())) {
        return Optional.of(value);
      }
    }
    throw row.refused(
        key, "%s is one of %s: %s=%s".formatted(key, String.join(", ", words), key, written.get()));
  }

  private static GeoPoint place(StrictTable row, String key, double latitude, double longitude)
      throws RefusedToml {
    return place(row, row.lineOf(key), latitude, longitude);
  }

  private static GeoPoint place(StrictTable row, int line, double latitude, double longitude)
      throws RefusedToml {
    try {
      return new GeoPoint(latitude, longitude);
    } catch (IllegalArgumentException e) {
      throw row.refused(line, e.getMessage());
    }
  }
}
