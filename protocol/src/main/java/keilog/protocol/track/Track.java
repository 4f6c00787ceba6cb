package keilog.protocol.track;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One layout of one circuit.
 *
 * @param id {@code tsukuba-tc2000}
 * @param venue layouts of one venue have the same: they may share tarmac, gates and even the start
 *     line, so only the gates that a car crosses say which one it drives
 * @param name of the circuit
 * @param layout which of its courses
 * @param location near the start line: finds the venue
 * @param start the control line, where laps begin and end; empty where only the place is known: the
 *     line must be learned
 * @param finish where a course that is no circuit ends, a hill climb's; empty where laps end at the
 *     start line
 * @param sectors lines between, in order; may be empty
 * @param direction of travel
 * @param lengthMetres as published, or as the drive measured that it was learned from
 * @param confidence of the line
 * @param source of the line
 * @param check what the line was compared with; may be empty
 * @param alternativeOf id of the track whose same layout this draws with another line; such a row
 *     is never chosen by itself
 * @param centreline in driving order from the start line; closed, the first point not repeated,
 *     unless there is a finish; empty where nobody drew one
 */
public record Track(
    String id,
    String venue,
    String name,
    String layout,
    GeoPoint location,
    Optional<Gate> start,
    Optional<Gate> finish,
    List<Gate> sectors,
    Direction direction,
    OptionalInt lengthMetres,
    Confidence confidence,
    String source,
    String check,
    Optional<String> alternativeOf,
    List<GeoPoint> centreline) {

  public Track {
    sectors = List.copyOf(sectors);
    centreline = List.copyOf(centreline);
  }

  /** The same with other sector lines. */
  public Track withSectors(List<Gate> newSectors) {
    return new Track(
        id,
        venue,
        name,
        layout,
        location,
        start,
        finish,
        newSectors,
        direction,
        lengthMetres,
        confidence,
        source,
        check,
        alternativeOf,
        centreline);
  }

  /** A circuit of which only the line is known; its id names venue and course as well. */
  public static Track of(String id, Gate start) {
    return new Track(
        id,
        id,
        id,
        id,
        start.centre(),
        Optional.of(start),
        Optional.empty(),
        List.of(),
        Direction.UNKNOWN,
        OptionalInt.empty(),
        Confidence.LEARNED,
        "its start line",
        "",
        Optional.empty(),
        List.of());
  }

  /** Which way round. */
  public enum Direction {
    CLOCKWISE,
    COUNTER_CLOCKWISE,
    UNKNOWN;

    /** As files write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How far the start line can be trusted. */
  public enum Confidence {
    /** Two independent sources within a few metres. */
    HIGH,
    /** One source that is right about its neighbours: check before believing tenths. */
    MEDIUM,
    /**
     * From one drive: true to the receiver that drove it, some metres. Compares its own laps well.
     */
    LEARNED;

    /** As files write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Metres from the start to a place. */
  public double distanceMetres(GeoPoint place) {
    Plane plane = Plane.at(location);
    return Math.hypot(plane.east(place.longitude()), plane.north(place.latitude()));
  }
}
