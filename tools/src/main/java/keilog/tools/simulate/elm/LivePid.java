package keilog.tools.simulate.elm;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import keilog.tools.simulate.drive.CarState;

/**
 * What an ECU tells under service 01: the quantity, and how it becomes bytes (SAE J1979). {@code
 * raw = (value - offset) / step}, rounded and held within the bytes.
 */
enum LivePid {
  // @formatter:off
  //            pid  bytes step          offset channel                    quantity
  LOAD(0x04, 1, 100.0 / 255, 0, "engine_load", c -> Math.min(100, c.manifoldKpa() / 1.85)),
  COOLANT(0x05, 1, 1, -40, "coolant_temperature", CarState::coolantCelsius),
  TRIM_SHORT(0x06, 1, 100.0 / 128, -100, "fuel_trim_short", c -> 2 * Math.sin(c.distance() / 90)),
  TRIM_LONG(0x07, 1, 100.0 / 128, -100, "fuel_trim_long", c -> 1.6),
  MANIFOLD(0x0B, 1, 1, 0, "manifold_pressure", CarState::manifoldKpa),
  SPEED_OF_ENGINE(0x0C, 2, 0.25, 0, "engine_speed", CarState::rpm),
  SPEED_OF_CAR(0x0D, 1, 1, 0, "vehicle_speed", CarState::speedKmh),
  TIMING(0x0E, 1, 0.5, -64, "ignition_timing", CarState::timingDegrees),
  INTAKE(0x0F, 1, 1, -40, "intake_air_temperature", CarState::intakeCelsius),
  AIR_FLOW(0x10, 2, 0.01, 0, "mass_air_flow", c -> c.rpm() * c.manifoldKpa() / 17_500),
  THROTTLE(0x11, 1, 100.0 / 255, 0, "throttle_position", c -> 100 * c.throttle()),
  STANDARD(0x1C, 1, 1, 0, "", c -> 1),
  RUN_TIME(0x1F, 2, 1, 0, "run_time", c -> Math.floor(c.nanos() / 1e9)),
  DISTANCE_WITH_LAMP(0x21, 2, 1, 0, "", c -> 0),
  FUEL(0x2F, 1, 100.0 / 255, 0, "fuel_level", c -> Math.max(5, 62 - c.nanos() / 1e9 / 60)),
  BAROMETER(0x33, 1, 1, 0, "barometric_pressure", c -> CarState.BAROMETER_KPA),
  VOLTAGE(0x42, 2, 0.001, 0, "battery_voltage", CarState::volts),
  LAMBDA(0x44, 2, 2.0 / 65_536, 0, "lambda_commanded", CarState::lambda),
  AMBIENT(0x46, 1, 1, -40, "ambient_temperature", c -> CarState.AMBIENT_CELSIUS),
  PEDAL(0x49, 1, 100.0 / 255, 0, "accelerator_position", c -> 100 * c.throttle()),
  OIL(0x5C, 1, 1, -40, "oil_temperature", CarState::oilCelsius);

  // @formatter:on

  private final int pid;
  private final int bytes;
  private final double step;
  private final double offset;
  private final String channel;
  private final ToDoubleFunction<CarState> quantity;

  LivePid(
      int pid,
      int bytes,
      double step,
      double offset,
      String channel,
      ToDoubleFunction<CarState> quantity) {
    this.pid = pid;
    this.bytes = bytes;
    this.step = step;
    this.offset = offset;
    this.channel = channel;
    this.quantity = quantity;
  }

  static Optional<LivePid> find(int pid) {
    return Arrays.stream(values()).filter(p -> p.pid == pid).findFirst();
  }

  int pid() {
    return pid;
  }

  /** How many bytes the answer has after the PID. */
  int bytes() {
    return bytes;
  }

  String channel() {
    return channel;
  }

  double truth(CarState car) {
    return quantity.applyAsDouble(car);
  }

  int raw(double truth) {
    long most = (1L << (8 * bytes)) - 1;
    return (int) Math.clamp(Math.round((truth - offset) / step), 0, most);
  }

  /** What a decoder makes of the bytes. */
  double value(int raw) {
    return raw * step + offset;
  }
}
