package keilog.tools.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.topic.Status;
import keilog.protocol.transport.BrokerAddress;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.MqttTransport;
import keilog.protocol.transport.Transport;
import keilog.protocol.transport.TransportSettings;
import keilog.tools.replay.BrokerAway;
import keilog.tools.replay.Replay;
import keilog.tools.replay.Speed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keilog replay}: a recorded drive out to a broker, as the car sent it. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Sends recorded sessions to a broker with their original spacing, or faster, marked as"
          + " replay.",
      "Sessions that are one drive are played as one. Ends 1 where the name is in use by a car."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int WINDOW = 8;
  private static final int KEEP_ALIVE_SECONDS = 15;
  private static final int MOST_PACKET_BYTES = 1 << 20;

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "SESSION", description = "Session files.")
  private List<Path> sessions;

  @Option(
      names = "--broker",
      required = true,
      paramLabel = "URL",
      description = "mqtt://HOST:PORT or mqtts://HOST:PORT.")
  private String broker;

  @Option(
      names = "--speed",
      defaultValue = "1",
      description =
          "1 for the original spacing, 10 for ten times as fast, max for as fast as it goes."
              + " Default: ${DEFAULT-VALUE}.")
  private String speed;

  @Option(names = "--as", paramLabel = "NAME", description = "Play under another car's name.")
  private Optional<String> as = Optional.empty();

  @Option(names = "--force", description = "Also where a car of that name is online.")
  private boolean force;

  @Option(names = "--user", description = "To log in at the broker.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Its first line is the password; readable by its owner only.")
  private Optional<Path> passwordFile = Optional.empty();

  @Option(names = "--ca", paramLabel = "FILE", description = "Certificates to trust, PEM.")
  private Optional<Path> ca = Optional.empty();

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      Replay replay = Replay.open(sessions, as, Speed.parse(speed));
      return play(replay, address());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException | BrokerAway e) {
      err.println("keilog replay: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      err.println("keilog replay: stopped");
      return 1;
    }
  }

  private BrokerAddress address() throws IOException {
    Optional<String> password = Optional.empty();
    if (passwordFile.isPresent()) {
      password = Optional.of(BrokerAddress.readPassword(passwordFile.get()));
    }
    return BrokerAddress.parse(broker).with(ca, user, password);
  }

  private int play(Replay replay, BrokerAddress address) throws IOException, InterruptedException {
    Thread player = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Thread ending = new Thread(() -> end(player, ended), "ending");
    Runtime.getRuntime().addShutdownHook(ending);
    try (Transport transport =
        MqttTransport.open(settings(replay, address), MonotonicClock.SYSTEM)) {
      Replay.Courtesy courtesy = force ? Replay.Courtesy.FORCE : Replay.Courtesy.ASK;
      return say(replay.run(transport, MonotonicClock.SYSTEM, courtesy));
    } finally {
      ended.countDown();
    }
  }

  private static TransportSettings settings(Replay replay, BrokerAddress address) {
    String name = replay.topics().car();
    byte[] offline = Status.offline(name).toJson();
    String client = "keilog-replay-" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
    return new TransportSettings(
        address,
        client,
        Optional.of(Message.retained(replay.topics().status(), offline)),
        List.of(replay.topics().status(), replay.topics().meta()),
        WINDOW,
        KEEP_ALIVE_SECONDS,
        MOST_PACKET_BYTES);
  }

  private static void end(Thread player, CountDownLatch ended) {
    player.interrupt();
    try {
      ended.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int say(Replay.Outcome outcome) {
    return switch (outcome) {
      case Replay.Outcome.Played(int played, long messages, int damaged) -> {
        spec.commandLine()
            .getOut()
            .println("played %d sessions, %d live messages".formatted(played, messages));
        if (damaged > 0) {
          spec.commandLine()
              .getErr()
              .println(
                  "keilog replay: %d sessions are damaged and were played without what is lost; keilog verify says more"
                      .formatted(damaged));
        }
        yield damaged > 0 ? 1 : 0;
      }
      case Replay.Outcome.Taken(String name) -> {
        spec.commandLine()
            .getErr()
            .println(
                "keilog replay: a logger named %s is online; choose another name by --as, or --force"
                    .formatted(name));
        yield 1;
      }
    };
  }
}
