package keilog.tools.analysis.lap;

/**
 * One lap against another, both on one axis. Nothing is filtered: at the end of the lap the
 * difference is that of the two lap times, exactly.
 *
 * @param stepMetres distance of points
 * @param seconds by which the lap is behind the reference at each point; negative is ahead, NaN
 *     where one of them shows nothing
 * @param speed m/s by which the lap is faster there
 * @param lateral metres by which it runs further right
 */
public record LapDelta(double stepMetres, double[] seconds, double[] speed, double[] lateral) {

  /** The difference of two laps. */
  public static LapDelta of(LapTraces.Trace lap, LapTraces.Trace reference, double stepMetres) {
    int n = lap.seconds().length;
    LapDelta delta = new LapDelta(stepMetres, new double[n], new double[n], new double[n]);
    for (int i = 0; i < n; i++) {
      delta.seconds[i] = at(lap, reference, i);
      delta.speed[i] = lap.speed()[i] - reference.speed()[i];
      delta.lateral[i] = lap.lateral()[i] - reference.lateral()[i];
    }
    return delta;
  }

  static double at(LapTraces.Trace lap, LapTraces.Trace reference, int point) {
    return lap.seconds()[point] - reference.seconds()[point];
  }

  /** Seconds lost over a stretch; negative is won, NaN where an end is not shown. */
  public double over(double fromMetres, double toMetres) {
    return seconds[point(toMetres)] - seconds[point(fromMetres)];
  }

  /** The point nearest to a place. */
  public int point(double metres) {
    return Math.clamp(Math.round(metres / stepMetres), 0, Math.max(0, seconds.length - 1));
  }

  /** Seconds at the end: the difference of the lap times. */
  public double total() {
    return seconds.length == 0 ? Double.NaN : seconds[seconds.length - 1];
  }
}
