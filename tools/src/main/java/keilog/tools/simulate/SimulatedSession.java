package keilog.tools.simulate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.ClockPayload;
import keilog.protocol.block.ClockTie;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.End;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.session.DiskStorage;
import keilog.protocol.session.SessionWriter;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Chance;
import keilog.tools.simulate.drive.Drive;
import keilog.tools.simulate.drive.Road;
import keilog.tools.simulate.drive.SimulatedCar;
import keilog.tools.simulate.drive.Variation;

/**
 * A session without wires: what a well-equipped car would have recorded of a simulated drive,
 * written as fast as it can be computed. Five sources, 1,041 samples a second, each with the noise
 * of its sensor; 28,800 s of it are 29.98 million samples. For those who want to look at laps
 * before they have driven any, and for measuring what looks at them. One thread.
 */
public final class SimulatedSession {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final long UTC = 1_795_000_000L * SECOND;
  private static final long BOOTED = 40 * SECOND;

  /** How long a driver stays out; each stint begins with a minute at rest. */
  private static final int STINT_SECONDS = 1200;

  private static final int REST_SECONDS = 60;
  private static final double START_METRES = -150;

  private static final int GPS = 1;
  private static final int PULSE = 2;
  private static final int ADC = 3;
  private static final int IMU = 4;
  private static final int SLOW = 5;

  /** A receiver's own opinion of itself creeps by millimetres from epoch to epoch. */
  private static final double ACCURACY_CREEP = 0.002;

  private static final int GPS_HZ = 25;
  private static final int FAST_HZ = 100;
  private static final int IMU_HZ = 50;
  private static final int SLOW_HZ = 2;

  private final Plan plan;
  private final Schema schema;
  private final DataEncoder encoder;
  private final long[] row = new long[GroupSpec.MOST_CHANNELS];
  private Drive drive;
  private long chance;
  private int columns;

  /**
   * @param car driven
   * @param road driven on
   * @param seed of the driver and of all noise
   * @param variation of the driver
   * @param seconds of the session
   */
  public record Plan(SimulatedCar car, Road road, long seed, Variation variation, int seconds) {}

  private SimulatedSession(Plan plan) {
    this.plan = plan;
    this.schema = schema(plan);
    this.encoder = new DataEncoder(schema, DataEncoder.DEFAULT_CODEC);
  }

  /**
   * Writes a session.
   *
   * @param folder to write it to
   * @return its file
   * @throws java.nio.file.FileAlreadyExistsException where it is there: the same car and seed have
   *     the same name
   */
  public static Path write(Path folder, Plan plan) throws IOException {
    SimulatedSession session = new SimulatedSession(plan);
    session.write(folder);
    return folder.resolve(session.schema.fileName());
  }

  private static Schema schema(Plan plan) {
    return new Schema(
        1,
        new SessionId(1, 1, Long.hashCode(Chance.bits(plan.seed, 0))),
        plan.car.id(),
        plan.car.id(),
        "simulated",
        Optional.empty(),
        Optional.empty(),
        "keilog simulate",
        List.of(
            group(
                GPS,
                "gps",
                GPS_HZ,
                Channel.GNSS_TIME,
                Channel.LATITUDE,
                Channel.LONGITUDE,
                Channel.ALTITUDE,
                Channel.GPS_SPEED,
                Channel.HEADING,
                Channel.FIX_QUALITY,
                Channel.SATELLITES,
                Channel.HORIZONTAL_ACCURACY,
                Channel.VERTICAL_ACCURACY,
                Channel.POSITION_DILUTION,
                Channel.SPEED_ACCURACY,
                Channel.VERTICAL_SPEED),
            group(PULSE, "pulse", FAST_HZ, Channel.ENGINE_SPEED, Channel.VEHICLE_SPEED),
            group(ADC, "adc", FAST_HZ, Channel.MANIFOLD_PRESSURE, Channel.THROTTLE_POSITION),
            group(
                IMU,
                "imu",
                IMU_HZ,
                Channel.ACCELERATION_X,
                Channel.ACCELERATION_Y,
                Channel.ACCELERATION_Z,
                Channel.ROTATION_X,
                Channel.ROTATION_Y,
                Channel.ROTATION_Z),
            group(
                SLOW,
                "elm",
                SLOW_HZ,
                Channel.COOLANT_TEMPERATURE,
                Channel.INTAKE_AIR_TEMPERATURE,
                Channel.OIL_TEMPERATURE,
                Channel.BAROMETRIC_PRESSURE,
                Channel.BATTERY_VOLTAGE,
                Channel.LAMBDA_RATIO,
                Channel.IGNITION_TIMING,
                Channel.OIL_PRESSURE)));
  }

  private static GroupSpec group(int id, String source, int hz, Channel... channels) {
    return new GroupSpec(
        id, source, MILLI, SECOND / hz, List.of(channels).stream().map(ChannelSpec::of).toList());
  }

  private void write(Path folder) throws IOException {
    try (SessionWriter writer =
        SessionWriter.create(new DiskStorage(folder), schema, BOOTED / MILLI)) {
      writer.append(
          BlockType.CLOCK,
          false,
          BOOTED / MILLI,
          ClockPayload.encode(new ClockTie(BOOTED, UTC, MILLI, ClockTie.Source.GNSS)));
      ByteBuffer payload = ByteBuffer.allocate(1 << 20);
      for (int second = 0; second < plan.seconds; second++) {
        second(second);
        boolean key = second % 10 == 0;
        encoder.encode(key, payload.clear());
        writer.append(BlockType.DATA, key, (BOOTED + second * SECOND) / MILLI, payload.flip());
      }
      writer.end(End.of(End.Reason.STOPPED));
    }
  }

  private void second(int second) {
    if (second % STINT_SECONDS == 0) {
      drive =
          new Drive(
              plan.car,
              plan.road,
              plan.seed + second / STINT_SECONDS,
              plan.variation,
              REST_SECONDS * SECOND,
              START_METRES);
    }
    for (int i = 0; i < FAST_HZ; i++) {
      long nanos = second * SECOND + i * (SECOND / FAST_HZ);
      CarState car = drive.at(nanos - (second / STINT_SECONDS) * STINT_SECONDS * SECOND);
      pulse(nanos, car);
      if (i % (FAST_HZ / GPS_HZ) == 0) {
        gps(nanos, car);
      }
      if (i % (FAST_HZ / IMU_HZ) == 0) {
        imu(nanos, car);
      }
      if (i % (FAST_HZ / SLOW_HZ) == 0) {
        slow(nanos, car);
      }
    }
  }

  private void gps(long nanos, CarState car) {
    put(Channel.GNSS_TIME, 0, 0);
    row[0] = UTC + nanos;
    put(Channel.LATITUDE, drive.road().ground().latitude(car.north()), 1e-7);
    put(Channel.LONGITUDE, drive.road().ground().longitude(car.east()), 1e-7);
    put(Channel.ALTITUDE, 24, 0.01);
    put(Channel.GPS_SPEED, car.speedKmh(), 0.1);
    put(Channel.HEADING, car.headingDegrees(), 0);
    put(Channel.FIX_QUALITY, 3, 0);
    put(Channel.SATELLITES, 17, 0.2);
    put(Channel.HORIZONTAL_ACCURACY, 0.6, ACCURACY_CREEP);
    put(Channel.VERTICAL_ACCURACY, 0.9, ACCURACY_CREEP);
    put(Channel.POSITION_DILUTION, 1.3, 0);
    put(Channel.SPEED_ACCURACY, 0.3, ACCURACY_CREEP);
    put(Channel.VERTICAL_SPEED, 0, 0.1);
    offer(GPS, nanos);
  }

  private void pulse(long nanos, CarState car) {
    put(Channel.ENGINE_SPEED, car.rpm(), 6);
    put(Channel.VEHICLE_SPEED, car.speedKmh(), 0.05);
    offer(PULSE, nanos);
    put(Channel.MANIFOLD_PRESSURE, car.manifoldKpa(), 0.3);
    put(Channel.THROTTLE_POSITION, 100 * car.throttle(), 0.1);
    offer(ADC, nanos);
  }

  private void imu(long nanos, CarState car) {
    put(Channel.ACCELERATION_X, car.acceleration() / 9.80665, 0.01);
    put(Channel.ACCELERATION_Y, car.lateral() / 9.80665, 0.01);
    put(Channel.ACCELERATION_Z, 1, 0.02);
    put(Channel.ROTATION_X, 0, 0.3);
    put(Channel.ROTATION_Y, 0, 0.3);
    put(Channel.ROTATION_Z, car.speed() < 1 ? 0 : Math.toDegrees(car.lateral() / car.speed()), 0.3);
    offer(IMU, nanos);
  }

  private void slow(long nanos, CarState car) {
    put(Channel.COOLANT_TEMPERATURE, car.coolantCelsius(), 0);
    put(Channel.INTAKE_AIR_TEMPERATURE, car.intakeCelsius(), 0);
    put(Channel.OIL_TEMPERATURE, car.oilCelsius(), 0);
    put(Channel.BAROMETRIC_PRESSURE, CarState.BAROMETER_KPA, 0);
    put(Channel.BATTERY_VOLTAGE, car.volts(), 0.01);
    put(Channel.LAMBDA_RATIO, car.lambda(), 0.004);
    put(Channel.IGNITION_TIMING, car.timingDegrees(), 0);
    put(Channel.OIL_PRESSURE, 80 + car.rpm() / 20, 3);
    offer(SLOW, nanos);
  }

  private void put(Channel channel, double value, double noise) {
    double dirty = noise == 0 ? value : value + noise * Chance.normal(~plan.seed, chance++);
    row[columns++] = channel.scale().raw(Math.clamp(dirty, channel.low(), channel.high()));
  }

  private void offer(int group, long nanos) {
    encoder.add(group, BOOTED + nanos, (1L << columns) - 1, row);
    columns = 0;
  }
}
