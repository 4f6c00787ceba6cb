package keilog.tools.analysis.lap;

import java.util.List;
import keilog.protocol.track.TimedLap;

/**
 * Laps side by side on one axis: metres along the line of a reference lap. Point i lies {@code i *
 * stepMetres} from the start line, the last one on the line at the lap's end. What a lap did not
 * show (a gap, off the course) is NaN. Immutable by agreement.
 *
 * @param stepMetres distance of points
 * @param lengthMetres of the reference lap
 * @param laps in order; those with a duration only
 * @param reference index of the lap whose line the axis is
 * @param traces one for each lap
 */
public record LapTraces(
    double stepMetres,
    double lengthMetres,
    List<TimedLap> laps,
    int reference,
    List<Trace> traces) {

  /**
   * One lap on the axis, a value for each point.
   *
   * @param seconds since the lap's start; exact at both ends
   * @param speed m/s
   * @param along g, forwards positive
   * @param across g, to the right positive
   * @param lateral metres to the right of the reference line
   * @param times monotonic nanoseconds, to look up other channels; 0 where seconds are NaN
   */
  public record Trace(
      double[] seconds,
      double[] speed,
      double[] along,
      double[] across,
      double[] lateral,
      long[] times) {}

  public LapTraces {
    laps = List.copyOf(laps);
    traces = List.copyOf(traces);
  }

  /** How many points each trace has. */
  public int points() {
    return traces.isEmpty() ? 0 : traces.getFirst().seconds().length;
  }
}
