package keilog.tools.analysis.lap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keilog.protocol.track.Track;
import keilog.tools.analysis.motion.Motion;

/**
 * Two laps of one course, B against A, at the same places of road. Seconds are positive where B is
 * behind or loses.
 *
 * @param track both were driven on
 * @param a the lap that is compared with
 * @param b the lap that is compared
 * @param totalSeconds B's time less A's
 * @param sectors of both
 * @param stretches that tile the lap: one for each corner, else equal ones
 * @param delta of B to A along A's course
 * @param closingErrorSeconds by which the places disagreed with the times at the end of the worse
 *     lap, before that was made exact; NaN where an end was not seen
 */
public record LapComparison(
    Track track,
    Lap a,
    Lap b,
    double totalSeconds,
    List<SectorGap> sectors,
    List<Stretch> stretches,
    LapDelta delta,
    double closingErrorSeconds) {

  /** Without corners the lap is told in stretches of about this length. */
  private static final double STRETCH_METRES = 100;

  private static final double KMH = 3.6;

  /**
   * What of a drive is compared.
   *
   * @param laps as timed
   * @param motion of the whole drive
   * @param traces whose reference lap is the axis that the drive's places lie on
   */
  public record Side(Laps laps, Motion motion, LapTraces traces) {}

  /**
   * A part of the course that has a name, a corner's.
   *
   * @param label {@code C3}
   * @param fromMetres from the start line
   * @param toMetres from the start line
   */
  public record Place(String label, double fromMetres, double toMetres) {}

  /**
   * One sector of both.
   *
   * @param number from 1
   * @param aSeconds NaN where it was not timed
   * @param bSeconds NaN where it was not timed
   */
  public record SectorGap(int number, double aSeconds, double bSeconds) {
    public double gapSeconds() {
      return bSeconds - aSeconds;
    }
  }

  /**
   * One stretch of the course.
   *
   * @param label {@code C3}, {@code S}, or empty where it is no corner's
   * @param fromMetres from the start line
   * @param toMetres from the start line
   * @param aKmh slowest of A within; NaN where it shows nothing
   * @param bKmh slowest of B within; NaN where it shows nothing
   * @param lostSeconds by B within; NaN where an end of it is not shown
   * @param soFarSeconds by which B is behind at its end
   */
  public record Stretch(
      String label,
      double fromMetres,
      double toMetres,
      double aKmh,
      double bKmh,
      double lostSeconds,
      double soFarSeconds) {}

  public LapComparison {
    sectors = List.copyOf(sectors);
    stretches = List.copyOf(stretches);
  }

  /**
   * Lays lap B on the course of A's drive.
   *
   * @param one drive of lap A
   * @param a number of a lap from line to line
   * @param other drive of lap B, on the same track; may be the same
   * @param b number of a lap from line to line
   * @param places of A's drive, in order; may be none
   * @return empty where a lap of these does not exist or shows no way
   */
  public static Optional<LapComparison> of(Side one, int a, Side other, int b, List<Place> places) {
    Optional<Lap> first = one.laps().lap(a);
    Optional<Lap> second = other.laps().lap(b);
    Optional<LapAxis> axis = axis(one, first);
    if (first.isEmpty() || second.isEmpty() || axis.isEmpty()) {
      return Optional.empty();
    }
    LapTraces.Trace traceA = new LapTracer(axis.get(), one.motion()).trace(first.get().timed());
    LapTraces.Trace traceB = new LapTracer(axis.get(), other.motion()).trace(second.get().timed());
    LapDelta delta = LapDelta.of(traceB, traceA, axis.get().stepMetres());
    return Optional.of(
        new LapComparison(
            one.laps().track().orElseThrow(),
            first.get(),
            second.get(),
            second.get().seconds() - first.get().seconds(),
            sectors(first.get(), second.get()),
            stretches(places, axis.get(), traceA, traceB, delta),
            delta,
            Math.max(Math.abs(traceA.closingError()), Math.abs(traceB.closingError()))));
  }

  /** The axis that the drive's corners lie on, if the drive has one. */
  private static Optional<LapAxis> axis(Side one, Optional<Lap> lap) {
    int reference = one.traces().reference();
    return lap.flatMap(
        l ->
            LapAxis.along(
                one.motion(),
                reference < 0 ? l.timed() : one.traces().laps().get(reference),
                one.laps().track()));
  }

  private static List<SectorGap> sectors(Lap a, Lap b) {
    List<SectorGap> gaps = new ArrayList<>();
    for (int s = 0; s < Math.min(a.sectors().size(), b.sectors().size()); s++) {
      gaps.add(new SectorGap(s + 1, a.sectors().get(s).seconds(), b.sectors().get(s).seconds()));
    }
    return gaps;
  }

  private static List<Stretch> stretches(
      List<Place> places, LapAxis axis, LapTraces.Trace a, LapTraces.Trace b, LapDelta delta) {
    List<Stretch> stretches = new ArrayList<>();
    double length = axis.lengthMetres();
    double at = 0;
    for (Place corner : places) {
      double to = Math.min(length, corner.toMetres());
      if (corner.fromMetres() > at && at == 0) {
        stretches.add(stretch("S", 0, corner.fromMetres(), a, b, delta));
        at = corner.fromMetres();
      }
      if (to > at) {
        stretches.add(stretch(corner.label(), at, to, a, b, delta));
        at = to;
      }
    }
    int parts = (int) Math.max(1, Math.round((length - at) / STRETCH_METRES));
    for (int n = 0; n < parts && length - at > axis.stepMetres(); n++) {
      stretches.add(
          stretch(
              "",
              at + (length - at) * n / parts,
              at + (length - at) * (n + 1) / parts,
              a,
              b,
              delta));
    }
    return stretches;
  }

  private static Stretch stretch(
      String label, double from, double to, LapTraces.Trace a, LapTraces.Trace b, LapDelta delta) {
    return new Stretch(
        label,
        from,
        to,
        slowest(a, delta, from, to),
        slowest(b, delta, from, to),
        delta.over(from, to),
        delta.seconds()[delta.point(to)]);
  }

  private static double slowest(LapTraces.Trace trace, LapDelta delta, double from, double to) {
    double slowest = Double.NaN;
    for (int i = delta.point(from); i <= delta.point(to); i++) {
      slowest = trace.speed()[i] >= slowest ? slowest : trace.speed()[i];
    }
    return slowest * KMH;
  }
}
