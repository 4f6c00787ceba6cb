package keilog.tools.simulate.elm;

import keilog.tools.simulate.drive.CarState;

/** Learns what an ECU really read. */
@FunctionalInterface
public interface SampleLog {
  /**
   * An ECU read a quantity that an answer carries.
   *
   * @param ecu as in the answer's header, {@code 7E8}
   * @param pid of service 01
   * @param channel the quantity's name in keilog, empty where it has none
   * @param car at the instant of reading
   * @param monotonicNanos that instant
   * @param truth the quantity itself, before it was made into bytes
   * @param sent the quantity as the bytes say it
   */
  void sampled(
      String ecu,
      int pid,
      String channel,
      CarState car,
      long monotonicNanos,
      double truth,
      double sent);
}
