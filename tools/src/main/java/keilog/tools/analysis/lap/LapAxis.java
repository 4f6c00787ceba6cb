package keilog.tools.analysis.lap;

import java.util.Arrays;
import java.util.Optional;
import keilog.protocol.track.Gate;
import keilog.protocol.track.Plane;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.Track;
import keilog.tools.analysis.motion.Motion;

/**
 * The line of one lap as an axis that other laps are laid on. At each of its points stands a line
 * across the road, square to the way; where and when another lap passes that line is what it did at
 * this place. So laps are compared at the same place of road and not after the same distance: the
 * distance driven scatters by metres from lap to lap, which would be tenths of a second.
 *
 * <p>The first and the last line are the track's own. Immutable.
 */
public final class LapAxis {
  /** Distance of points: one fix of a 25 Hz receiver at 90 km/h. */
  private static final double STEP_METRES = 1;

  /** The direction of the way at a point is that of the chord over so much before and behind. */
  private static final double CHORD_METRES = 4;

  /** Over so much of the way the lines across turn from the track's own to square. */
  private static final double TURN_METRES = 30;

  private final Plane plane;
  private final double step;
  private final double[] east;
  private final double[] north;
  private final double[] eastward;
  private final double[] northward;

  private LapAxis(Plane plane, double step, double[] east, double[] north) {
    this.plane = plane;
    this.step = step;
    this.east = east;
    this.north = north;
    this.eastward = new double[east.length];
    this.northward = new double[east.length];
    int reach = (int) Math.round(CHORD_METRES / step);
    for (int i = 0; i < east.length; i++) {
      int a = Math.max(0, i - reach);
      int b = Math.min(east.length - 1, i + reach);
      direct(i, east[b] - east[a], north[b] - north[a]);
    }
  }

  /**
   * The line a lap drove.
   *
   * @param motion that holds the lap
   * @param lap from line to line
   * @param track whose lines stand at the ends; empty where they are unknown
   * @return empty where the lap shows no way: no fixes, or no movement
   */
  public static Optional<LapAxis> along(Motion motion, TimedLap lap, Optional<Track> track) {
    Way way = Way.of(motion, lap);
    double length = way.length();
    if (!(length >= 2 * CHORD_METRES)) {
      return Optional.empty();
    }
    int cells = (int) Math.max(1, Math.round(length / STEP_METRES));
    double[] east = new double[cells + 1];
    double[] north = new double[cells + 1];
    way.resample(east, north);
    LapAxis axis = new LapAxis(motion.plane(), length / cells, east, north);
    track
        .flatMap(Track::start)
        .ifPresent(
            start -> {
              axis.turn(start, 0, 1);
              axis.turn(track.get().finish().orElse(start), cells, -1);
            });
    return Optional.of(axis);
  }

  private void direct(int i, double dx, double dy) {
    double chord = Math.hypot(dx, dy);
    eastward[i] = chord > 0 ? dx / chord : i > 0 ? eastward[i - 1] : 0;
    northward[i] = chord > 0 ? dy / chord : i > 0 ? northward[i - 1] : 1;
  }

  /** Turns the lines across near an end to the gate that stands there. */
  private void turn(Gate gate, int end, int way) {
    double gx = plane.east(gate.b().longitude()) - plane.east(gate.a().longitude());
    double gy = plane.north(gate.b().latitude()) - plane.north(gate.a().latitude());
    double width = Math.hypot(gx, gy);
    int reach = (int) Math.min(east.length / 2.0, TURN_METRES / step);
    for (int n = 0; n < reach && width > 0; n++) {
      int i = end + way * n;
      double share = 1 - (double) n / reach;
      direct(
          i,
          share * -gy / width + (1 - share) * eastward[i],
          share * gx / width + (1 - share) * northward[i]);
    }
  }

  /** Metres between points. */
  public double stepMetres() {
    return step;
  }

  public int points() {
    return east.length;
  }

  public double lengthMetres() {
    return step * (east.length - 1);
  }

  /** The plane that {@link #east} and {@link #north} lie on. */
  public Plane plane() {
    return plane;
  }

  /** Metres east of the plane's origin. */
  public double east(int point) {
    return east[point];
  }

  /** Metres north of the plane's origin. */
  public double north(int point) {
    return north[point];
  }

  /** Metres that a place lies past the line across at a point; negative before it. */
  double past(int point, double x, double y) {
    return (x - east[point]) * eastward[point] + (y - north[point]) * northward[point];
  }

  /** Metres that a place lies to the right of the axis at a point. */
  double right(int point, double x, double y) {
    return (x - east[point]) * northward[point] - (y - north[point]) * eastward[point];
  }

  /** What a way looks like: places from a lap's start to its end, and how far it is to each. */
  private record Way(double[] east, double[] north, double[] metres) {
    static Way of(Motion m, TimedLap lap) {
      int from = firstAfter(m.epochs(), lap.startNanos());
      int to = firstAfter(m.epochs(), lap.endNanos() - 1);
      int n = Math.max(0, to - from) + 2;
      Way way = new Way(new double[n], new double[n], new double[n]);
      way.end(0, m, lap.startNanos());
      for (int i = from; i < to; i++) {
        way.east[i - from + 1] = m.east()[i];
        way.north[i - from + 1] = m.north()[i];
      }
      way.end(n - 1, m, lap.endNanos());
      for (int i = 1; i < n; i++) {
        way.metres[i] =
            way.metres[i - 1]
                + Math.hypot(way.east[i] - way.east[i - 1], way.north[i] - way.north[i - 1]);
      }
      return way;
    }

    private static int firstAfter(long[] epochs, long nanos) {
      int found = Arrays.binarySearch(epochs, nanos);
      return found >= 0 ? found + 1 : -found - 1;
    }

    private void end(int i, Motion m, long nanos) {
      int after = Math.min(firstAfter(m.epochs(), nanos), m.size() - 1);
      int before = Math.max(0, after - 1);
      if (m.size() == 0) {
        east[i] = Double.NaN;
        return;
      }
      double share =
          after == before
              ? 0
              : (double) (nanos - m.epochs()[before]) / (m.epochs()[after] - m.epochs()[before]);
      share = Math.clamp(share, 0, 1);
      east[i] = m.east()[before] + share * (m.east()[after] - m.east()[before]);
      north[i] = m.north()[before] + share * (m.north()[after] - m.north()[before]);
    }

    double length() {
      return metres[metres.length - 1];
    }

    /** Places at equal distances from end to end. */
    void resample(double[] toEast, double[] toNorth) {
      int segment = 0;
      for (int i = 0; i < toEast.length; i++) {
        double at = length() * i / (toEast.length - 1);
        while (segment < metres.length - 2 && metres[segment + 1] < at) {
          segment++;
        }
        double span = metres[segment + 1] - metres[segment];
        double share = span > 0 ? Math.min(1, (at - metres[segment]) / span) : 0;
        toEast[i] = east[segment] + share * (east[segment + 1] - east[segment]);
        toNorth[i] = north[segment] + share * (north[segment + 1] - north[segment]);
      }
    }
  }
}
