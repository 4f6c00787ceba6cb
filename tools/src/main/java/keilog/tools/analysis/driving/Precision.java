package keilog.tools.analysis.driving;

import java.util.Arrays;
import java.util.List;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.Sample;
import keilog.tools.analysis.motion.Motion;

/**
 * How well this drive's fixes can show how it was driven.
 *
 * @param receiverHz fixes a second; 0 of none
 * @param receiver by that rate
 * @param alongMetres one standard deviation of a place along the road, against the same lap's other
 *     places
 */
record Precision(double receiverHz, Receiver receiver, double alongMetres) {
  /**
   * A receiver under open sky drifts by 0.1 to 0.5 m between two passes: a smaller claim is not
   * believed.
   */
  private static final double LEAST_ALONG = 0.1;

  private static final double UNKNOWN_ALONG = 0.3;

  /** At most as many fixes are looked at for the rate. */
  private static final int LOOKED_AT = 1000;

  static Precision of(Motion motion, List<TimedLap> laps, double lineSpeed) {
    double[] along =
        laps.stream()
            .filter(l -> l.uncertaintyNanos() > 0)
            .mapToDouble(l -> l.uncertaintyNanos() * 1e-9 / Math.sqrt(2) * lineSpeed)
            .filter(m -> !Double.isNaN(m))
            .toArray();
    double hz = rate(motion);
    return new Precision(
        hz,
        Receiver.of(hz),
        along.length == 0 ? UNKNOWN_ALONG : Math.max(LEAST_ALONG, Sample.median(along)));
  }

  private static double rate(Motion motion) {
    int n = motion.size();
    if (n < 2) {
      return 0;
    }
    int step = (n - 1) / LOOKED_AT + 1;
    long[] gaps = new long[(n - 2) / step + 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = motion.epochs()[i * step + 1] - motion.epochs()[i * step];
    }
    Arrays.sort(gaps);
    return 1e9 / Math.max(1, gaps[gaps.length / 2]);
  }

  /** One standard deviation of the time between two places passed at these speeds, m/s. */
  double seconds(double fromSpeed, double toSpeed) {
    return alongMetres * Math.hypot(1 / fromSpeed, 1 / toSpeed);
  }
}
