package keilog.tools.drive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import keilog.protocol.session.SessionFile;

/**
 * A car, a broker and the pits, each program in its own process on loopback: a simulated car with
 * an ELM327 and a GPS, the real logger, a collector. Closing ends every process.
 */
final class Drive implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final Program broker;
  private final Program car;
  private final Program logger;
  private final Program paddock;
  private final Program collector;

  /** How the simulated devices are connected; plugged in again they are where they were. */
  enum Wire {
    TCP {
      @Override
      String end(Path folder, String device) throws IOException {
        return "tcp:" + freePort();
      }
    },
    PTY {
      @Override
      String end(Path folder, String device) {
        return "pty:" + folder.resolve(device);
      }
    };

    abstract String end(Path folder, String device) throws IOException;
  }

  private Drive(
      Path folder,
      int port,
      Program broker,
      Program car,
      Program logger,
      Program paddock,
      Program collector) {
    this.folder = folder;
    this.port = port;
    this.broker = broker;
    this.car = car;
    this.logger = logger;
    this.paddock = paddock;
    this.collector = collector;
  }

  /**
   * Starts everything.
   *
   * @param mosquitto path of Mosquitto, or null for the embedded broker
   * @param wire what the car's ends are connected by
   * @param start the session's start rule
   */
  static Drive begin(Path folder, Path mosquitto, Wire wire, String start) throws IOException {
    return begin(folder, mosquitto, wire, start, List.of(), "");
  }

  /**
   * The same with more to say to the simulator and to the logger.
   *
   * @param simulated options of the simulator
   * @param more lines of the logger's configuration
   */
  static Drive begin(
      Path folder, Path mosquitto, Wire wire, String start, List<String> simulated, String more)
      throws IOException {
    Path logs = Files.createDirectories(folder.resolve("log"));
    int mqtt = freePort();
    int ws = freePort();
    Program broker =
        mosquitto == null ? embedded(logs, mqtt, ws) : mosquitto(logs, mosquitto, mqtt);
    broker.start();
    List<String> options =
        new ArrayList<>(
            List.of(
                "simulate",
                "--car",
                "az-1",
                "--track",
                "tsukuba-tc2000",
                "--elm",
                wire.end(folder, "elm"),
                "--gps",
                wire.end(folder, "gps"),
                "--truth",
                folder.resolve("truth.json").toString()));
    options.addAll(simulated);
    Program car =
        Program.java("car", logs, "keilog.tools.command.Keilog", options.toArray(String[]::new))
            .start();
    awaitListening(mqtt);
    String configuration =
        """
        car = "az-1"
        data = "%s"
        [[source]]
        kind = "elm"
        port = "%s"
        baud = 38400
        [[source]]
        kind = "gps"
        port = "%s"
        rate = 10
        [mqtt]
        url = "mqtt://127.0.0.1:%d"
        keepers = ["pit-laptop"]
        [session]
        start =\s\
        """
            .formatted(folder.resolve("car"), car.answer("elm"), car.answer("gps"), mqtt);
    Path driving = folder.resolve("driving.toml");
    Files.writeString(driving, configuration + '"' + start + "\"\n" + more);
    Path resting = folder.resolve("resting.toml");
    Files.writeString(resting, configuration + "\"manual\"\n" + more);
    Program collector =
        Program.java(
                "collector",
                logs,
                "keilog.tools.command.Keilog",
                "collect",
                "--broker",
                "mqtt://127.0.0.1:" + mqtt,
                "--name",
                "pit-laptop",
                "--data",
                folder.resolve("pit").toString())
            .start();
    Program logger = logger("logger", logs, driving).start();
    return new Drive(
        folder, mqtt, broker, car, logger, logger("paddock", logs, resting), collector);
  }

  private static Program logger(String name, Path logs, Path configuration) {
    return Program.java(name, logs, "keilog.device.Logger", "--config", configuration.toString());
  }

  private static Program embedded(Path logs, int mqtt, int ws) {
    return Program.java(
        "broker", logs, "keilog.broker.DemoBroker", "--port", "" + mqtt, "--ws-port", "" + ws);
  }

  private static Program mosquitto(Path logs, Path program, int port) throws IOException {
    Path settings = logs.resolve("mosquitto.conf");
    Files.writeString(
        settings,
        """
        listener %d 127.0.0.1
        allow_anonymous true
        max_topic_alias 0
        max_queued_messages 100000
        """
            .formatted(port));
    return Program.command("broker", logs, program.toString(), "-c", settings.toString());
  }

  /** Where the broker listens. */
  int port() {
    return port;
  }

  Program broker() {
    return broker;
  }

  Program car() {
    return car;
  }

  Program logger() {
    return logger;
  }

  /** The same logger, switched on again after the drive: it opens no session of its own. */
  Program paddock() {
    return paddock;
  }

  Program collector() {
    return collector;
  }

  /** The session files of one end ("car" or "pit"), by name. */
  SortedMap<String, byte[]> sessions(String end) {
    SortedMap<String, byte[]> sessions = new TreeMap<>();
    for (Path file : files(end)) {
      try {
        sessions.put(file.getFileName().toString(), Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sessions;
  }

  /** Bytes recorded at one end so far. */
  long bytes(String end) {
    return files(end).stream().mapToLong(f -> f.toFile().length()).sum();
  }

  /** The session files of one end in the order of their sessions. */
  List<Path> files(String end) {
    Path sessions = folder.resolve(end).resolve("sessions");
    if (!Files.isDirectory(sessions)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(sessions)) {
      return new ArrayList<>(
          files
              .filter(f -> f.toString().endsWith(".keilog"))
              .sorted(Comparator.comparingInt(Drive::ordinal))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The session's number within the boot: past 99 the names no longer sort as the sessions do. */
  private static int ordinal(Path file) {
    return SessionFile.parse(file.getFileName().toString()).orElseThrow().session().ordinal();
  }

  /** What every program said, for a failure's message. */
  String talk() {
    return "logger: "
        + logger.talk()
        + "\npaddock: "
        + paddock.talk()
        + "\ncollector: "
        + collector.talk()
        + "\nbroker: "
        + broker.talk()
        + "\ncar: "
        + car.talk();
  }

  @Override
  public void close() {
    logger.close();
    paddock.close();
    collector.close();
    car.close();
    broker.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitListening(int port) {
    Await.that(
        "a broker on port " + port,
        Duration.ofSeconds(60),
        () -> {
          try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
          } catch (IOException e) {
            return false;
          }
        },
        () -> "");
  }
}
