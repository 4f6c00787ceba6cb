package keilog.tools.analysis.lap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import keilog.protocol.track.Fix;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.LapListener;
import keilog.protocol.track.LapTimer;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.TimedSector;
import keilog.protocol.track.Track;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;

/** Times one drive and judges its laps knowing all of them. One thread. */
final class LapJudge {
  /** A lap that takes so much of the median is one to cool down, or in traffic. */
  private static final double SLOW = 1.3;

  /** Valid laps of one course differ in length by under 2 %; so much is another way. */
  private static final double OTHER_WAY = 0.05;

  /** Fewer laps have no length of their own to be compared with. */
  private static final int LEAST_FOR_LENGTH = 3;

  /** Further from the place a track is another circuit. */
  private static final double VENUE_METRES = 10_000;

  private final Recording recording;
  private final Fixes fixes;
  private final List<Track> candidates;
  private final Optional<String> chosen;
  private Optional<Track> track = Optional.empty();

  LapJudge(Recording recording, List<Track> candidates, Optional<String> chosen) {
    this.recording = recording;
    this.fixes = recording.fixes();
    this.candidates = candidates;
    this.chosen = chosen;
  }

  Laps laps() {
    List<TimedLap> timed = timed();
    LiveLaps live = LiveLaps.of(recording.events(), timed);
    List<TimedLap> judged = withHindsight(timed);
    List<Lap> laps = figures(judged);
    Optional<Lap> best =
        laps.stream().filter(Lap::valid).min(Comparator.comparingDouble(Lap::seconds));
    if (best.isPresent()) {
      laps = laps.stream().map(l -> withGap(l, best.get())).toList();
    }
    return new Laps(
        track,
        laps,
        best.flatMap(b -> Optional.of(withGap(b, b))),
        Consistency.of(laps),
        live,
        missing(laps));
  }

  /** In order of their epochs through the timer, as in the car. */
  private List<TimedLap> timed() {
    Heard heard = new Heard();
    Optional<Track> known = known();
    if (fixes.size() == 0 || known.isEmpty()) {
      return List.of();
    }
    run(LapTimer.on(known.get(), heard));
    track = heard.layout;
    return heard.laps;
  }

  private Optional<Track> known() {
    Optional<String> id = chosen.or(recording::track);
    return id.flatMap(i -> candidates.stream().filter(t -> t.id().equals(i)).findFirst())
        .or(() -> near().stream().findFirst())
        .filter(t -> t.start().isPresent());
  }

  private List<Track> near() {
    return place()
        .map(
            p ->
                candidates.stream()
                    .filter(t -> t.alternativeOf().isEmpty())
                    .filter(t -> t.distanceMetres(p) < VENUE_METRES)
                    .sorted(Comparator.comparingDouble(t -> t.distanceMetres(p)))
                    .toList())
        .orElse(List.of());
  }

  /** Where the drive was: the middle one of its fixes. */
  private Optional<GeoPoint> place() {
    int n = fixes.size();
    return n == 0
        ? Optional.empty()
        : Optional.of(new GeoPoint(fixes.latitude(n / 2), fixes.longitude(n / 2)));
  }

  private void run(LapTimer timer) {
    Fix fix = new Fix();
    for (int row = 0; row < fixes.size(); row++) {
      fixes.get(row, fix);
      timer.fix(fix);
    }
    timer.end();
  }

  private static final class Heard implements LapListener {
    private final List<TimedLap> laps = new ArrayList<>();
    private Optional<Track> layout = Optional.empty();

    @Override
    public void layout(Track newLayout) {
      layout = Optional.of(newLayout);
    }

    @Override
    public void lap(TimedLap lap) {
      laps.add(lap);
    }
  }

  private List<TimedLap> withHindsight(List<TimedLap> laps) {
    double[] flying =
        laps.stream()
            .filter(l -> l.kind() == TimedLap.Kind.FLYING && l.quality() != Quality.INSUFFICIENT)
            .mapToDouble(TimedLap::durationNanos)
            .toArray();
    double median = Spread.median(flying);
    double[] lengths =
        laps.stream()
            .filter(l -> l.kind() == TimedLap.Kind.FLYING)
            .mapToDouble(this::metres)
            .filter(m -> m > 0)
            .toArray();
    double length = lengths.length < LEAST_FOR_LENGTH ? Double.NaN : Spread.median(lengths);
    List<TimedLap> judged = new ArrayList<>();
    for (TimedLap lap : laps) {
      Set<TimedLap.Remark> remarks = EnumSet.noneOf(TimedLap.Remark.class);
      remarks.addAll(lap.remarks());
      Quality quality = lap.quality();
      if (cut(lap)) {
        remarks.add(TimedLap.Remark.POWER_CUT);
        quality = quality.worst(Quality.ESTIMATED);
      }
      if (lap.kind() == TimedLap.Kind.FLYING) {
        if (lap.durationNanos() > SLOW * median) {
          remarks.add(TimedLap.Remark.SLOW);
        }
        if (Math.abs(metres(lap) - length) > OTHER_WAY * length) {
          remarks.add(TimedLap.Remark.OFF_COURSE);
        }
      }
      judged.add(
          new TimedLap(
              lap.number(),
              lap.kind(),
              lap.startNanos(),
              lap.endNanos(),
              lap.timeNanos(),
              quality,
              lap.uncertaintyNanos(),
              remarks,
              lap.sectors()));
    }
    return judged;
  }

  private boolean cut(TimedLap lap) {
    if (recording.cuts().isEmpty()) {
      return false;
    }
    long from = fixes.timeOfEpoch(lap.startNanos());
    long to = fixes.timeOfEpoch(lap.endNanos());
    return recording.cuts().stream().anyMatch(c -> c.fromNanos() < to && c.toNanos() > from);
  }

  /** Driven in a lap, by speed over ground; NaN where it is unknown. */
  private double metres(TimedLap lap) {
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

  private List<Lap> figures(List<TimedLap> timed) {
    int sectors =
        Math.max(
            track.map(t -> t.sectors().isEmpty() ? 0 : t.sectors().size() + 1).orElse(0),
            timed.stream()
                .flatMap(l -> l.sectors().stream())
                .mapToInt(TimedSector::number)
                .max()
                .orElse(0));
    return timed.stream().map(l -> figures(l, sectors)).toList();
  }

  private Lap figures(TimedLap lap, int sectors) {
    double highest = Double.NaN;
    double lowest = Double.NaN;
    int last = fixes.rowAtEpoch(lap.endNanos());
    for (int row = fixes.rowAtEpoch(lap.startNanos()) + 1; row <= last; row++) {
      double kmh = fixes.speed(row) * 3.6;
      highest = highest >= kmh ? highest : Double.isNaN(kmh) ? highest : kmh;
      lowest = lowest <= kmh ? lowest : Double.isNaN(kmh) ? lowest : kmh;
    }
    Map<Integer, TimedSector> bySector = new HashMap<>();
    lap.sectors().forEach(s -> bySector.put(s.number(), s));
    List<Lap.Sector> all = new ArrayList<>();
    for (int s = 1; s <= sectors; s++) {
      TimedSector sector = bySector.get(s);
      all.add(
          sector == null
              ? new Lap.Sector(s, Double.NaN, Quality.INSUFFICIENT, Double.NaN)
              : new Lap.Sector(
                  s,
                  sector.durationNanos() * 1e-9,
                  sector.quality(),
                  sector.uncertaintyNanos() * 1e-9));
    }
    return new Lap(
        lap,
        lap.counts() && !lap.remarks().contains(TimedLap.Remark.SLOW),
        OptionalDouble.empty(),
        all,
        highest,
        lowest,
        metres(lap),
        FixShares.of(fixes, lap.startNanos(), lap.endNanos()));
  }

  private static Lap withGap(Lap lap, Lap best) {
    return lap.valid()
        ? new Lap(
            lap.timed(),
            true,
            OptionalDouble.of(lap.seconds() - best.seconds()),
            lap.sectors(),
            lap.highestSpeedKmh(),
            lap.lowestSpeedKmh(),
            lap.metres(),
            lap.fixes())
        : lap;
  }

  private Optional<String> missing(List<Lap> laps) {
    if (fixes.size() == 0) {
      return Optional.of(
          "no laps: the session holds no GPS fix with a time of its own (gnss_time)");
    }
    if (track.isEmpty()) {
      GeoPoint place = place().orElseThrow();
      return Optional.of(
          String.format(
              Locale.ROOT,
              "no laps: no known track near %.4f,%.4f; learn it: keilog tracks learn SESSION",
              place.latitude(),
              place.longitude()));
    }
    if (laps.stream().noneMatch(l -> LapTraces.fromLineToLine(l.timed()))) {
      return Optional.of(
          "no laps: the start line of %s was not crossed twice".formatted(track.get().id()));
    }
    return laps.stream().anyMatch(Lap::valid)
        ? Optional.empty()
        : Optional.of("no lap counts: see the remarks at each");
  }
}
