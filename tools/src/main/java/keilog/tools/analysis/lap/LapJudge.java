package keilog.tools.analysis.lap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.Track;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.Sample;

/** Judges the laps of one drive knowing all of them. One thread. */
final class LapJudge {
  /** A lap that takes so much of the median is one to cool down, or in traffic. */
  private static final double SLOW = 1.3;

  /** Good laps of one course differ in length by under 2 %; so much is another way. Ours. */
  private static final double OTHER_WAY = 0.03;

  /** Fewer laps have no length of their own to be compared with. */
  private static final int LEAST_FOR_LENGTH = 3;

  private final Recording recording;
  private final Fixes fixes;
  private final LapFigures figures;

  LapJudge(Recording recording) {
    this.recording = recording;
    this.fixes = recording.fixes();
    this.figures = new LapFigures(recording);
  }

  Laps judge(List<Track> candidates, Optional<String> chosen) {
    DriveTiming timing = new DriveTiming(recording, candidates);
    DriveTiming.Result timed = timing.withHindsight(chosen);
    List<TimedLap> judged = withHindsight(timed.laps());
    List<Lap> laps = figures.of(judged, timed.track());
    Optional<Lap> best =
        laps.stream().filter(Lap::valid).min(Comparator.comparingDouble(Lap::seconds));
    laps = best.isPresent() ? Lap.withGaps(laps, best.get().seconds()) : laps;
    return new Laps(
        timed.track(),
        laps,
        best.isPresent() ? Lap.find(laps, best.get().number()) : best,
        Consistency.of(laps),
        LiveLaps.of(recording, timing),
        missing(timed.track(), laps));
  }

  private List<TimedLap> withHindsight(List<TimedLap> laps) {
    double median =
        middle(laps, l -> l.quality() == Quality.INSUFFICIENT ? 0 : l.durationNanos(), 1);
    double length = middle(laps, this::knownMetres, LEAST_FOR_LENGTH);
    List<TimedLap> judged = new ArrayList<>();
    for (TimedLap lap : laps) {
      Set<TimedLap.Remark> remarks = EnumSet.noneOf(TimedLap.Remark.class);
      remarks.addAll(lap.remarks());
      if (lap.kind() == TimedLap.Kind.FLYING) {
        mark(remarks, TimedLap.Remark.SLOW, lap.durationNanos() > SLOW * median);
        double off = Math.abs(knownMetres(lap) / length - 1);
        if (!Double.isNaN(off)) {
          mark(remarks, TimedLap.Remark.OFF_COURSE, off > OTHER_WAY);
        }
      }
      boolean cut = cut(lap);
      if (cut) {
        remarks.add(TimedLap.Remark.POWER_CUT);
      }
      judged.add(
          new TimedLap(
              lap.number(),
              lap.kind(),
              lap.startNanos(),
              lap.endNanos(),
              lap.timeNanos(),
              cut ? lap.quality().worst(Quality.ESTIMATED) : lap.quality(),
              lap.uncertaintyNanos(),
              remarks,
              lap.sectors()));
    }
    return judged;
  }

  /** Metres driven; NaN where fixes are missing: a way through a gap has no length. */
  private double knownMetres(TimedLap lap) {
    return lap.remarks().contains(TimedLap.Remark.GAP) ? Double.NaN : figures.metres(lap);
  }

  private static void mark(Set<TimedLap.Remark> remarks, TimedLap.Remark remark, boolean holds) {
    if (holds) {
      remarks.add(remark);
    } else {
      remarks.remove(remark);
    }
  }

  /** The median of what flying laps have; NaN of fewer than so many. */
  private static double middle(List<TimedLap> laps, ToDoubleFunction<TimedLap> of, int least) {
    double[] values =
        laps.stream()
            .filter(l -> l.kind() == TimedLap.Kind.FLYING)
            .mapToDouble(of)
            .filter(v -> v > 0)
            .toArray();
    return values.length < least ? Double.NaN : Sample.median(values);
  }

  private boolean cut(TimedLap lap) {
    if (recording.cuts().isEmpty()) {
      return false;
    }
    long from = fixes.timeOfEpoch(lap.startNanos());
    long to = fixes.timeOfEpoch(lap.endNanos());
    return recording.cuts().stream().anyMatch(c -> c.fromNanos() < to && c.toNanos() > from);
  }

  private Optional<String> missing(Optional<Track> track, List<Lap> laps) {
    if (fixes.size() == 0) {
      return Optional.of("no laps: the session holds no fix of a receiver with its time");
    }
    if (track.isEmpty()) {
      GeoPoint place = place();
      return Optional.of(
          String.format(
              Locale.ROOT,
              "no laps: no known start line was crossed near %.4f,%.4f; if the track is a new one,"
                  + " learn it: keilog tracks learn SESSION",
              place.latitude(),
              place.longitude()));
    }
    if (laps.stream().noneMatch(l -> LapTraces.fromLineToLine(l.timed()))) {
      return Optional.of(
          "no laps: the start line of %s was not crossed twice".formatted(track.get().id()));
    }
    return laps.stream().anyMatch(Lap::valid)
        ? Optional.empty()
        : Optional.of("no lap counts: see the remarks");
  }

  /** Where the drive was: the middle one of its fixes. */
  private GeoPoint place() {
    int middle = fixes.size() / 2;
    return new GeoPoint(fixes.latitude(middle), fixes.longitude(middle));
  }
}
