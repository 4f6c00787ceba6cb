package keilog.protocol.channel;

import static keilog.protocol.channel.Unit.CELSIUS;
import static keilog.protocol.channel.Unit.DEGREE;
import static keilog.protocol.channel.Unit.DEGREE_PER_SECOND;
import static keilog.protocol.channel.Unit.G;
import static keilog.protocol.channel.Unit.GRAM_PER_SECOND;
import static keilog.protocol.channel.Unit.KMH;
import static keilog.protocol.channel.Unit.KPA;
import static keilog.protocol.channel.Unit.LAMBDA;
import static keilog.protocol.channel.Unit.METRE;
import static keilog.protocol.channel.Unit.MILLIAMPERE;
import static keilog.protocol.channel.Unit.NANOSECOND;
import static keilog.protocol.channel.Unit.NONE;
import static keilog.protocol.channel.Unit.PERCENT;
import static keilog.protocol.channel.Unit.RPM;
import static keilog.protocol.channel.Unit.SECOND;
import static keilog.protocol.channel.Unit.VOLT;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be measured. The id is written to disk and sent by radio: never reuse one. */
public enum Channel {
  // @formatter:off
  //                       id      name                         unit  num  den         low      high
  //  decimals   low and high: plausible, not merely encodable
  ENGINE_SPEED(0x0001, "engine_speed", RPM, 1, 4, 0, 14_000, 0),
  VEHICLE_SPEED(0x0002, "vehicle_speed", KMH, 1, 100, 0, 350, 0),
  MANIFOLD_PRESSURE(0x0003, "manifold_pressure", KPA, 1, 10, 0, 400, 0),
  BAROMETRIC_PRESSURE(0x0004, "barometric_pressure", KPA, 1, 10, 50, 115, 0),
  THROTTLE_POSITION(0x0005, "throttle_position", PERCENT, 1, 10, 0, 100, 0),
  COOLANT_TEMPERATURE(0x0006, "coolant_temperature", CELSIUS, 1, 10, -40, 150, 0),
  INTAKE_AIR_TEMPERATURE(0x0007, "intake_air_temperature", CELSIUS, 1, 10, -40, 150, 0),
  OIL_TEMPERATURE(0x0008, "oil_temperature", CELSIUS, 1, 10, -40, 180, 0),
  AMBIENT_TEMPERATURE(0x0009, "ambient_temperature", CELSIUS, 1, 10, -40, 60, 0),
  LAMBDA_RATIO(0x000A, "lambda", LAMBDA, 1, 10_000, 0.5, 2, 2),
  LAMBDA_COMMANDED(0x000B, "lambda_commanded", LAMBDA, 1, 10_000, 0.5, 2, 2),
  IGNITION_TIMING(0x000C, "ignition_timing", DEGREE, 1, 2, -64, 64, 1),
  ENGINE_LOAD(0x000D, "engine_load", PERCENT, 1, 10, 0, 100, 0),
  MASS_AIR_FLOW(0x000E, "mass_air_flow", GRAM_PER_SECOND, 1, 100, 0, 655, 1),
  FUEL_TRIM_SHORT(0x000F, "fuel_trim_short", PERCENT, 1, 10, -100, 100, 1),
  FUEL_TRIM_LONG(0x0010, "fuel_trim_long", PERCENT, 1, 10, -100, 100, 1),
  FUEL_PRESSURE(0x0011, "fuel_pressure", KPA, 1, 1, 0, 800, 0),
  FUEL_LEVEL(0x0012, "fuel_level", PERCENT, 1, 10, 0, 100, 0),
  BATTERY_VOLTAGE(0x0013, "battery_voltage", VOLT, 1, 1000, 0, 18, 1),
  RUN_TIME(0x0014, "run_time", SECOND, 1, 1, 0, 65_535, 0),
  OXYGEN_SENSOR_VOLTAGE(0x0015, "oxygen_sensor_voltage", VOLT, 1, 8192, 0, 8, 2),
  OXYGEN_SENSOR_CURRENT(0x0016, "oxygen_sensor_current", MILLIAMPERE, 1, 256, -128, 128, 2),
  ACCELERATOR_POSITION(0x0017, "accelerator_position", PERCENT, 1, 10, 0, 100, 0),
  OIL_PRESSURE(0x0018, "oil_pressure", KPA, 1, 1, 0, 1_000, 0),

  /**
   * When the fix of its row was valid: UTC as the satellites have it, nanoseconds since 1970-01-01,
   * leap seconds not counted. Exact; laps and sectors use its differences and nothing else.
   */
  GNSS_TIME(0x0100, "gnss_time", NANOSECOND, 1, 1, 0, 9e18, 0),
  LATITUDE(0x0101, "latitude", DEGREE, 1, 10_000_000, -90, 90, 7),
  LONGITUDE(0x0102, "longitude", DEGREE, 1, 10_000_000, -180, 180, 7),
  ALTITUDE(0x0103, "altitude", METRE, 1, 1000, -500, 9_000, 0),
  GPS_SPEED(0x0104, "gps_speed", KMH, 9, 2500, 0, 400, 1),
  HEADING(0x0105, "heading", DEGREE, 1, 100_000, 0, 360, 0),
  SATELLITES(0x0106, "satellites", NONE, 1, 1, 0, 64, 0),
  FIX_QUALITY(0x0107, "fix_quality", NONE, 1, 1, 0, 8, 0),
  HORIZONTAL_ACCURACY(0x0108, "horizontal_accuracy", METRE, 1, 1000, 0, 1_000, 2),
  SPEED_ACCURACY(0x0109, "speed_accuracy", KMH, 9, 2500, 0, 100, 2),
  POSITION_DILUTION(0x010A, "position_dilution", NONE, 1, 100, 0, 100, 1),
  HORIZONTAL_DILUTION(0x010B, "horizontal_dilution", NONE, 1, 100, 0, 100, 1),
  VERTICAL_SPEED(0x010C, "vertical_speed", KMH, 9, 2500, -100, 100, 1),
  VERTICAL_ACCURACY(0x010D, "vertical_accuracy", METRE, 1, 1000, 0, 1_000, 2),

  ACCELERATION_X(0x0200, "acceleration_x", G, 1, 10_000, -8, 8, 2),
  ACCELERATION_Y(0x0201, "acceleration_y", G, 1, 10_000, -8, 8, 2),
  ACCELERATION_Z(0x0202, "acceleration_z", G, 1, 10_000, -8, 8, 2),
  ROTATION_X(0x0203, "rotation_x", DEGREE_PER_SECOND, 1, 100, -2000, 2_000, 1),
  ROTATION_Y(0x0204, "rotation_y", DEGREE_PER_SECOND, 1, 100, -2000, 2_000, 1),
  ROTATION_Z(0x0205, "rotation_z", DEGREE_PER_SECOND, 1, 100, -2000, 2_000, 1);

  // @formatter:on

  /** The lowest id of channels local to a session. */
  public static final int FIRST_LOCAL_ID = 0x8000;

  private static final Map<Integer, Channel> BY_ID =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Channel::id, Function.identity()));
  private static final Map<String, Channel> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Channel::channelName, Function.identity()));

  private final int id;
  private final String channelName;
  private final Unit unit;
  private final Scale scale;
  private final double low;
  private final double high;
  private final int decimals;

  Channel(
      int id,
      String channelName,
      Unit unit,
      long numerator,
      long denominator,
      double low,
      double high,
      int decimals) {
    this.id = id;
    this.channelName = channelName;
    this.unit = unit;
    this.scale = Scale.of(numerator, denominator);
    this.low = low;
    this.high = high;
    this.decimals = decimals;
  }

  /** For ever: written to disk. */
  public int id() {
    return id;
  }

  /** Lower snake case, quantity first. */
  public String channelName() {
    return channelName;
  }

  public Unit unit() {
    return unit;
  }

  /**
   * The default resolution; a source that measures more coarsely declares its own in the SCHEMA.
   */
  public Scale scale() {
    return scale;
  }

  /** Lowest plausible value, in the channel's unit. */
  public double low() {
    return low;
  }

  /** Highest plausible value, in the channel's unit. */
  public double high() {
    return high;
  }

  /** Decimals to show: never more than is true. */
  public int decimals() {
    return decimals;
  }

  public static Optional<Channel> byId(int id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  public static Optional<Channel> byName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
