package keilog.tools.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import keilog.tools.dashboard.DashboardServer;
import keilog.tools.dashboard.DashboardSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keilog dashboard}: serves the live page until it is interrupted. */
@Command(
    name = "dashboard",
    mixinStandardHelpOptions = true,
    description = {
      "Serves the page that shows a car live; prints its address.",
      "The page listens to the broker itself, over WebSocket."
    })
final class DashboardCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--broker-ws",
      required = true,
      paramLabel = "URL",
      description = "The broker as the browser reaches it: ws://HOST:PORT/mqtt or wss://...")
  private URI brokerWs;

  @Option(
      names = "--broker",
      paramLabel = "URL",
      description =
          "The same broker as mqtt://HOST:PORT; asked once at the start, so that a wrong address is"
              + " said here.")
  private URI broker;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Where the page is served; 0 takes a free port. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--listen",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description =
          "The address to serve on; 0.0.0.0 lets phones in the same network in. Default:"
              + " ${DEFAULT-VALUE}.")
  private String listen;

  @Option(
      names = "--name",
      defaultValue = "",
      description = "The car shown first; without it, the first that the broker knows.")
  private String name;

  @Option(
      names = "--keep-alive",
      defaultValue = "20",
      paramLabel = "SECONDS",
      description = "The page's MQTT keep-alive. Default: ${DEFAULT-VALUE}.")
  private long keepAliveSeconds;

  @Override
  public Integer call() throws InterruptedException {
    DashboardSettings settings;
    try {
      settings = new DashboardSettings(brokerWs, name, Duration.ofSeconds(keepAliveSeconds));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    if (broker != null) {
      warnWhereSilent(broker);
    }
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (DashboardServer server = DashboardServer.open(settings, listen, port)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(interrupted, ended), "ending"));
      String host = listen.equals("0.0.0.0") ? "127.0.0.1" : listen;
      spec.commandLine().getOut().println("dashboard http://" + host + ":" + server.port() + "/");
      spec.commandLine().getOut().flush();
      interrupted.await();
    } catch (IOException e) {
      spec.commandLine().getErr().println("keilog dashboard: " + e.getMessage());
      return 1;
    } finally {
      ended.countDown();
    }
    return 0;
  }

  private static void end(CountDownLatch interrupted, CountDownLatch ended) {
    interrupted.countDown();
    try {
      ended.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void warnWhereSilent(URI address) {
    int brokerPort = address.getPort() < 0 ? 1883 : address.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), brokerPort), 2_000);
    } catch (IOException | IllegalArgumentException e) {
      spec.commandLine()
          .getErr()
          .println(
              "dashboard: no broker answers at %s (%s); the page waits for it"
                  .formatted(address, e.getMessage()));
    }
  }
}
