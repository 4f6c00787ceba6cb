package keilog.tools.analysis.straight;

import java.util.ArrayList;
import java.util.List;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.motion.Motion;

/**
 * A car that stood and set off. Armed where its smoothed speed was below 0.5 km/h for a second, as
 * Racelogic's boxes do; the begin is where a straight line through the first Doppler speeds between
 * 1 and 15 km/h, three at least, extended backwards, meets zero.
 *
 * @param startNanos {@code gnss_time} of the begin
 * @param row of the first fix after it
 */
record Launch(long startNanos, int row) {
  /** 0.5 km/h. */
  private static final double ARMED_SPEED = 0.5 / 3.6;

  private static final long ARMED_NANOS = 1_000_000_000L;

  /** Doppler speeds from here to there make the line. */
  private static final double LINE_FROM = 1 / 3.6;

  private static final double LINE_TO = 15 / 3.6;
  private static final int LEAST_POINTS = 3;

  /** Slower pulling away than this, m/s², is nobody's launch: it would place the begin anywhere. */
  private static final double LEAST_ACCELERATION = 0.7;

  /** All launches of a drive, in order. */
  static List<Launch> of(Fixes fixes, Motion motion, double[] speeds) {
    List<Launch> launches = new ArrayList<>();
    long since = Long.MAX_VALUE;
    boolean armed = false;
    for (int i = 0; i < fixes.size(); i++) {
      boolean gap = i > 0 && fixes.epoch(i) - fixes.epoch(i - 1) > Motion.MOST_GAP_NANOS;
      if (gap) {
        since = Long.MAX_VALUE;
        armed = false;
      }
      if (motion.speed()[i] < ARMED_SPEED) {
        since = Math.min(since, fixes.epoch(i));
        armed = armed || fixes.epoch(i) - since >= ARMED_NANOS;
      } else {
        since = Long.MAX_VALUE;
        if (armed && motion.speed()[i] > LINE_FROM) {
          armed = false;
          line(fixes, speeds, i, launches);
        }
      }
    }
    return launches;
  }

  private static void line(Fixes fixes, double[] speeds, int from, List<Launch> launches) {
    int first = from;
    while (first > 0 && speeds[first - 1] > LINE_FROM) {
      first--;
    }
    while (first < fixes.size() && !(speeds[first] > LINE_FROM)) {
      first++;
    }
    double n = 0;
    double sumT = 0;
    double sumV = 0;
    double sumTt = 0;
    double sumTv = 0;
    for (int i = first; i < fixes.size(); i++) {
      double v = speeds[i];
      if (n >= LEAST_POINTS && !(v < LINE_TO)) {
        break;
      }
      double t = (fixes.epoch(i) - fixes.epoch(first)) * 1e-9;
      if (Double.isNaN(v) || t > 3) {
        break;
      }
      n++;
      sumT += t;
      sumV += v;
      sumTt += t * t;
      sumTv += t * v;
    }
    double slope = (n * sumTv - sumT * sumV) / (n * sumTt - sumT * sumT);
    if (n < LEAST_POINTS || !(slope >= LEAST_ACCELERATION)) {
      return;
    }
    double zero = (sumT - sumV / slope) / n;
    long start = fixes.epoch(first) + Math.round(zero * 1e9);
    int row = first;
    while (row > 0 && fixes.epoch(row - 1) > start) {
      row--;
    }
    launches.add(new Launch(start, row));
  }
}
