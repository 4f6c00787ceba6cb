package keilog.tools.simulate.drive;

/** Sees every step of a drive, in order. */
@FunctionalInterface
public interface DriveListener {
  /** Called with two neighbouring states, one millisecond apart. */
  void stepped(Drive drive, CarState before, CarState after);
}
