package keilog.tools.simulate.elm;

import keilog.tools.simulate.drive.CarState;

/** A car that always says the same: 1726 rpm, 88 km/h, 143 kPa, 25.1 % throttle, 87 °C, 13.9 V. */
final class FixedCar {
  static final CarState STATE =
      new CarState(
          0, 0, 88 / 3.6, 0, 0, 0, 0, 0, 1726, 3, 0.251, 0, 143, 87, 41, 92, 13.9, 0.85, 12);

  static final SampleLog NOBODY = (ecu, pid, channel, car, nanos, truth, sent) -> {};

  private FixedCar() {}

  static CarAt at() {
    return nanos -> STATE;
  }
}
