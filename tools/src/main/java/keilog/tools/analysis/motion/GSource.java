package keilog.tools.analysis.motion;

/** Where the g come from. */
public enum GSource {
  /** Nowhere: too few fixes. */
  NONE,
  /** The smoothed speed and its turning. */
  GPS,
  /** An accelerometer, levelled at rest and turned into the car's axes by what GPS says. */
  IMU
}
