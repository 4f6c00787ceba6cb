package keilog.tools.simulate.elm;

import keilog.tools.simulate.drive.CarState;

/** The car at an instant of the machine's monotonic clock. */
@FunctionalInterface
public interface CarAt {
  CarState at(long monotonicNanos);
}
