package keilog.protocol.track;

import java.util.Arrays;

/** The way of one lap on the plane of its course, a point every few metres. One thread. */
final class SectorPath {
  private static final double STEP_METRES = 4;

  /** Forty kilometres: no course is longer. */
  private static final int MOST = 10_000;

  private double[] east = new double[512];
  private double[] north = new double[512];
  private int size;
  private double metres;
  private double lastOdometer = Double.NEGATIVE_INFINITY;

  /** Forgets all. */
  void clear() {
    size = 0;
    metres = 0;
    lastOdometer = Double.NEGATIVE_INFINITY;
  }

  /** Takes a place if it lies far enough on. */
  void add(double eastMetres, double northMetres, double odometer) {
    if (odometer - lastOdometer < STEP_METRES || size == MOST) {
      return;
    }
    if (size == east.length) {
      east = Arrays.copyOf(east, 2 * size);
      north = Arrays.copyOf(north, 2 * size);
    }
    if (size > 0) {
      metres += Math.hypot(eastMetres - east[size - 1], northMetres - north[size - 1]);
    }
    east[size] = eastMetres;
    north[size] = northMetres;
    size++;
    lastOdometer = odometer;
  }

  int size() {
    return size;
  }

  double east(int i) {
    return east[i];
  }

  double north(int i) {
    return north[i];
  }

  /** Length of the line through all points. */
  double metres() {
    return metres;
  }
}
