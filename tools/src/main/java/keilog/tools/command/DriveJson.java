package keilog.tools.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.track.Gate;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.Track;
import keilog.tools.analysis.DriveAnalysis;
import keilog.tools.analysis.lap.Bests;
import keilog.tools.analysis.lap.Lap;
import keilog.tools.analysis.lap.Laps;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One drive as JSON, for {@code keilog laps --json}: names in snake_case, seconds with three
 * decimals, what is unknown absent or null.
 *
 * <pre>
 *   name, files[], car, started (UTC)
 *   track       id, name, layout, length_m, gates[]: name, a[lat, lon], b[lat, lon]
 *   gps         rate_hz, green, amber, red, largest_gap_seconds …
 *   alignment   latency_seconds, channel, quality …
 *   laps[]      lap, kind, start_ns, end_ns (gnss_time), seconds, uncertainty_s, quality, counts,
 *               gap_s, remarks[], sectors[]: seconds, quality, uncertainty_s; max_kmh, min_kmh,
 *               max_rpm, metres, green_share, largest_gap_s
 *   best_lap    number of the lap
 *   bests       theoretical, rolling, feasible: seconds, gain_seconds …
 *   consistency laps, deviation_seconds, sector_deviation_seconds[] …
 *   predictions[] lap_share, rms_seconds, laps
 *   live        recorded, equal, differences[]: the logger's own lap events against these
 *   driving, engine, straight: the records of their packages as they are
 *   missing[]   what the drive does not show, and why
 * </pre>
 */
final class DriveJson {
  private DriveJson() {}

  static void write(
      DriveAnalysis drive, DriveFiles files, List<LapsCommand.Part> parts, ObjectNode node) {
    node.put("name", drive.recording().name());
    ArrayNode paths = node.putArray("files");
    files.files().forEach(f -> paths.add(f.toString()));
    drive.recording().car().ifPresent(c -> node.put("car", c));
    if (drive.recording().fixes().size() > 0) {
      node.put("started", LapText.instant(drive.recording().fixes().epoch(0)).toString());
    }
    drive.laps().track().ifPresent(t -> track(t, node.putObject("track")));
    node.set("gps", Output.tree(drive.motion().quality()));
    node.set("alignment", Output.tree(drive.motion().alignment()));
    if (parts.contains(LapsCommand.Part.LAPS)) {
      laps(drive, node);
    }
    if (parts.contains(LapsCommand.Part.DRIVING)) {
      node.set("driving", Output.tree(drive.driving()));
    }
    if (parts.contains(LapsCommand.Part.ENGINE)) {
      node.set("engine", Output.tree(drive.engine()));
    }
    if (parts.contains(LapsCommand.Part.STRAIGHT)) {
      node.set("straight", Output.tree(drive.straight()));
    }
    ArrayNode missing = node.putArray("missing");
    DrivePage.missing(drive, parts).forEach(missing::add);
  }

  private static void laps(DriveAnalysis drive, ObjectNode node) {
    Laps laps = drive.laps();
    ArrayNode all = node.putArray("laps");
    laps.laps().forEach(l -> lap(l, all.addObject()));
    laps.best().ifPresent(b -> node.put("best_lap", b.number()));
    Bests bests = drive.bests();
    ObjectNode had = node.putObject("bests");
    bests.theoretical().ifPresent(t -> had.set("theoretical", Output.tree(t)));
    bests.rolling().ifPresent(r -> had.set("rolling", Output.tree(r)));
    bests.feasible().ifPresent(f -> had.set("feasible", Output.tree(f)));
    node.set("consistency", Output.tree(laps.consistency()));
    node.set("predictions", Output.tree(drive.predictions()));
    node.set("live", Output.tree(laps.live()));
  }

  static void track(Track track, ObjectNode node) {
    node.put("id", track.id()).put("name", track.name()).put("layout", track.layout());
    track.lengthMetres().ifPresent(m -> node.put("length_m", m));
    ArrayNode gates = node.putArray("gates");
    track.start().ifPresent(g -> gate(g, gates.addObject()));
    track.sectors().forEach(g -> gate(g, gates.addObject()));
    track.finish().ifPresent(g -> gate(g, gates.addObject()));
  }

  private static void gate(Gate gate, ObjectNode node) {
    node.put("name", gate.name());
    node.putArray("a").add(gate.a().latitude()).add(gate.a().longitude());
    node.putArray("b").add(gate.b().latitude()).add(gate.b().longitude());
  }

  static void lap(Lap lap, ObjectNode node) {
    TimedLap timed = lap.timed();
    node.put("lap", timed.number()).put("kind", word(timed.kind()));
    node.put("start_ns", timed.startNanos()).put("end_ns", timed.endNanos());
    node.put("seconds", Output.rounded(lap.seconds(), 3));
    node.put("uncertainty_s", Output.rounded(lap.uncertaintySeconds(), 3));
    node.put("quality", word(timed.quality())).put("counts", lap.valid());
    put(node, "gap_s", lap.gapSeconds(), 3);
    ArrayNode remarks = node.putArray("remarks");
    timed.remarks().forEach(r -> remarks.add(word(r)));
    ArrayNode sectors = node.putArray("sectors");
    for (Lap.Sector sector : lap.sectors()) {
      ObjectNode one = sectors.addObject().put("sector", sector.number());
      put(one, "seconds", OptionalDouble.of(sector.seconds()), 3);
      one.put("quality", word(sector.quality()));
      put(one, "uncertainty_s", OptionalDouble.of(sector.uncertaintySeconds()), 3);
    }
    put(node, "max_kmh", OptionalDouble.of(lap.highestSpeedKmh()), 1);
    put(node, "min_kmh", OptionalDouble.of(lap.lowestSpeedKmh()), 1);
    put(node, "max_rpm", OptionalDouble.of(lap.highestRpm()), 0);
    put(node, "metres", OptionalDouble.of(lap.metres()), 1);
    put(node, "green_share", OptionalDouble.of(lap.fixes().greenShare()), 3);
    put(node, "largest_gap_s", OptionalDouble.of(lap.fixes().largestGapSeconds()), 3);
  }

  static void put(ObjectNode node, String name, OptionalDouble value, int decimals) {
    Optional.of(value)
        .filter(v -> v.isPresent() && Double.isFinite(v.getAsDouble()))
        .ifPresent(v -> node.put(name, Output.rounded(v.getAsDouble(), decimals)));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
