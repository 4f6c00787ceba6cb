package keilog.tools.analysis.lap;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.Track;
import keilog.tools.analysis.motion.Motion;

/**
 * Laps side by side on one axis: metres along the line of a reference lap. Point i lies {@code i *
 * stepMetres} from the start line, the last one on the line at the lap's end. What a lap did not
 * show (a gap, off the course) is NaN. Immutable by agreement.
 *
 * @param stepMetres distance of points
 * @param lengthMetres of the reference lap
 * @param laps in order; those with a duration only
 * @param reference index of the lap whose line the axis is; -1 where it is none of these
 * @param traces one for each lap
 */
public record LapTraces(
    double stepMetres,
    double lengthMetres,
    List<TimedLap> laps,
    int reference,
    List<Trace> traces) {

  /** No lap went from line to line. */
  public static final LapTraces NONE = new LapTraces(1, 0, List.of(), -1, List.of());

  /**
   * One lap on the axis, a value for each point.
   *
   * @param seconds since the lap's start; exact at both ends
   * @param speed m/s
   * @param along g, forwards positive
   * @param across g, to the right positive
   * @param lateral metres to the right of the reference line
   * @param times monotonic nanoseconds, to look up other channels; 0 where seconds are NaN
   * @param closingError seconds by which the lap's end as seen on the axis came after the end that
   *     was timed, before it was made exact; NaN where the end was not seen
   */
  public record Trace(
      double[] seconds,
      double[] speed,
      double[] along,
      double[] across,
      double[] lateral,
      long[] times,
      double closingError) {

    public Trace(
        double[] seconds,
        double[] speed,
        double[] along,
        double[] across,
        double[] lateral,
        long[] times) {
      this(seconds, speed, along, across, lateral, times, Double.NaN);
    }

    /** The share of points that the lap showed. */
    public double shown() {
      long seen = Arrays.stream(seconds).filter(s -> !Double.isNaN(s)).count();
      return seconds.length == 0 ? 0 : (double) seen / seconds.length;
    }
  }

  public LapTraces {
    laps = List.copyOf(laps);
    traces = List.copyOf(traces);
  }

  /**
   * Lays laps on the line of the fastest.
   *
   * @param motion of the drive
   * @param laps of any kind; those without a line at both ends are left out
   * @param track whose lines stand at the ends
   */
  public static LapTraces of(Motion motion, List<TimedLap> laps, Optional<Track> track) {
    List<TimedLap> whole = laps.stream().filter(LapTraces::fromLineToLine).toList();
    for (int reference : fastestFirst(whole)) {
      Optional<LapAxis> axis = LapAxis.along(motion, whole.get(reference), track);
      if (axis.isPresent()) {
        return on(axis.get(), motion, whole, reference);
      }
    }
    return NONE;
  }

  /** Lays laps on a given axis, the line of a chosen lap or one of another session. */
  public static LapTraces on(LapAxis axis, Motion motion, List<TimedLap> laps) {
    return on(axis, motion, laps.stream().filter(LapTraces::fromLineToLine).toList(), -1);
  }

  private static LapTraces on(LapAxis axis, Motion motion, List<TimedLap> laps, int reference) {
    List<Trace> traces = laps.stream().map(l -> new LapTracer(axis, motion).trace(l)).toList();
    return new LapTraces(axis.stepMetres(), axis.lengthMetres(), laps, reference, traces);
  }

  /** Whether a lap began and ended at a line. */
  static boolean fromLineToLine(TimedLap lap) {
    return lap.kind() != TimedLap.Kind.OUT && lap.kind() != TimedLap.Kind.IN;
  }

  private static List<Integer> fastestFirst(List<TimedLap> laps) {
    return IntStream.range(0, laps.size())
        .boxed()
        .sorted(
            Comparator.comparing((Integer i) -> !laps.get(i).counts())
                .thenComparing(i -> laps.get(i).kind() == TimedLap.Kind.PIT)
                .thenComparing(i -> laps.get(i).remarks().contains(TimedLap.Remark.GAP))
                .thenComparing(i -> laps.get(i).durationNanos()))
        .toList();
  }

  /** How many points each trace has. */
  public int points() {
    return traces.isEmpty() ? 0 : traces.getFirst().seconds().length;
  }
}
