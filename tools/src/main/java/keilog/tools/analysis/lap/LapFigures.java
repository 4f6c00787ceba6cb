package keilog.tools.analysis.lap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.channel.Channel;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.TimedSector;
import keilog.protocol.track.Track;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;

/** What stands beside a lap's time. One thread. */
final class LapFigures {
  private static final double KMH = 3.6;

  private final Fixes fixes;
  private final Optional<Column> engineSpeed;

  LapFigures(Recording recording) {
    this.fixes = recording.fixes();
    this.engineSpeed = recording.column(Channel.ENGINE_SPEED);
  }

  /** Metres driven in a lap, by speed over ground; NaN where it is unknown. */
  double metres(TimedLap lap) {
    int first = Math.max(0, fixes.rowAtEpoch(lap.startNanos()));
    int last = Math.min(fixes.size() - 1, fixes.rowAtEpoch(lap.endNanos()) + 1);
    double metres = 0;
    for (int row = first; row < last; row++) {
      long from = Math.max(fixes.epoch(row), lap.startNanos());
      long to = Math.min(fixes.epoch(row + 1), lap.endNanos());
      metres += (fixes.speed(row) + fixes.speed(row + 1)) / 2 * Math.max(0, to - from) * 1e-9;
    }
    return metres;
  }

  List<Lap> of(List<TimedLap> laps, Optional<Track> track) {
    int drawn = track.map(t -> t.sectors().isEmpty() ? 0 : t.sectors().size() + 1).orElse(0);
    int timed =
        laps.stream()
            .flatMap(l -> l.sectors().stream())
            .mapToInt(TimedSector::number)
            .max()
            .orElse(0);
    boolean circuit = track.flatMap(Track::finish).isEmpty();
    return laps.stream()
        .map(l -> of(l, valid(l, circuit), sectors(l, Math.max(drawn, timed))))
        .toList();
  }

  /** Up a hill everybody starts from rest: there such a run counts as a flying lap does. */
  private static boolean valid(TimedLap lap, boolean circuit) {
    if (lap.remarks().contains(TimedLap.Remark.SLOW)) {
      return false;
    }
    return lap.counts()
        || !circuit
            && lap.kind() == TimedLap.Kind.STANDING
            && lap.quality() == Quality.MEASURED
            && !lap.remarks().contains(TimedLap.Remark.OFF_COURSE)
            && !lap.remarks().contains(TimedLap.Remark.STOPPED);
  }

  private Lap of(TimedLap lap, boolean valid, List<Lap.Sector> sectors) {
    double highest = Double.NaN;
    double lowest = Double.NaN;
    int last = fixes.rowAtEpoch(lap.endNanos());
    for (int row = fixes.rowAtEpoch(lap.startNanos()) + 1; row <= last; row++) {
      double kmh = fixes.speed(row) * KMH;
      highest = kmh <= highest || Double.isNaN(kmh) ? highest : kmh;
      lowest = kmh >= lowest || Double.isNaN(kmh) ? lowest : kmh;
    }
    return new Lap(
        lap,
        valid,
        OptionalDouble.empty(),
        sectors,
        highest,
        lowest,
        highestRpm(lap),
        metres(lap),
        FixShares.of(fixes, lap.startNanos(), lap.endNanos()));
  }

  private static List<Lap.Sector> sectors(TimedLap lap, int count) {
    Map<Integer, TimedSector> byNumber = new HashMap<>();
    lap.sectors().forEach(s -> byNumber.put(s.number(), s));
    List<Lap.Sector> sectors = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      TimedSector timed = byNumber.get(number);
      sectors.add(
          timed == null
              ? new Lap.Sector(number, Double.NaN, Quality.INSUFFICIENT, Double.NaN)
              : new Lap.Sector(
                  number,
                  timed.durationNanos() * 1e-9,
                  timed.quality(),
                  timed.uncertaintyNanos() * 1e-9));
    }
    return sectors;
  }

  private double highestRpm(TimedLap lap) {
    if (engineSpeed.isEmpty()) {
      return Double.NaN;
    }
    Column rpm = engineSpeed.get();
    int last = rpm.rowAt(fixes.timeOfEpoch(lap.endNanos()));
    double highest = Double.NaN;
    for (int row = rpm.rowAt(fixes.timeOfEpoch(lap.startNanos())) + 1; row <= last; row++) {
      highest = rpm.value(row) <= highest ? highest : rpm.value(row);
    }
    return highest;
  }
}
