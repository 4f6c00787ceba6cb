package keilog.tools.analysis.course;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import keilog.protocol.track.Fix;
import keilog.protocol.track.Gate;
import keilog.protocol.track.LapListener;
import keilog.protocol.track.LapTimer;
import keilog.protocol.track.Quality;
import keilog.protocol.track.ReferenceLap;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.Track;
import keilog.tools.analysis.Fixes;

/**
 * One way from the start line to the end of the course.
 *
 * @param startNanos {@code gnss_time}
 * @param endNanos {@code gnss_time}
 * @param metres driven
 */
record Run(long startNanos, long endNanos, double metres) {
  /** Slower ones are cool-down laps or traffic. */
  private static final double MOST_TIME = 1.3;

  /** Fixes so long before and after belong to a run's line; nanoseconds. */
  private static final long AROUND_NANOS = 4_000_000_000L;

  long durationNanos() {
    return endNanos - startNanos;
  }

  /** The clean ones, as the lap timer times them on a track, the fastest first. */
  static List<Run> clean(Track track, Fixes fixes, Trail trail) {
    List<Run> runs = new ArrayList<>();
    LapTimer timer =
        LapTimer.on(
            track,
            new LapListener() {
              @Override
              public void lap(TimedLap lap) {
                boolean whole =
                    (lap.kind() == TimedLap.Kind.FLYING || lap.kind() == TimedLap.Kind.STANDING)
                        && lap.quality() != Quality.INSUFFICIENT
                        && !lap.remarks().contains(TimedLap.Remark.STOPPED);
                if (whole) {
                  runs.add(
                      new Run(
                          lap.startNanos(),
                          lap.endNanos(),
                          trail.distanceAt(lap.endNanos()) - trail.distanceAt(lap.startNanos())));
                }
              }
            });
    Fix fix = new Fix();
    for (int row = 0; row < fixes.size(); row++) {
      fixes.get(row, fix);
      timer.fix(fix);
    }
    timer.end();
    return alike(runs);
  }

  private static List<Run> alike(List<Run> runs) {
    if (runs.isEmpty()) {
      return runs;
    }
    double[] lengths = runs.stream().mapToDouble(Run::metres).sorted().toArray();
    double median = lengths[lengths.length / 2];
    List<Run> alike =
        runs.stream()
            .filter(r -> Math.abs(r.metres - median) <= Loop.SAME_LENGTH * median)
            .sorted(Comparator.comparingLong(Run::durationNanos))
            .toList();
    long fastest = alike.getFirst().durationNanos();
    return alike.stream().filter(r -> r.durationNanos() <= MOST_TIME * fastest).toList();
  }

  /** Runs from one line to another, as plain crossings time them, the fastest first. */
  static List<Run> between(Trail trail, Gate start, Gate finish) {
    List<Run> runs = new ArrayList<>();
    List<Pass> ends = passes(trail, finish);
    List<Pass> starts = passes(trail, start);
    for (int i = 0; i < starts.size(); i++) {
      Pass from = starts.get(i);
      long next = i + 1 < starts.size() ? starts.get(i + 1).epochNanos() : Long.MAX_VALUE;
      ends.stream()
          .filter(p -> p.epochNanos() > from.epochNanos() && p.epochNanos() < next)
          .findFirst()
          .ifPresent(
              to ->
                  runs.add(
                      new Run(
                          from.epochNanos(), to.epochNanos(), to.distance() - from.distance())));
    }
    return alike(runs);
  }

  private static List<Pass> passes(Trail trail, Gate gate) {
    double heading = Math.toRadians(gate.headingDegrees());
    Spot spot =
        new Spot(
            trail.plane().east(gate.centre().longitude()),
            trail.plane().north(gate.centre().latitude()),
            Math.sin(heading),
            Math.cos(heading));
    return Pass.all(trail, spot, gate.widthMetres() / 2).stream().filter(Pass::forwards).toList();
  }

  /** Its way, resampled. */
  Optional<ReferenceLap> line(Fixes fixes) {
    List<Fix> within = new ArrayList<>();
    for (int row = Math.max(0, fixes.rowAtEpoch(startNanos - AROUND_NANOS));
        row < fixes.size() && fixes.epoch(row) <= endNanos + AROUND_NANOS;
        row++) {
      Fix fix = new Fix();
      fixes.get(row, fix);
      within.add(fix);
    }
    return ReferenceLap.of(within, startNanos, endNanos);
  }
}
