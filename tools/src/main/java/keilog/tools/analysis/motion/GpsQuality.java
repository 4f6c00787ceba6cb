package keilog.tools.analysis.motion;

import keilog.tools.analysis.Fixes;

/**
 * How good the fixes were, as a traffic light. Green: a fix, claimed to a metre and to 0.3 m/s, of
 * ten satellites. Amber: claimed to three metres. Red: the rest. What a receiver does not say
 * cannot make it worse than amber.
 *
 * @param fixes how many
 * @param rateHz by the median step; 0 below two fixes
 * @param green share of the fixes
 * @param amber share of the fixes
 * @param red share of the fixes
 * @param largestGapSeconds between two fixes
 * @param lostShare of the epochs that the rate promises between first and last fix
 * @param dopplerLagSeconds by which its velocities were older than its places; 0 where that could
 *     not be told
 */
public record GpsQuality(
    int fixes,
    double rateHz,
    double green,
    double amber,
    double red,
    double largestGapSeconds,
    double lostShare,
    double dopplerLagSeconds) {
  private static final double GREEN_METRES = 1.0;
  private static final double GREEN_METRES_PER_SECOND = 0.3;
  private static final int GREEN_SATELLITES = 10;
  private static final double AMBER_METRES = 3.0;

  /** The light of one fix. */
  public enum Light {
    GREEN,
    AMBER,
    RED
  }

  /** The light of one fix of a drive. */
  public static Light light(Fixes fixes, int row) {
    double place = fixes.placeAccuracy(row);
    double speed = fixes.speedAccuracy(row);
    if (fixes.quality(row) == 0 || place >= AMBER_METRES) {
      return Light.RED;
    }
    return place < GREEN_METRES
            && speed < GREEN_METRES_PER_SECOND
            && fixes.satellites(row) >= GREEN_SATELLITES
        ? Light.GREEN
        : Light.AMBER;
  }

  /** Looks at all of a drive. */
  static GpsQuality of(Fixes fixes, double dopplerLagSeconds) {
    int n = fixes.size();
    if (n == 0) {
      return new GpsQuality(0, 0, 0, 0, 0, 0, 0, 0);
    }
    int[] lights = new int[Light.values().length];
    long largest = 0;
    for (int i = 0; i < n; i++) {
      lights[light(fixes, i).ordinal()]++;
      largest = i == 0 ? 0 : Math.max(largest, fixes.epoch(i) - fixes.epoch(i - 1));
    }
    double step = Steps.median(n, fixes::epoch) * 1e-9;
    double promised = step > 0 ? (fixes.epoch(n - 1) - fixes.epoch(0)) * 1e-9 / step + 1 : n;
    return new GpsQuality(
        n,
        step > 0 ? 1 / step : 0,
        (double) lights[Light.GREEN.ordinal()] / n,
        (double) lights[Light.AMBER.ordinal()] / n,
        (double) lights[Light.RED.ordinal()] / n,
        largest * 1e-9,
        Math.max(0, 1 - n / promised),
        dopplerLagSeconds);
  }
}
