package keilog.device.source.elm;

import static keilog.protocol.channel.Channel.ACCELERATOR_POSITION;
import static keilog.protocol.channel.Channel.AMBIENT_TEMPERATURE;
import static keilog.protocol.channel.Channel.BAROMETRIC_PRESSURE;
import static keilog.protocol.channel.Channel.BATTERY_VOLTAGE;
import static keilog.protocol.channel.Channel.COOLANT_TEMPERATURE;
import static keilog.protocol.channel.Channel.ENGINE_LOAD;
import static keilog.protocol.channel.Channel.ENGINE_SPEED;
import static keilog.protocol.channel.Channel.FUEL_LEVEL;
import static keilog.protocol.channel.Channel.FUEL_PRESSURE;
import static keilog.protocol.channel.Channel.FUEL_TRIM_LONG;
import static keilog.protocol.channel.Channel.FUEL_TRIM_SHORT;
import static keilog.protocol.channel.Channel.IGNITION_TIMING;
import static keilog.protocol.channel.Channel.INTAKE_AIR_TEMPERATURE;
import static keilog.protocol.channel.Channel.LAMBDA_COMMANDED;
import static keilog.protocol.channel.Channel.LAMBDA_RATIO;
import static keilog.protocol.channel.Channel.MANIFOLD_PRESSURE;
import static keilog.protocol.channel.Channel.MASS_AIR_FLOW;
import static keilog.protocol.channel.Channel.OIL_TEMPERATURE;
import static keilog.protocol.channel.Channel.OXYGEN_SENSOR_CURRENT;
import static keilog.protocol.channel.Channel.OXYGEN_SENSOR_VOLTAGE;
import static keilog.protocol.channel.Channel.RUN_TIME;
import static keilog.protocol.channel.Channel.THROTTLE_POSITION;
import static keilog.protocol.channel.Channel.VEHICLE_SPEED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.Scale;

/**
 * Mode 01 as data: one table drives what is asked, how long the answers are, and what they mean. A
 * channel that several PIDs can give stands once for each, the better one first.
 */
final class PidTable {
  private static final String J1979 = "SAE J1979";

  /**
   * Pages of the bitmap that says which PIDs a control unit has; the last bit of one names the
   * next.
   */
  static final int[] BITMAP_PAGES = {0x00, 0x20, 0x40, 0x60, 0x80, 0xA0, 0xC0};

  static final int BITMAP_BYTES = 4;

  static final List<PidField> TABLE = table();

  private static final int[] BYTES = new int[256];

  static {
    Arrays.fill(BYTES, -1);
    for (int page : BITMAP_PAGES) {
      BYTES[page] = BITMAP_BYTES;
    }
    for (PidField field : TABLE) {
      BYTES[field.pid()] = field.bytes();
    }
  }

  private PidTable() {}

  private static List<PidField> table() {
    List<PidField> t = new ArrayList<>();
    // @formatter:off
    //       pid  bytes at width  num   den   offset  quantity
    t.add(row(0x04, 1, 0, 1, 100, 255, 0, ENGINE_LOAD));
    t.add(row(0x05, 1, 0, 1, 1, 1, -40, COOLANT_TEMPERATURE));
    t.add(row(0x06, 1, 0, 1, 100, 128, -12_800, FUEL_TRIM_SHORT));
    t.add(row(0x07, 1, 0, 1, 100, 128, -12_800, FUEL_TRIM_LONG));
    t.add(row(0x08, 1, 0, 1, 100, 128, -12_800, FUEL_TRIM_SHORT, "fuel_trim_short_2"));
    t.add(row(0x09, 1, 0, 1, 100, 128, -12_800, FUEL_TRIM_LONG, "fuel_trim_long_2"));
    t.add(row(0x0A, 1, 0, 1, 3, 1, 0, FUEL_PRESSURE));
    t.add(row(0x0B, 1, 0, 1, 1, 1, 0, MANIFOLD_PRESSURE));
    t.add(row(0x0C, 2, 0, 2, 1, 4, 0, ENGINE_SPEED));
    t.add(row(0x0D, 1, 0, 1, 1, 1, 0, VEHICLE_SPEED));
    t.add(row(0x0E, 1, 0, 1, 1, 2, -128, IGNITION_TIMING));
    t.add(row(0x0F, 1, 0, 1, 1, 1, -40, INTAKE_AIR_TEMPERATURE));
    t.add(row(0x10, 2, 0, 2, 1, 100, 0, MASS_AIR_FLOW));
    t.add(row(0x11, 1, 0, 1, 100, 255, 0, THROTTLE_POSITION));
    t.add(row(0x1F, 2, 0, 2, 1, 1, 0, RUN_TIME));
    // Wide-band sensors with a current (34…3B) before those with a voltage (24…2B).
    for (int sensor = 0; sensor < 8; sensor++) {
      t.add(row(0x34 + sensor, 4, 0, 2, 2, 65_536, 0, LAMBDA_RATIO, nth(LAMBDA_RATIO, sensor)));
      t.add(
          row(
              0x34 + sensor,
              4,
              2,
              2,
              1,
              256,
              -32_768,
              OXYGEN_SENSOR_CURRENT,
              nth(OXYGEN_SENSOR_CURRENT, sensor)));
    }
    for (int sensor = 0; sensor < 8; sensor++) {
      t.add(row(0x24 + sensor, 4, 0, 2, 2, 65_536, 0, LAMBDA_RATIO, nth(LAMBDA_RATIO, sensor)));
      t.add(
          row(
              0x24 + sensor,
              4,
              2,
              2,
              8,
              65_536,
              0,
              OXYGEN_SENSOR_VOLTAGE,
              nth(OXYGEN_SENSOR_VOLTAGE, sensor)));
    }
    t.add(row(0x2F, 1, 0, 1, 100, 255, 0, FUEL_LEVEL));
    t.add(row(0x33, 1, 0, 1, 1, 1, 0, BAROMETRIC_PRESSURE));
    t.add(row(0x42, 2, 0, 2, 1, 1000, 0, BATTERY_VOLTAGE));
    t.add(row(0x44, 2, 0, 2, 2, 65_536, 0, LAMBDA_COMMANDED));
    t.add(row(0x45, 1, 0, 1, 100, 255, 0, THROTTLE_POSITION, "throttle_position_relative"));
    t.add(row(0x46, 1, 0, 1, 1, 1, -40, AMBIENT_TEMPERATURE));
    t.add(row(0x47, 1, 0, 1, 100, 255, 0, THROTTLE_POSITION, "throttle_position_b"));
    t.add(row(0x49, 1, 0, 1, 100, 255, 0, ACCELERATOR_POSITION));
    t.add(row(0x4A, 1, 0, 1, 100, 255, 0, ACCELERATOR_POSITION, "accelerator_position_e"));
    t.add(row(0x4C, 1, 0, 1, 100, 255, 0, THROTTLE_POSITION, "throttle_position_commanded"));
    t.add(row(0x5C, 1, 0, 1, 1, 1, -40, OIL_TEMPERATURE));
    // @formatter:on
    return List.copyOf(t);
  }

  private static PidField row(
      int pid, int bytes, int at, int width, long num, long den, long offset, Channel quantity) {
    return row(pid, bytes, at, width, num, den, offset, quantity, quantity.channelName());
  }

  private static PidField row(
      int pid,
      int bytes,
      int at,
      int width,
      long num,
      long den,
      long offset,
      Channel quantity,
      String name) {
    return new PidField(pid, bytes, at, width, new Scale(num, den, offset), quantity, name, J1979);
  }

  private static String nth(Channel quantity, int sensor) {
    return sensor == 0 ? quantity.channelName() : quantity.channelName() + "_" + (sensor + 1);
  }

  /** Length of a PID's answer after the PID itself, or -1 where the table does not have it. */
  static int bytesOf(int pid) {
    return BYTES[pid & 0xFF];
  }

  /** Every way to read a channel, the better ones first; empty where mode 01 does not have it. */
  static List<PidField> fieldsOf(String channelName) {
    return TABLE.stream().filter(f -> f.name().equals(channelName)).toList();
  }
}
