package keilog.tools.analysis.course;

import java.util.ArrayList;
import java.util.List;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.Plane;
import keilog.protocol.track.ReferenceLap;
import keilog.protocol.track.Track;

/** The mean of the ways of several runs, as points one after the other. Immutable. */
final class MeanWay {
  /** Points of a centreline. */
  private static final double STEP_METRES = 5;

  /** A single way is smoothed over this much either side, or a receiver's noise would zigzag. */
  private static final double SMOOTH_METRES = 5;

  /** Other runs pass within this of the fastest; further off they were elsewhere. */
  private static final double BESIDE_METRES = 15;

  /** Two runs may be so far apart along the way at the same share of it. */
  private static final double ALONG_METRES = 40;

  /** Below this share of a circle of the same length the two loops of an eight cancel. */
  private static final double LEAST_AREA = 0.03;

  private final Plane plane;
  private final boolean closed;
  private final double[] east;
  private final double[] north;
  private final double[] speed;

  private MeanWay(Plane plane, boolean closed, double[] east, double[] north, double[] speed) {
    this.plane = plane;
    this.closed = closed;
    this.east = east;
    this.north = north;
    this.speed = speed;
  }

  /**
   * The mean of runs.
   *
   * @param runs the fastest first; at least 1
   * @param closed whether the way ends where it begins
   */
  static MeanWay of(List<ReferenceLap> runs, boolean closed) {
    ReferenceLap fastest = runs.getFirst();
    Plane plane = fastest.plane();
    int steps = (int) Math.max(8, Math.round(fastest.lengthMetres() / STEP_METRES));
    int count = closed ? steps : steps + 1;
    double[] east = new double[count];
    double[] north = new double[count];
    double[] speed = new double[count];
    Smooth first = new Smooth(fastest, plane);
    for (int k = 0; k < count; k++) {
      double share = (double) k / steps;
      east[k] = first.east(share);
      north[k] = first.north(share);
      speed[k] = fastest.speedAt(share * fastest.lengthMetres());
    }
    MeanWay way = new MeanWay(plane, closed, east, north, speed);
    return runs.size() == 1 ? way : way.moved(runs.subList(1, runs.size()), steps);
  }

  /** Aside, to the mean of where all runs cross its normals. */
  private MeanWay moved(List<ReferenceLap> others, int steps) {
    double[] aside = new double[east.length];
    int[] counted = new int[east.length];
    for (ReferenceLap other : others) {
      Smooth smooth = new Smooth(other, plane);
      for (int k = 0; k < east.length; k++) {
        double right = smooth.beside(spot(k), (double) k / steps);
        if (Math.abs(right) <= BESIDE_METRES) {
          aside[k] += right;
          counted[k]++;
        }
      }
    }
    double[] movedEast = new double[east.length];
    double[] movedNorth = new double[east.length];
    for (int k = 0; k < east.length; k++) {
      Spot spot = spot(k).moved(aside[k] / (counted[k] + 1));
      movedEast[k] = spot.east();
      movedNorth[k] = spot.north();
    }
    return new MeanWay(plane, closed, movedEast, movedNorth, speed);
  }

  int size() {
    return east.length;
  }

  /** m/s of the fastest run; NaN in its gaps. */
  double speed(int k) {
    return speed[k];
  }

  /** The point and the way there. */
  Spot spot(int k) {
    int before = closed ? (k + east.length - 1) % east.length : Math.max(0, k - 1);
    int after = closed ? (k + 1) % east.length : Math.min(east.length - 1, k + 1);
    double x = east[after] - east[before];
    double y = north[after] - north[before];
    double length = Math.max(1e-9, Math.hypot(x, y));
    return new Spot(east[k], north[k], x / length, y / length);
  }

  Plane plane() {
    return plane;
  }

  List<GeoPoint> points() {
    List<GeoPoint> points = new ArrayList<>();
    for (int k = 0; k < east.length; k++) {
      points.add(plane.place(east[k], north[k]));
    }
    return points;
  }

  /** Which way round, by the area that it encloses. */
  Track.Direction direction() {
    double twice = 0;
    double length = 0;
    for (int k = 0; k < east.length; k++) {
      int next = (k + 1) % east.length;
      twice += east[k] * north[next] - east[next] * north[k];
      length += Math.hypot(east[next] - east[k], north[next] - north[k]);
    }
    if (!closed || Math.abs(twice / 2) < LEAST_AREA * length * length / (4 * Math.PI)) {
      return Track.Direction.UNKNOWN;
    }
    return twice > 0 ? Track.Direction.COUNTER_CLOCKWISE : Track.Direction.CLOCKWISE;
  }

  /** One run's way on a common plane, smoothed as it is read. */
  private static final class Smooth {
    private final double[] east;
    private final double[] north;
    private final double step;

    Smooth(ReferenceLap run, Plane plane) {
      int size = run.size();
      double[] x = new double[size];
      double[] y = new double[size];
      for (int i = 0; i < size; i++) {
        GeoPoint place = run.plane().place(run.east(i), run.north(i));
        x[i] = plane.east(place.longitude());
        y[i] = plane.north(place.latitude());
      }
      this.step = run.stepMetres();
      this.east = smoothed(x);
      this.north = smoothed(y);
    }

    /** The mean of as many points before as after: both ends stay where they are. */
    private double[] smoothed(double[] raw) {
      int half = (int) Math.round(SMOOTH_METRES / step);
      double[] sums = new double[raw.length + 1];
      for (int i = 0; i < raw.length; i++) {
        sums[i + 1] = sums[i] + raw[i];
      }
      double[] smoothed = new double[raw.length];
      for (int i = 0; i < raw.length; i++) {
        int reach = Math.min(half, Math.min(i, raw.length - 1 - i));
        smoothed[i] = (sums[i + reach + 1] - sums[i - reach]) / (2 * reach + 1);
      }
      return smoothed;
    }

    double east(double share) {
      return east[(int) Math.round(share * (east.length - 1))];
    }

    double north(double share) {
      return north[(int) Math.round(share * (north.length - 1))];
    }

    /** Metres to the right of a spot where this way passes it; infinite where it does not. */
    double beside(Spot spot, double share) {
      int around = (int) Math.round(ALONG_METRES / step);
      int middle = (int) Math.round(share * (east.length - 1));
      double right = Double.POSITIVE_INFINITY;
      double nearest = 2 * step;
      for (int i = Math.max(0, middle - around);
          i <= Math.min(east.length - 1, middle + around);
          i++) {
        double past = Math.abs(spot.past(east[i], north[i]));
        double aside = spot.right(east[i], north[i]);
        if (past < nearest && Math.abs(aside) <= BESIDE_METRES) {
          nearest = past;
          right = aside;
        }
      }
      return right;
    }
  }
}
