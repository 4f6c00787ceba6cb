package keilog.protocol.channel;

import static keilog.protocol.channel.Tool.AIM;
import static keilog.protocol.channel.Tool.COBB;
import static keilog.protocol.channel.Tool.MOTEC;
import static keilog.protocol.channel.Tool.OVMS;
import static keilog.protocol.channel.Tool.RACECAPTURE;
import static keilog.protocol.channel.Tool.RACECHRONO;
import static keilog.protocol.channel.Tool.RACERENDER;
import static keilog.protocol.channel.Tool.TRACKADDICT;
import static keilog.protocol.channel.Tool.VBO;

import java.util.List;
import java.util.Optional;

/**
 * What a channel is called in another tool's file, and the unit it has there. A name may stand for
 * several channels: RaceChrono says {@code speed} for GPS and OBD alike and tells them apart by a
 * row of sources.
 *
 * @param channel ours
 * @param tool whose file
 * @param name as written there, case and all
 * @param unit as written or meant there; empty where the file says none
 */
public record ChannelAlias(Channel channel, Tool tool, String name, String unit) {

  /**
   * Names seen in files of these tools or in their documents, 2025–2026; none is guessed. X is
   * along the car: TrackAddict calls that Y, as a drive of it shows (Y follows the change of speed,
   * X the bends).
   */
  private static final List<ChannelAlias> TABLE =
      List.of(
          row(Channel.ENGINE_SPEED, RACECHRONO, "rpm", "rpm"),
          row(Channel.ENGINE_SPEED, RACECAPTURE, "RPM", ""),
          row(Channel.ENGINE_SPEED, AIM, "RPM", "rpm"),
          row(Channel.ENGINE_SPEED, MOTEC, "Engine RPM", "rpm"),
          row(Channel.ENGINE_SPEED, RACERENDER, "RPM", ""),
          row(Channel.ENGINE_SPEED, COBB, "RPM (RPM)", "rpm"),
          row(Channel.ENGINE_SPEED, OVMS, "v.m.rpm", "rpm"),
          row(Channel.VEHICLE_SPEED, RACECHRONO, "speed", "m/s"),
          row(Channel.VEHICLE_SPEED, MOTEC, "Ground Speed", "km/h"),
          row(Channel.VEHICLE_SPEED, COBB, "Vehicle Speed (kph)", "km/h"),
          row(Channel.VEHICLE_SPEED, OVMS, "v.p.speed", "km/h"),
          row(Channel.MANIFOLD_PRESSURE, RACECAPTURE, "MAP", "kPa"),
          row(Channel.MANIFOLD_PRESSURE, MOTEC, "Manifold Pres", "kPa"),
          row(Channel.MANIFOLD_PRESSURE, COBB, "Man Abs Press (kPa)", "kPa"),
          row(Channel.BAROMETRIC_PRESSURE, COBB, "Baro Pressure (kPa)", "kPa"),
          row(Channel.BAROMETRIC_PRESSURE, TRACKADDICT, "Barometric Pressure (kPa)", "kPa"),
          row(Channel.THROTTLE_POSITION, RACECHRONO, "throttle_pos", "%"),
          row(Channel.THROTTLE_POSITION, RACECAPTURE, "TPS", "%"),
          row(Channel.THROTTLE_POSITION, MOTEC, "Throttle Pos", "%"),
          row(Channel.THROTTLE_POSITION, RACERENDER, "Throttle", ""),
          row(Channel.THROTTLE_POSITION, COBB, "Throttle Pos (%)", "%"),
          row(Channel.THROTTLE_POSITION, OVMS, "v.e.throttle", "%"),
          row(Channel.ACCELERATOR_POSITION, RACECHRONO, "accelerator_pos", "%"),
          row(Channel.ACCELERATOR_POSITION, COBB, "Accel Position (%)", "%"),
          row(Channel.ENGINE_LOAD, RACECHRONO, "engine_load", "%"),
          row(Channel.COOLANT_TEMPERATURE, RACECAPTURE, "EngineTemp", ""),
          row(Channel.COOLANT_TEMPERATURE, MOTEC, "Engine Temp", "C"),
          row(Channel.COOLANT_TEMPERATURE, COBB, "Coolant Temp (C)", "C"),
          row(Channel.INTAKE_AIR_TEMPERATURE, COBB, "Intake Temp (C)", "C"),
          row(Channel.LATITUDE, RACECHRONO, "latitude", "deg"),
          row(Channel.LATITUDE, RACECAPTURE, "Latitude", "Degrees"),
          row(Channel.LATITUDE, TRACKADDICT, "Latitude", "deg"),
          row(Channel.LATITUDE, MOTEC, "GPS Latitude", "deg"),
          row(Channel.LATITUDE, AIM, "GPS Latitude", "deg"),
          row(Channel.LATITUDE, VBO, "lat", "min"),
          row(Channel.LATITUDE, RACERENDER, "Latitude", "deg"),
          row(Channel.LATITUDE, OVMS, "v.p.latitude", "deg"),
          row(Channel.LONGITUDE, RACECHRONO, "longitude", "deg"),
          row(Channel.LONGITUDE, RACECAPTURE, "Longitude", "Degrees"),
          row(Channel.LONGITUDE, TRACKADDICT, "Longitude", "deg"),
          row(Channel.LONGITUDE, AIM, "GPS Longitude", "deg"),
          row(Channel.LONGITUDE, VBO, "long", "min west"),
          row(Channel.LONGITUDE, RACERENDER, "Longitude", "deg"),
          row(Channel.ALTITUDE, RACECHRONO, "altitude", "m"),
          row(Channel.ALTITUDE, TRACKADDICT, "Altitude (m)", "m"),
          row(Channel.ALTITUDE, AIM, "GPS Altitude", "m"),
          row(Channel.ALTITUDE, VBO, "height", "m"),
          row(Channel.ALTITUDE, RACERENDER, "Altitude", "m"),
          row(Channel.GPS_SPEED, RACECHRONO, "speed", "m/s"),
          row(Channel.GPS_SPEED, RACECAPTURE, "Speed", "MPH"),
          row(Channel.GPS_SPEED, TRACKADDICT, "Speed (Km/h)", "km/h"),
          row(Channel.GPS_SPEED, AIM, "GPS Speed", "m/s"),
          row(Channel.GPS_SPEED, VBO, "velocity", "km/h"),
          row(Channel.GPS_SPEED, RACERENDER, "KPH", "km/h"),
          row(Channel.HEADING, RACECHRONO, "bearing", "deg"),
          row(Channel.HEADING, TRACKADDICT, "Heading", "deg"),
          row(Channel.HEADING, AIM, "GPS Heading", "deg"),
          row(Channel.HEADING, VBO, "heading", "deg"),
          row(Channel.HEADING, RACERENDER, "Heading", "deg"),
          row(Channel.SATELLITES, RACECHRONO, "satellites", "sats"),
          row(Channel.SATELLITES, AIM, "GPS_Satellites", ""),
          row(Channel.FIX_QUALITY, RACECHRONO, "fix_type", ""),
          row(Channel.SATELLITES, VBO, "sats", ""),
          row(Channel.HORIZONTAL_ACCURACY, TRACKADDICT, "Accuracy (m)", "m"),
          row(Channel.HORIZONTAL_ACCURACY, AIM, "GPS_Position_Accuracy", "m"),
          row(Channel.SPEED_ACCURACY, AIM, "GPS_Velocity_Accuracy", "m/s"),
          row(Channel.POSITION_DILUTION, AIM, "GPS_pDOP", ""),
          row(Channel.HORIZONTAL_DILUTION, RACECHRONO, "coordinate_precision", "DOP"),
          row(Channel.VERTICAL_SPEED, VBO, "vert-vel", "m/s"),
          row(Channel.ACCELERATION_X, RACECHRONO, "longitudinal_acc", "G"),
          row(Channel.ACCELERATION_X, RACECAPTURE, "AccelX", "G"),
          row(Channel.ACCELERATION_X, TRACKADDICT, "Accel Y", "G"),
          row(Channel.ACCELERATION_X, AIM, "InlineAcc", "g"),
          row(Channel.ACCELERATION_X, VBO, "LongAcc", "g"),
          row(Channel.ACCELERATION_Y, RACECHRONO, "lateral_acc", "G"),
          row(Channel.ACCELERATION_Y, RACECAPTURE, "AccelY", "G"),
          row(Channel.ACCELERATION_Y, TRACKADDICT, "Accel X", "G"),
          row(Channel.ACCELERATION_Y, MOTEC, "G Force Lat", "G"),
          row(Channel.ACCELERATION_Y, AIM, "LateralAcc", "g"),
          row(Channel.ACCELERATION_Y, VBO, "LatAcc", "g"),
          row(Channel.ACCELERATION_Z, RACECAPTURE, "AccelZ", "G"),
          row(Channel.ACCELERATION_Z, TRACKADDICT, "Accel Z", "G"));

  private static ChannelAlias row(Channel channel, Tool tool, String name, String unit) {
    return new ChannelAlias(channel, tool, name, unit);
  }

  /** The whole table. */
  public static List<ChannelAlias> all() {
    return TABLE;
  }

  /** What a tool calls a channel. */
  public static Optional<ChannelAlias> of(Channel channel, Tool tool) {
    return TABLE.stream().filter(a -> a.channel == channel && a.tool == tool).findFirst();
  }

  /** Every channel that a tool's name may stand for; case counts. */
  public static List<ChannelAlias> named(Tool tool, String name) {
    return TABLE.stream().filter(a -> a.tool == tool && a.name.equals(name)).toList();
  }
}
