package keilog.tools.analysis.driving;

import java.util.Arrays;
import java.util.List;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.motion.Motion;

/**
 * How well this drive's receiver can show how it was driven.
 *
 * @param receiverHz fixes a second; 0 of none
 * @param alongMetres one standard deviation of a place along the road, against the same lap's other
 *     places
 */
record Precision(double receiverHz, double alongMetres) {
  private static final double GOOD_HZ = 7.5;
  private static final double POOR_HZ = 3.5;

  /**
   * A receiver under open sky moves by 0.1 to 0.5 m between two passes: ours, measured on open
   * recordings. Below is not believed.
   */
  private static final double LEAST_ALONG = 0.1;

  private static final double UNKNOWN_ALONG = 0.3;

  static Precision of(Motion motion, List<TimedLap> laps, double lineSpeed) {
    double[] along =
        laps.stream()
            .filter(l -> l.uncertaintyNanos() > 0)
            .mapToDouble(l -> l.uncertaintyNanos() * 1e-9 / Math.sqrt(2) * lineSpeed)
            .filter(m -> !Double.isNaN(m))
            .toArray();
    return new Precision(
        rate(motion),
        along.length == 0 ? UNKNOWN_ALONG : Math.max(LEAST_ALONG, Known.median(along)));
  }

  private static double rate(Motion motion) {
    int n = motion.size();
    if (n < 2) {
      return 0;
    }
    long[] gaps = new long[n - 1];
    for (int i = 1; i < n; i++) {
      gaps[i - 1] = motion.epochs()[i] - motion.epochs()[i - 1];
    }
    Arrays.sort(gaps);
    return 1e9 / Math.max(1, gaps[gaps.length / 2]);
  }

  /** Of speeds and places within a corner: a fix a second hides the apex. */
  Quality quality() {
    if (receiverHz >= GOOD_HZ) {
      return Quality.MEASURED;
    }
    return receiverHz >= POOR_HZ ? Quality.ESTIMATED : Quality.INSUFFICIENT;
  }

  /**
   * One standard deviation of a speed, km/h. With white noise the simulator's truth shows a quarter
   * to a half of it; a real receiver's noise is not white.
   */
  double kmh() {
    if (receiverHz >= 2 * GOOD_HZ) {
      return 0.2;
    }
    return receiverHz >= GOOD_HZ ? 0.4 : receiverHz >= POOR_HZ ? 1.0 : Double.NaN;
  }

  /**
   * One standard deviation of a braking point, metres: two to four times what the simulator's truth
   * shows, because a real foot is no step.
   */
  double brakingMetres() {
    if (receiverHz >= 2 * GOOD_HZ) {
      return 1.5;
    }
    return receiverHz >= GOOD_HZ ? 2 : receiverHz >= POOR_HZ ? 4 : Double.NaN;
  }

  /** One standard deviation of the time between two places passed at these speeds, m/s. */
  double seconds(double fromSpeed, double toSpeed) {
    return alongMetres * Math.hypot(1 / fromSpeed, 1 / toSpeed);
  }
}
