package keilog.tools.command;

import java.util.Map;
import keilog.tools.simulate.gps.GpsNoise;
import keilog.tools.simulate.gps.GpsSettings;
import picocli.CommandLine.Option;

/** What {@code keilog simulate} can be told of the receiver. */
final class ReceiverOptions {
  @Option(names = "--gps-protocol", defaultValue = "ubx", description = "ubx or nmea")
  String gpsProtocol;

  @Option(names = "--gps-model", defaultValue = "m9", description = "of a u-blox: m8, m9, m10")
  String gpsModel;

  @Option(names = "--gps-fresh", description = "as from the factory: NMEA at 1 Hz until configured")
  boolean gpsFresh;

  @Option(names = "--rate", defaultValue = "10", description = "fixes per second, 1 to 25")
  double rate;

  @Option(
      names = "--gps-baud",
      defaultValue = "115200",
      description = "of the receiver; 0: not paced")
  int gpsBaud;

  @Option(names = "--gps-latency", defaultValue = "70ms", description = "from epoch to first byte")
  String gpsLatency;

  @Option(names = "--gps-jitter", defaultValue = "25ms", description = "more of it, evenly")
  String gpsJitter;

  @Option(
      names = "--gps-start",
      defaultValue = "0s",
      description = "time to the first fix; cold: 28s")
  String gpsStart;

  @Option(
      names = "--gps-dropouts",
      defaultValue = "0",
      description = "share of epochs that never come")
  double gpsDropouts;

  @Option(names = "--noise", defaultValue = "real", description = "real, none, or times real: 2.5")
  String noise;

  GpsSettings settings(Choices choices, long seed) {
    if (rate < 1 || rate > 25) {
      throw choices.wrong("--rate", Double.toString(rate));
    }
    GpsSettings.Receiver ublox =
        choices.choose(
            "--gps-model",
            gpsModel,
            Map.of(
                "m8", GpsSettings.Receiver.UBLOX_M8,
                "m9", GpsSettings.Receiver.UBLOX_M9,
                "m10", GpsSettings.Receiver.UBLOX_M10));
    return new GpsSettings(
        choices.choose(
            "--gps-protocol", gpsProtocol, Map.of("ubx", ublox, "nmea", GpsSettings.Receiver.NMEA)),
        gpsFresh,
        Math.round(1000 / rate) * 1_000_000,
        gpsBaud,
        choices.span("--gps-latency", gpsLatency),
        choices.span("--gps-jitter", gpsJitter),
        choices.span("--gps-start", gpsStart) / 1e9,
        gpsDropouts,
        noise(choices),
        "GN",
        seed);
  }

  private GpsNoise noise(Choices choices) {
    if (noise.matches("\\d{1,3}(\\.\\d{1,3})?")) {
      return GpsNoise.REAL.times(Double.parseDouble(noise));
    }
    return choices.choose("--noise", noise, Map.of("real", GpsNoise.REAL, "none", GpsNoise.NONE));
  }
}
