package keilog.tools.analysis.engine;

import java.util.Arrays;

/**
 * The samples of a drive at which engine and wheels turned as one: the ratio of their speeds had
 * held for a moment. Shifts, free revving and slip are left out, which is what makes the gears
 * stand apart. Thinned to {@link #THINNED_HZ}, since gears need no more.
 *
 * @param logRatio ln of engine speed over road speed, ln(rpm per m/s)
 * @param growth d(ln v)/dt, 1/s: how much a late speed falsifies the ratio, per second of lateness
 * @param seconds each stands for
 * @param total of {@code seconds}
 */
record Locked(float[] logRatio, float[] growth, float[] seconds, double total) {
  private static final double THINNED_HZ = 25;

  /** A road speed in steps says little of a ratio below this. Ours. */
  private static final float LEAST_MPS = 5;

  /** Above idle: a car that rolls with its clutch open turns its engine slower. Ours. */
  private static final float LEAST_RPM = 1500;

  /** How long the ratio must have held, and within which share. Ours. */
  private static final long HELD_NANOS = 200_000_000L;

  private static final float HELD_WITHIN = 0.02f;

  /** Half the stretch over which growth is taken. Ours. */
  private static final long GROWTH_NANOS = 250_000_000L;

  /**
   * Collects them.
   *
   * @param lagNanos by which the road speed is late
   */
  static Locked of(EngineSpeed engine, RoadSpeed road, long lagNanos) {
    int stride = Math.max(1, (int) Math.floor(engine.rateHz() / THINNED_HZ));
    int n = (engine.size() + stride - 1) / stride;
    long[] times = new long[n];
    float[] rpm = new float[n];
    for (int i = 0; i < n; i++) {
      times[i] = engine.times()[i * stride];
      rpm[i] = engine.rpm()[i * stride];
    }
    return of(times, rpm, road.speed().at(times, n, lagNanos));
  }

  private static Locked of(long[] times, float[] rpm, float[] speed) {
    int n = times.length;
    float[] ratio = new float[n];
    float[] growth = new float[n];
    float[] seconds = new float[n];
    int found = 0;
    double total = 0;
    int held = 0;
    int low = 0;
    int high = 0;
    for (int i = 1; i < n; i++) {
      long span = times[i] - times[i - 1];
      while (times[i] - times[held + 1] >= HELD_NANOS) {
        held++;
      }
      if (span > EngineSpeed.MOST_GAP_NANOS
          || times[i] - times[held] > HELD_NANOS + EngineSpeed.MOST_GAP_NANOS
          || !(speed[i] >= LEAST_MPS && rpm[i] >= LEAST_RPM)) {
        continue;
      }
      float now = rpm[i] / speed[i];
      float before = rpm[held] / speed[held];
      if (Math.abs(now - before) < HELD_WITHIN * now) {
        while (times[low] < times[i] - GROWTH_NANOS) {
          low++;
        }
        high = Math.max(high, i);
        while (high < n - 1 && times[high] < times[i] + GROWTH_NANOS) {
          high++;
        }
        double stretch = (times[high] - times[low]) * 1e-9;
        double grown = (speed[high] - speed[low]) / (stretch * speed[i]);
        ratio[found] = (float) Math.log(now);
        growth[found] = Double.isFinite(grown) ? (float) grown : 0;
        seconds[found] = span * 1e-9f;
        total += seconds[found];
        found++;
      }
    }
    return new Locked(
        Arrays.copyOf(ratio, found),
        Arrays.copyOf(growth, found),
        Arrays.copyOf(seconds, found),
        total);
  }

  int size() {
    return logRatio.length;
  }
}
