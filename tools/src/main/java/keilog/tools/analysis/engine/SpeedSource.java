package keilog.tools.analysis.engine;

/** Where a road speed is from. */
public enum SpeedSource {
  /** The car's own speed channel, finer than 0.25 km/h at 10 Hz or more. */
  WHEEL,
  /** The receiver's speed, its latency taken off. */
  GPS,
  /** The car's own speed channel, slow or in whole km/h, smoothed. */
  COARSE_WHEEL,
  /** There is none. */
  NONE
}
