package keilog.tools.analysis.straight;

/** By what a pull is known to be one at full throttle. */
public enum FullThrottle {
  /** The throttle's own channel. */
  THROTTLE,
  /** The manifold pressure, near the highest of the drive. */
  MANIFOLD,
  /** Nothing but that no pull in that gear was stronger: the engine may have had more to give. */
  ACCELERATION
}
