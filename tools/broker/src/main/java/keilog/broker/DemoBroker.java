package keilog.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The {@code keilog-broker} command: starts the broker, prints its endpoints, ends on SIGTERM.
 *
 * <pre>
 * keilog-broker [--port N] [--ws-port N] [--ready FILE]
 * </pre>
 */
public final class DemoBroker {
  private static final String USAGE =
      "usage: keilog-broker [--port N] [--ws-port N] [--ready FILE]   (port 0 takes a free one)";

  private DemoBroker() {}

  public static void main(String[] args) throws InterruptedException {
    Optional<Arguments> arguments = Arguments.parse(List.of(args));
    if (arguments.isEmpty()) {
      System.err.println(USAGE);
      System.exit(2);
    }
    try {
      run(arguments.get());
    } catch (IOException e) {
      System.err.println("keilog-broker: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(Arguments arguments) throws IOException, InterruptedException {
    EmbeddedBroker broker = EmbeddedBroker.start(arguments.port(), arguments.webSocketPort());
    CountDownLatch end = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  broker.close();
                  end.countDown();
                },
                "broker-stop"));
    String endpoints = "mqtt " + broker.mqtt() + "\nws " + broker.webSocket() + "\n";
    System.out.print(endpoints);
    System.out.flush();
    if (arguments.ready().isPresent()) {
      announce(arguments.ready().get(), endpoints);
    }
    end.await();
  }

  /** The file appears whole, so that a script may wait for it. */
  private static void announce(Path ready, String endpoints) throws IOException {
    Path draft = ready.resolveSibling(ready.getFileName() + ".part");
    Files.writeString(draft, endpoints);
    Files.move(draft, ready, StandardCopyOption.ATOMIC_MOVE);
  }

  private record Arguments(int port, int webSocketPort, Optional<Path> ready) {
    static Optional<Arguments> parse(List<String> args) {
      int port = 1883;
      int webSocketPort = 8000;
      Optional<Path> ready = Optional.empty();
      if (args.size() % 2 != 0) {
        return Optional.empty();
      }
      try {
        for (int i = 0; i < args.size(); i += 2) {
          String value = args.get(i + 1);
          switch (args.get(i)) {
            case "--port" -> port = port(value);
            case "--ws-port" -> webSocketPort = port(value);
            case "--ready" -> ready = Optional.of(Path.of(value));
            default -> {
              return Optional.empty();
            }
          }
        }
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
      return Optional.of(new Arguments(port, webSocketPort, ready));
    }

    private static int port(String text) {
      int port = Integer.parseInt(text);
      if (port < 0 || port > 65_535) {
        throw new NumberFormatException(text);
      }
      return port;
    }
  }
}
