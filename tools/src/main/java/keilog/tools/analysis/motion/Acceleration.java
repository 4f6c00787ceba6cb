package keilog.tools.analysis.motion;

/**
 * Where {@link Motion#along()} and {@link Motion#across()} come from.
 *
 * @param source that was used
 * @param agreement correlation of accelerometer and GPS, 0 to 1; NaN where there is only one
 * @param yawDegrees by which the accelerometer is turned against the car; NaN where there is none
 * @param reason one sentence
 */
public record Acceleration(GSource source, double agreement, double yawDegrees, String reason) {
  static Acceleration gps(String reason) {
    return new Acceleration(GSource.GPS, Double.NaN, Double.NaN, reason);
  }
}
