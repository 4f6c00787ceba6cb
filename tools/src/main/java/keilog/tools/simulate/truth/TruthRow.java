package keilog.tools.simulate.truth;

import keilog.tools.simulate.drive.CarState;

/** One record of the truth; times as {@code t}, monotonic nanoseconds, and {@code utc}. */
public sealed interface TruthRow {
  record Obd(long t, String ecu, int pid, String channel, double value, double sent)
      implements TruthRow {}

  record Epoch(long t, long utc, CarState car, boolean fixed) implements TruthRow {}

  record State(long t, long utc, CarState car) implements TruthRow {}

  record Crossing(long t, long utc, String gate, double speedKmh) implements TruthRow {}

  record Shift(long t, long utc, int from, int to, double rpm) implements TruthRow {}

  record Fault(long t, String device, String what, long nanos) implements TruthRow {}

  record Port(long t, String device, String address) implements TruthRow {}
}
