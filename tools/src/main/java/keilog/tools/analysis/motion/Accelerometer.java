package keilog.tools.analysis.motion;

import java.util.Optional;
import keilog.protocol.channel.Channel;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Recording;

/**
 * An accelerometer, however it is mounted, as the car's own forwards and rightwards: levelled by
 * what it feels at rest, turned by what it shares with the change and the turning of the GPS speed.
 * Body roll and the slope of the road stay in it: 3° are 0.05 g. One thread.
 */
final class Accelerometer {
  /** At rest, m/s. */
  private static final double REST_SPEED = 0.3;

  private static final int LEAST_REST = 50;

  /** Averaged over this around a fix: what engine and road shake is not motion. */
  private static final long HALF_WINDOW_NANOS = 60_000_000L;

  private static final long MOST_GAP_NANOS = 100_000_000L;

  /** Slower, GPS does not know where forwards is. */
  private static final double LEAST_SPEED = 3;

  private static final int LEAST_ROWS = 100;

  /** Less alike than this, it is not fixed to the car. */
  private static final double LEAST_AGREEMENT = 0.85;

  /** An accelerometer in g has scale 1. */
  private static final double MOST_SCALE_ERROR = 0.2;

  private final Motion motion;
  private final Column x;
  private final Column y;
  private final Optional<Column> z;
  private final double[] ahead;
  private final double[] aside;
  private boolean levelled;

  private Accelerometer(Motion motion, Column x, Column y, Optional<Column> z) {
    this.motion = motion;
    this.x = x;
    this.y = y;
    this.z = z.filter(c -> c.size() == x.size());
    this.ahead = new double[motion.size()];
    this.aside = new double[motion.size()];
  }

  /** The motion with the accelerometer's g, where the drive has one that agrees with GPS. */
  static Motion of(Recording recording, Motion motion) {
    Optional<Column> x = recording.column(Channel.ACCELERATION_X);
    Optional<Column> y = recording.column(Channel.ACCELERATION_Y);
    if (motion.size() < LEAST_ROWS || x.isEmpty() || y.isEmpty()) {
      return motion;
    }
    if (x.get().size() != y.get().size()) {
      return motion.with(
          motion.along(), motion.across(), Acceleration.gps("the accelerometer's axes differ"));
    }
    Optional<Column> z = recording.column(Channel.ACCELERATION_Z);
    return new Accelerometer(motion, x.get(), y.get(), z).turned();
  }

  private Motion turned() {
    averages();
    Turn right = Turn.of(this, 1);
    Turn left = Turn.of(this, -1);
    Turn turn = left.agreement > right.agreement ? left : right;
    if (!(turn.agreement >= LEAST_AGREEMENT && Math.abs(turn.scale - 1) <= MOST_SCALE_ERROR)) {
      Acceleration gps =
          new Acceleration(
              GSource.GPS,
              turn.agreement,
              Double.NaN,
              "the accelerometer does not agree with the GPS speed");
      return motion.with(motion.along(), motion.across(), gps);
    }
    double[] along = motion.along().clone();
    double[] across = motion.across().clone();
    double offAhead = levelled ? 0 : turn.offAhead;
    double offAside = levelled ? 0 : turn.offAside;
    for (int i = 0; i < along.length; i++) {
      double a = ahead[i] - offAhead;
      double b = turn.hand * aside[i] - offAside;
      if (!Double.isNaN(a + b)) {
        along[i] = a * turn.cos + b * turn.sin;
        across[i] = b * turn.cos - a * turn.sin;
      }
    }
    String how = levelled ? "levelled at rest" : "never at rest, so its zero is the drive's mean";
    return motion.with(
        along,
        across,
        new Acceleration(
            GSource.IMU,
            turn.agreement,
            Math.toDegrees(Math.atan2(turn.sin, turn.cos)),
            "accelerometer, " + how + ", turned by what GPS says"));
  }

  /** Fills what it felt around each fix, in level axes; NaN where it has a gap. */
  private void averages() {
    double[][] level = level();
    int n = x.size();
    double[] sumX = new double[n + 1];
    double[] sumY = new double[n + 1];
    for (int row = 0; row < n; row++) {
      double gx = x.value(row);
      double gy = y.value(row);
      double gz = z.isPresent() ? z.get().value(row) : 0;
      sumX[row + 1] = sumX[row] + level[0][0] * gx + level[0][1] * gy + level[0][2] * gz;
      sumY[row + 1] = sumY[row] + level[1][0] * gx + level[1][1] * gy + level[1][2] * gz;
    }
    int from = 0;
    int to = 0;
    for (int i = 0; i < motion.size(); i++) {
      long time = motion.times()[i];
      while (from < n && x.time(from) < time - HALF_WINDOW_NANOS) {
        from++;
      }
      while (to < n && x.time(to) <= time + HALF_WINDOW_NANOS) {
        to++;
      }
      boolean whole =
          to > from
              && x.time(from) - time < MOST_GAP_NANOS / 2
              && time - x.time(to - 1) < MOST_GAP_NANOS / 2;
      ahead[i] = whole ? (sumX[to] - sumX[from]) / (to - from) - level[0][3] : Double.NaN;
      aside[i] = whole ? (sumY[to] - sumY[from]) / (to - from) - level[1][3] : Double.NaN;
    }
  }

  /**
   * Two rows that make level axes of the accelerometer's, and what to take off: the turn that
   * brings what it feels at rest to the vertical (Rodrigues). Without a third axis, only its zero.
   */
  private double[][] level() {
    double[] rest = rest();
    if (Double.isNaN(rest[0])) {
      return new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}};
    }
    levelled = true;
    double size = Math.sqrt(rest[0] * rest[0] + rest[1] * rest[1] + rest[2] * rest[2]);
    if (z.isEmpty() || size < 0.5) {
      return new double[][] {{1, 0, 0, rest[0]}, {0, 1, 0, rest[1]}};
    }
    double a = rest[0] / size;
    double b = rest[1] / size;
    double up = rest[2] < 0 ? -1 : 1;
    double c = up * rest[2] / size;
    double k = 1 / (1 + c);
    return new double[][] {
      {1 - a * a * k, -a * b * k, -up * a, 0}, {-a * b * k, 1 - b * b * k, -up * b, 0}
    };
  }

  private double[] rest() {
    double[] sum = new double[3];
    int count = 0;
    int stride = Math.max(1, x.size() / 20_000);
    for (int row = 0; row < x.size(); row += stride) {
      int at = motion.rowAtTime(x.time(row));
      boolean still =
          at >= 0
              && at + 1 < motion.size()
              && motion.speed()[at] < REST_SPEED
              && motion.speed()[at + 1] < REST_SPEED
              && motion.times()[at + 1] - motion.times()[at] < Motion.MOST_GAP_NANOS;
      if (still) {
        sum[0] += x.value(row);
        sum[1] += y.value(row);
        sum[2] += z.isPresent() ? z.get().value(row) : 0;
        count++;
      }
    }
    if (count < LEAST_REST) {
      return new double[] {Double.NaN, Double.NaN, Double.NaN};
    }
    return new double[] {sum[0] / count, sum[1] / count, sum[2] / count};
  }

  /**
   * The turn between the car's axes and the accelerometer's, by least squares in the plane.
   *
   * @param hand −1 where its second axis points left
   */
  private record Turn(
      int hand,
      double cos,
      double sin,
      double scale,
      double agreement,
      double offAhead,
      double offAside) {

    static Turn of(Accelerometer m, int hand) {
      double n = 0;
      double[] mean = new double[4];
      double dot = 0;
      double cross = 0;
      double car = 0;
      double felt = 0;
      for (int i = 0; i < m.ahead.length; i++) {
        double a = m.ahead[i];
        double b = hand * m.aside[i];
        double p = m.motion.along()[i];
        double q = m.motion.across()[i];
        if (!(m.motion.speed()[i] > LEAST_SPEED) || Double.isNaN(a + b + p + q)) {
          continue;
        }
        n++;
        mean[0] += a;
        mean[1] += b;
        mean[2] += p;
        mean[3] += q;
        dot += a * p + b * q;
        cross += b * p - a * q;
        car += p * p + q * q;
        felt += a * a + b * b;
      }
      if (n < LEAST_ROWS) {
        return new Turn(hand, 1, 0, Double.NaN, Double.NaN, 0, 0);
      }
      for (int i = 0; i < 4; i++) {
        mean[i] /= n;
      }
      dot = dot / n - mean[0] * mean[2] - mean[1] * mean[3];
      cross = cross / n - mean[1] * mean[2] + mean[0] * mean[3];
      car = car / n - mean[2] * mean[2] - mean[3] * mean[3];
      felt = felt / n - mean[0] * mean[0] - mean[1] * mean[1];
      double shared = Math.hypot(dot, cross);
      double cos = dot / shared;
      double sin = cross / shared;
      return new Turn(
          hand,
          cos,
          sin,
          shared / car,
          shared / Math.sqrt(car * felt),
          mean[0] - (mean[2] * cos - mean[3] * sin),
          mean[1] - (mean[2] * sin + mean[3] * cos));
    }
  }
}
