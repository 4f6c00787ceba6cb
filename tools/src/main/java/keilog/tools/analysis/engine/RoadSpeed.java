package keilog.tools.analysis.engine;

import java.util.Arrays;
import java.util.Optional;
import keilog.protocol.channel.Channel;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.motion.Motion;

/**
 * The best road speed of a drive to hold engine speed against. The driven wheels know the gear even
 * while they spin; a receiver's speed is late, and taken where the wheels' is too coarse.
 *
 * @param source where it is from
 * @param speed m/s, NaN where unknown
 */
record RoadSpeed(SpeedSource source, Series speed) {
  /** A wheel speed is fine from this rate. Ours. */
  private static final double FINE_HZ = 10;

  /** A wheel speed is fine up to this step: 1 % at 25 km/h. Ours. */
  private static final double FINE_STEP_KMH = 0.25;

  /** A receiver slower than this misses what the gearbox does. Ours. */
  private static final double GOOD_GPS_HZ = 4.5;

  /** A coarse speed says more than none from this rate. Ours. */
  private static final double LEAST_WHEEL_HZ = 1.9;

  /** Half the window that smooths whole km/h. Ours: five samples at 5 Hz, three at least. */
  private static final long SMOOTHING_NANOS = 250_000_000L;

  /** A wheel that differs from the receiver by more than this is broken or set up wrongly. Ours. */
  private static final double MOST_RATIO = 1.6;

  private static final double STILL_MPS = 8;

  static RoadSpeed of(Recording recording, Motion motion) {
    Optional<Column> wheel =
        recording.column(Channel.VEHICLE_SPEED).filter(c -> believable(c, motion));
    double wheelHz = wheel.map(Column::rateHz).orElse(0.0);
    double gpsHz = rate(motion);
    if (wheelHz >= FINE_HZ && step(wheel.get()) <= FINE_STEP_KMH) {
      return wheel(wheel.get(), SpeedSource.WHEEL);
    }
    if (gpsHz >= GOOD_GPS_HZ || gpsHz > 0 && wheelHz < LEAST_WHEEL_HZ) {
      return gps(motion, gpsHz);
    }
    return wheel
        .map(w -> wheel(w, SpeedSource.COARSE_WHEEL))
        .orElseGet(() -> new RoadSpeed(SpeedSource.NONE, Series.NONE));
  }

  private static RoadSpeed wheel(Column column, SpeedSource source) {
    float[] speed = new float[column.size()];
    for (int i = 0; i < speed.length; i++) {
      speed[i] = (float) (column.value(i) / 3.6);
    }
    long gap = gap(column.rateHz());
    float[] kept = source == SpeedSource.WHEEL ? speed : smoothed(column.times(), speed);
    return new RoadSpeed(source, new Series(column.times(), kept, gap));
  }

  private static RoadSpeed gps(Motion motion, double hz) {
    float[] speed = new float[motion.size()];
    for (int i = 0; i < speed.length; i++) {
      speed[i] = (float) motion.speed()[i];
    }
    return new RoadSpeed(SpeedSource.GPS, new Series(motion.times(), speed, gap(hz)));
  }

  /** Four samples may be missing, and no less than 0.5 s. */
  private static long gap(double hz) {
    return Math.max(500_000_000L, (long) (5e9 / Math.max(1, hz)));
  }

  private static double rate(Motion motion) {
    int known = 0;
    for (int i = 0; i < motion.size(); i++) {
      known += Double.isNaN(motion.speed()[i]) ? 0 : 1;
    }
    if (known < 2 || known < motion.size() / 2) {
      return 0;
    }
    long[] gaps = new long[motion.size() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = motion.times()[i + 1] - motion.times()[i];
    }
    Arrays.sort(gaps);
    return 1e9 / Math.max(1, gaps[gaps.length / 2]);
  }

  /** The step of a channel: the smallest tenth of its changes, km/h. */
  private static double step(Column column) {
    int stride = Math.max(1, column.size() / 20_000);
    float[] steps = new float[column.size() / stride + 1];
    int n = 0;
    for (int i = 1; i < column.size(); i += stride) {
      float change = Math.abs(column.values()[i] - column.values()[i - 1]);
      if (change > 1e-4f) {
        steps[n++] = change;
      }
    }
    Arrays.sort(steps, 0, n);
    return n == 0 ? Double.POSITIVE_INFINITY : steps[n / 10];
  }

  private static boolean believable(Column wheel, Motion motion) {
    double[] ratios = new double[1000];
    int n = 0;
    int stride = Math.max(1, motion.size() / ratios.length);
    for (int i = 0; i < motion.size() && n < ratios.length; i += stride) {
      double ground = motion.speed()[i];
      double turned = wheel.at(motion.times()[i], 2_000_000_000L) / 3.6;
      if (ground > STILL_MPS && turned >= 0) {
        ratios[n++] = turned / ground;
      }
    }
    Arrays.sort(ratios, 0, n);
    return n < 20 || ratios[n / 2] > 1 / MOST_RATIO && ratios[n / 2] < MOST_RATIO;
  }

  private static float[] smoothed(long[] times, float[] speed) {
    float[] smooth = new float[speed.length];
    double sum = 0;
    int count = 0;
    int low = 0;
    int high = 0;
    for (int i = 0; i < speed.length; i++) {
      for (; high < speed.length && times[high] <= times[i] + SMOOTHING_NANOS; high++) {
        if (!Float.isNaN(speed[high])) {
          sum += speed[high];
          count++;
        }
      }
      for (; times[low] < times[i] - SMOOTHING_NANOS; low++) {
        if (!Float.isNaN(speed[low])) {
          sum -= speed[low];
          count--;
        }
      }
      smooth[i] = count == 0 ? Float.NaN : (float) (sum / count);
    }
    return smooth;
  }
}
