package keilog.protocol.track;

import keilog.protocol.toml.RefusedToml;
import keilog.protocol.toml.StrictTable;

/** Whether the lines of a track can be true: finds swapped ends and mistyped digits. */
final class TrackGeometry {
  /** The widest tracks are 30 m; beyond this a digit is wrong. */
  private static final double LONGEST_GATE = 100;

  private static final double SHORTEST_GATE = 2;

  /** A rally stage's. */
  private static final double FARTHEST_GATE = 50_000;

  /** A line is drawn at a right angle to the way, more or less. */
  private static final double MOST_HEADING_ERROR = 45;

  /** Longest step of a centreline that still says where the track runs. */
  private static final double LONGEST_STEP = 500;

  /** Share by which a centreline may differ from the published length. */
  private static final double LENGTH_TOLERANCE = 0.1;

  /**
   * Least area, as a share of the circle of the same circumference, that has a direction: the two
   * loops of a figure-eight take each other's away.
   */
  private static final double LEAST_AREA = 0.03;

  private final Track track;
  private final StrictTable row;

  private TrackGeometry(Track track, StrictTable row) {
    this.track = track;
    this.row = row;
  }

  /** Refuses what cannot be true. */
  static void check(Track track, StrictTable row) throws RefusedToml {
    TrackGeometry geometry = new TrackGeometry(track, row);
    geometry.gates();
    geometry.heading();
    if (!track.centreline().isEmpty()) {
      geometry.centreline();
    }
  }

  private void gates() throws RefusedToml {
    if (track.start().isEmpty() && (track.finish().isPresent() || !track.sectors().isEmpty())) {
      throw row.refused("id", "a track with other lines has a start line: key=start");
    }
    if (track.start().isPresent()) {
      gate("start", track.start().get());
    }
    if (track.finish().isPresent()) {
      gate("finish", track.finish().get());
    }
    for (Gate sector : track.sectors()) {
      gate("sectors", sector);
    }
  }

  private void gate(String key, Gate gate) throws RefusedToml {
    double width = gate.widthMetres();
    if (!(width >= SHORTEST_GATE && width <= LONGEST_GATE)) {
      throw row.refused(
          key,
          "a line is %.0f to %.0f m long: line=%s, length_m=%.1f"
              .formatted(SHORTEST_GATE, LONGEST_GATE, gate.name(), width));
    }
    double away = track.distanceMetres(gate.centre());
    if (away > FARTHEST_GATE) {
      throw row.refused(
          key,
          "a line lies far off: line=%s, distance_km=%.0f".formatted(gate.name(), away / 1000));
    }
  }

  private void heading() throws RefusedToml {
    if (!row.has("heading_deg")) {
      return;
    }
    double told = row.number("heading_deg");
    if (!(told >= 0 && told <= 360)) {
      throw row.refused("heading_deg", "a heading lies in 0..360: heading_deg=" + told);
    }
    if (track.start().isEmpty()) {
      throw row.refused("heading_deg", "a heading belongs to a start line, which is missing");
    }
    double drawn = track.start().get().headingDegrees();
    double error = Math.abs((drawn - told + 540) % 360 - 180);
    if (error > MOST_HEADING_ERROR) {
      throw row.refused(
          "heading_deg",
          "the start line says otherwise%s: heading_deg=%.1f, line=%.1f"
              .formatted(error > 135 ? "; are its ends swapped?" : "", told, drawn));
    }
  }

  private void centreline() throws RefusedToml {
    if (track.start().isEmpty()) {
      throw row.refused("centreline", "a track with a centreline has a start line: key=start");
    }
    DrawnWay way = DrawnWay.of(track);
    if (track.centreline().size() < 3 || way.longestStep() > LONGEST_STEP) {
      throw row.refused(
          "centreline",
          "a centreline has 3 points at least, none more than %.0f m from the next: points=%d, m=%.0f"
              .formatted(LONGEST_STEP, track.centreline().size(), way.longestStep()));
    }
    double length = way.length();
    double published = track.lengthMetres().orElse((int) Math.round(length));
    if (Math.abs(length - published) > LENGTH_TOLERANCE * published) {
      throw row.refused(
          "length_m",
          "the centreline says otherwise: length_m=%.0f, centreline=%.0f"
              .formatted(published, length));
    }
    direction(way, length);
    crossed("start", track.start().get(), way);
    if (track.finish().isPresent()) {
      crossed("finish", track.finish().get(), way);
    }
    for (Gate sector : track.sectors()) {
      crossed("sectors", sector, way);
    }
  }

  private void direction(DrawnWay way, double length) throws RefusedToml {
    double area = way.signedArea();
    boolean turns = Math.abs(area) > LEAST_AREA * length * length / (4 * Math.PI);
    Track.Direction driven =
        area > 0 ? Track.Direction.COUNTER_CLOCKWISE : Track.Direction.CLOCKWISE;
    if (track.finish().isEmpty()
        && turns
        && track.direction() != Track.Direction.UNKNOWN
        && track.direction() != driven) {
      throw row.refused(
          "direction", "the centreline runs the other way: direction=" + track.direction().text());
    }
  }

  private void crossed(String key, Gate gate, DrawnWay way) throws RefusedToml {
    DrawnWay.Sides sides = way.crosses(gate);
    if (!sides.forwards()) {
      throw row.refused(
          key,
          sides.backwards()
              ? "the centreline crosses a line against its direction; are its ends swapped?"
                  + " line=%s".formatted(gate.name())
              : "the centreline does not cross a line: line=" + gate.name());
    }
  }
}
