package keilog.protocol.track;

import java.util.List;
import java.util.Optional;

/**
 * A lap as a line to measure others by: its own path, resampled about every half metre along
 * itself. Point 0 lies where the lap began and the last point where it ended, with their times
 * exact. Immutable.
 */
public final class ReferenceLap {
  /** Distance of two points, but for the fraction that makes the last one fall on the line. */
  public static final double STEP_METRES = 0.5;

  private final Plane plane;
  private final long durationNanos;
  private final Points points;

  ReferenceLap(Plane plane, long durationNanos, Points points) {
    this.plane = plane;
    this.durationNanos = durationNanos;
    this.points = points;
  }

  /**
   * The lap between two crossings.
   *
   * @param fixes in order; at least from just before the start to just after the end
   * @param startNanos {@code gnss_time} of the first crossing
   * @param endNanos {@code gnss_time} of the second
   * @return empty where the fixes do not reach from one to the other
   */
  public static Optional<ReferenceLap> of(List<Fix> fixes, long startNanos, long endNanos) {
    DrivenPath path = new DrivenPath();
    fixes.forEach(path::add);
    return path.lap(startNanos, endNanos);
  }

  /** On which {@link #east} and {@link #north} lie. */
  public Plane plane() {
    return plane;
  }

  /** The lap's time. */
  public long durationNanos() {
    return durationNanos;
  }

  /** How far it went. */
  public double lengthMetres() {
    return points.step * (size() - 1);
  }

  /** Exact distance of two points in metres. */
  public double stepMetres() {
    return points.step;
  }

  /** How many points there are. */
  public int size() {
    return points.east.length;
  }

  /** Metres from the start along the line. */
  public double distance(int point) {
    return point * points.step;
  }

  /** Metres. */
  public double east(int point) {
    return points.east[point];
  }

  /** Metres. */
  public double north(int point) {
    return points.north[point];
  }

  /** Seconds since the lap's start; NaN where the lap itself has a gap. */
  public double seconds(int point) {
    return points.seconds[point];
  }

  /** m/s. */
  public double speed(int point) {
    return points.speed[point];
  }

  /**
   * Seconds since the lap's start at a distance along the line.
   *
   * @return NaN in a gap and beyond the ends
   */
  public double secondsAt(double metres) {
    return between(points.seconds, metres);
  }

  /** m/s at a distance along the line; NaN beyond the ends. */
  public double speedAt(double metres) {
    return between(points.speed, metres);
  }

  private double between(double[] values, double metres) {
    double at = metres / points.step;
    if (!(at >= 0 && at <= size() - 1)) {
      return Double.NaN;
    }
    int point = Math.min((int) at, size() - 2);
    double share = at - point;
    if (share == 0) {
      return values[point];
    }
    return share == 1
        ? values[point + 1]
        : values[point] + share * (values[point + 1] - values[point]);
  }

  /** Picks the points out of the finer steps of a path. */
  static final class Points implements DrivenPath.Line {
    private final double step;
    private final double[] east;
    private final double[] north;
    private final double[] seconds;
    private final double[] speed;
    private int next;
    private double lastMetres;
    private double lastSeconds;
    private double lastEast;
    private double lastNorth;
    private double lastSpeed;

    Points(int count, double step) {
      this.step = step;
      this.east = new double[count];
      this.north = new double[count];
      this.seconds = new double[count];
      this.speed = new double[count];
    }

    @Override
    public void to(
        double metres, double atSeconds, double x, double y, double atSpeed, boolean known) {
      double time = known ? atSeconds : Double.NaN;
      for (; next < east.length && next * step <= metres; next++) {
        double share = metres > lastMetres ? (next * step - lastMetres) / (metres - lastMetres) : 1;
        seconds[next] = mix(lastSeconds, time, share);
        east[next] = mix(lastEast, x, share);
        north[next] = mix(lastNorth, y, share);
        speed[next] = mix(lastSpeed, atSpeed, share);
      }
      lastMetres = metres;
      lastSeconds = time;
      lastEast = x;
      lastNorth = y;
      lastSpeed = atSpeed;
    }

    private static double mix(double from, double to, double share) {
      return share >= 1 ? to : from + share * (to - from);
    }

    /** The last point is the lap's end, whatever rounding made of the sum of steps. */
    Points finish() {
      int end = east.length - 1;
      seconds[end] = lastSeconds;
      east[end] = lastEast;
      north[end] = lastNorth;
      speed[end] = lastSpeed;
      return this;
    }
  }
}
