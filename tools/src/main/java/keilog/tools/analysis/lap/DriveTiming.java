package keilog.tools.analysis.lap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keilog.protocol.track.Fix;
import keilog.protocol.track.LapListener;
import keilog.protocol.track.LapTimer;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;

/**
 * Times a drive with the logger's own code, fix by fix: once as the logger did, and once more with
 * the lines that the first time ended with, which gives the first laps their sectors too.
 */
final class DriveTiming {
  private final Recording recording;
  private final Fixes fixes;
  private final List<Track> candidates;

  DriveTiming(Recording recording, List<Track> candidates) {
    this.recording = recording;
    this.fixes = recording.fixes();
    this.candidates = candidates;
  }

  /**
   * What a timer said.
   *
   * @param track with the lines it ended with; empty where none was found
   * @param laps in order
   */
  record Result(Optional<Track> track, List<TimedLap> laps) {
    private long counting() {
      return laps.stream().filter(TimedLap::counts).count();
    }
  }

  /** As the logger timed it: anew after each power cut, since it was started anew. */
  List<TimedLap> asTheLogger() {
    List<TimedLap> laps = new ArrayList<>();
    int from = 0;
    for (Recording.Cut cut : recording.cuts()) {
      int to = fixes.rowAtTime(cut.fromNanos()) + 1;
      laps.addAll(run(from, to, recording.track()).laps());
      from = Math.max(from, to);
    }
    laps.addAll(run(from, fixes.size(), recording.track()).laps());
    return laps;
  }

  /**
   * The whole drive with hindsight.
   *
   * @param chosen id of the track, by somebody who knows it; without it the one that the session
   *     names is taken, unless another one of the place fits and that one does not
   */
  Result withHindsight(Optional<String> chosen) {
    Result first = run(0, fixes.size(), chosen.or(recording::track));
    if (chosen.isEmpty() && recording.track().isPresent() && first.counting() == 0) {
      Result found = run(0, fixes.size(), Optional.empty());
      first = found.counting() > 0 ? found : first;
    }
    boolean sectorsMissing =
        first.laps.stream().anyMatch(l -> LapTraces.fromLineToLine(l) && l.sectors().isEmpty());
    if (first.track.isEmpty() || first.track.get().sectors().isEmpty() || !sectorsMissing) {
      return first;
    }
    return withSectors(first, on(first.track.get(), 0, fixes.size()));
  }

  /** The laps of the first, each with the sectors of the same lap of the second. */
  private static Result withSectors(Result first, Result second) {
    Map<Long, TimedLap> byEnd = new HashMap<>();
    second.laps.forEach(l -> byEnd.put(l.endNanos(), l));
    List<TimedLap> laps = new ArrayList<>();
    for (TimedLap lap : first.laps) {
      TimedLap again = byEnd.get(lap.endNanos());
      boolean same = again != null && again.startNanos() == lap.startNanos();
      laps.add(
          lap.sectors().isEmpty() && same
              ? new TimedLap(
                  lap.number(),
                  lap.kind(),
                  lap.startNanos(),
                  lap.endNanos(),
                  lap.timeNanos(),
                  lap.quality(),
                  lap.uncertaintyNanos(),
                  lap.remarks(),
                  again.sectors())
              : lap);
    }
    return new Result(first.track, laps);
  }

  private Result run(int from, int to, Optional<String> track) {
    Optional<Track> known =
        track.flatMap(id -> Tracks.find(candidates, id)).filter(t -> t.start().isPresent());
    return known.isPresent() ? on(known.get(), from, to) : finding(from, to);
  }

  private Result on(Track track, int from, int to) {
    Heard heard = new Heard();
    return run(LapTimer.on(track, heard), heard, from, to);
  }

  private Result finding(int from, int to) {
    Heard heard = new Heard();
    return run(LapTimer.finding(candidates, heard), heard, from, to);
  }

  private Result run(LapTimer timer, Heard heard, int from, int to) {
    Fix fix = new Fix();
    int cut = 0;
    for (int row = from; row < to; row++) {
      fixes.get(row, fix);
      while (cut < recording.cuts().size()
          && recording.cuts().get(cut).fromNanos() < fix.timeNanos) {
        cut++;
        if (row > from) {
          timer.powerCut();
        }
      }
      timer.fix(fix);
    }
    timer.end();
    return new Result(timer.track().or(() -> heard.layout), heard.laps);
  }

  private static final class Heard implements LapListener {
    private final List<TimedLap> laps = new ArrayList<>();
    private Optional<Track> layout = Optional.empty();

    @Override
    public void layout(Track track) {
      if (layout.isPresent() && !layout.get().id().equals(track.id())) {
        laps.clear(); // another layout after all: everything is told anew
      }
      layout = Optional.of(track);
    }

    @Override
    public void lap(TimedLap lap) {
      laps.add(lap);
    }
  }
}
