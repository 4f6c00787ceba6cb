package keilog.tools.simulate.gps;

import keilog.tools.simulate.drive.CarState;

/** Learns of every epoch that was sent. */
@FunctionalInterface
public interface FixLog {
  /**
   * @param utcNanos of the epoch
   * @param monotonicNanos the same instant on the machine's clock
   * @param car the truth at that instant
   * @param fixed whether the receiver claimed a fix
   */
  void sent(long utcNanos, long monotonicNanos, CarState car, boolean fixed);
}
