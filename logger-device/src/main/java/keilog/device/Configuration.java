package keilog.device;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import keilog.device.lap.LapSettings;
import keilog.protocol.channel.ChannelSpec;

/**
 * What {@code logger.toml} says, checked.
 *
 * @param car id of the car's profile
 * @param name who this car is: topics, files, client id
 * @param data folder whose {@code sessions} holds the recordings
 * @param sources in the order of the file
 * @param session when to record
 * @param laps how to time them
 * @param mqtt absent: record only
 * @param channels of the owner's own; their ids are given by the logger
 * @param ledGpio BCM number of the recording LED's line, if there is one
 */
record Configuration(
    String car,
    String name,
    Path data,
    List<Source> sources,
    Session session,
    LapSettings laps,
    Optional<Mqtt> mqtt,
    List<ChannelSpec> channels,
    OptionalInt ledGpio) {

  Configuration {
    sources = List.copyOf(sources);
    channels = List.copyOf(channels);
  }

  /**
   * @param name unique: the kind, from the second one on with a number ({@code gps-2})
   * @param kind {@code elm} or {@code gps}
   * @param port device path or {@code tcp://host:port}
   * @param baud empty: find out
   * @param rateHz empty: as fast as the device can
   */
  record Source(String name, String kind, String port, OptionalInt baud, OptionalInt rateHz) {}

  /** When a session begins by itself. */
  enum Start {
    AUTO,
    ALWAYS,
    MANUAL
  }

  /** What to do when the card is full. */
  enum WhenFull {
    STOP,
    OLDEST
  }

  record Session(Start start, Duration preTrigger, WhenFull whenFull) {}

  /**
   * @param url {@code mqtt://host:port} or {@code mqtts://host:port}
   * @param user empty: anonymous
   * @param passwordFile its first line is the password; readable by its owner only
   * @param ca file with the certificates to trust; empty: the system's
   * @param keepers collectors whose receipts permit deletion
   * @param liveHz 1..50
   */
  record Mqtt(
      String url,
      Optional<String> user,
      Optional<Path> passwordFile,
      Optional<Path> ca,
      List<String> keepers,
      int liveHz) {
    Mqtt {
      keepers = List.copyOf(keepers);
    }
  }
}
