package keilog.tools.simulate.gps;

import keilog.tools.simulate.drive.CarState;

/** GNSS time and the machine's monotonic clock, and the car at an epoch. */
public interface SkyTime {
  /** UTC as nanoseconds since 1970, at an instant of the monotonic clock. */
  long utcNanos(long monotonicNanos);

  /** The instant of the monotonic clock at a UTC. */
  long monotonicNanos(long utcNanos);

  /** The car at a UTC. */
  CarState carAt(long utcNanos);
}
