package keilog.protocol.track;

import java.util.List;
import java.util.Locale;

/** Writes a track as its reader reads it. */
public final class TrackText {
  private static final int POINTS_A_LINE = 4;

  private TrackText() {}

  /** One {@code [[track]]} table, to stand alone or at the end of a file. */
  public static String toml(Track track) {
    StringBuilder text = new StringBuilder("[[track]]\n");
    text(text, "id", track.id());
    if (!track.venue().equals(track.id())) {
      text(text, "venue", track.venue());
    }
    text(text, "name", track.name());
    text(text, "layout", track.layout());
    track.alternativeOf().ifPresent(other -> text(text, "alternative_of", other));
    track
        .start()
        .ifPresentOrElse(
            start -> row(text, "start", ends(start)),
            () -> row(text, "location", "[" + place(track.location()) + "]"));
    track.finish().ifPresent(finish -> row(text, "finish", ends(finish)));
    if (!track.sectors().isEmpty()) {
      row(
          text,
          "sectors",
          "[\n  "
              + String.join(",\n  ", track.sectors().stream().map(TrackText::ends).toList())
              + ",\n]");
    }
    if (track.direction() != Track.Direction.UNKNOWN) {
      text(text, "direction", track.direction().text());
    }
    track
        .start()
        .ifPresent(
            g -> row(text, "heading_deg", String.format(Locale.ROOT, "%.1f", g.headingDegrees())));
    track.lengthMetres().ifPresent(metres -> row(text, "length_m", String.valueOf(metres)));
    text(text, "confidence", track.confidence().text());
    text(text, "source", track.source());
    if (!track.check().isBlank()) {
      text(text, "check", track.check());
    }
    if (!track.centreline().isEmpty()) {
      centreline(text, track.centreline());
    }
    return text.toString();
  }

  private static void centreline(StringBuilder text, List<GeoPoint> points) {
    text.append("centreline = [\n");
    for (int i = 0; i < points.size(); i++) {
      text.append(i % POINTS_A_LINE == 0 ? "  [" : " [").append(place(points.get(i))).append("],");
      if (i % POINTS_A_LINE == POINTS_A_LINE - 1 || i == points.size() - 1) {
        text.append('\n');
      }
    }
    text.append("]\n");
  }

  private static void text(StringBuilder text, String key, String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f) {
        quoted.append(String.format("\\u%04X", (int) c));
      } else {
        quoted.append(c);
      }
    }
    row(text, key, quoted.append('"').toString());
  }

  private static void row(StringBuilder text, String key, String value) {
    text.append(key).append(" = ").append(value).append('\n');
  }

  private static String ends(Gate gate) {
    return "[" + place(gate.a()) + ", " + place(gate.b()) + "]";
  }

  /** Seven decimals are a centimetre. */
  private static String place(GeoPoint place) {
    return String.format(Locale.ROOT, "%.7f, %.7f", place.latitude(), place.longitude());
  }
}
