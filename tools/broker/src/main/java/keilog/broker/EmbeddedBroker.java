package keilog.broker;

import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * A running HiveMQ on two loopback ports, MQTT and MQTT over WebSocket. Needs about a second to
 * start and four to stop. Any thread.
 */
public final class EmbeddedBroker implements Closeable {
  private final EmbeddedHiveMQ hive;
  private final Path home;
  private final int port;
  private final int webSocketPort;

  private EmbeddedBroker(EmbeddedHiveMQ hive, Path home, int port, int webSocketPort) {
    this.hive = hive;
    this.home = home;
    this.port = port;
    this.webSocketPort = webSocketPort;
  }

  /**
   * Starts a broker and waits until it listens.
   *
   * @param port for MQTT; 0 takes a free one
   * @param webSocketPort for MQTT over WebSocket; 0 takes a free one
   * @throws IOException where a port is taken or the broker does not start
   */
  public static EmbeddedBroker start(int port, int webSocketPort) throws IOException {
    List<Integer> ports = free(port, webSocketPort);
    Path home = Files.createTempDirectory("keilog-broker");
    try {
      EmbeddedHiveMQ hive = configure(home, ports.get(0), ports.get(1));
      hive.start().join();
      return new EmbeddedBroker(hive, home, ports.get(0), ports.get(1));
    } catch (CompletionException e) {
      delete(home);
      throw new IOException("the broker does not start: ports=" + ports, e.getCause());
    } catch (IOException e) {
      delete(home);
      throw e;
    }
  }

  private static EmbeddedHiveMQ configure(Path home, int port, int webSocketPort)
      throws IOException {
    Path conf = Files.createDirectory(home.resolve("conf"));
    Path data = Files.createDirectory(home.resolve("data"));
    Path extensions = Files.createDirectory(home.resolve("extensions"));
    Files.writeString(conf.resolve("config.xml"), BrokerConfiguration.config(port, webSocketPort));
    // Without its own logging set-up the broker leaves the process's Logback as it is: quiet.
    return EmbeddedHiveMQ.builder()
        .withConfigurationFolder(conf)
        .withDataFolder(data)
        .withExtensionsFolder(extensions)
        .withoutLoggingBootstrap()
        .build();
  }

  /** Both at once, so that two free ports are never the same one; a taken port fails here. */
  private static List<Integer> free(int first, int second) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (ServerSocket one = new ServerSocket(first, 1, loopback);
        ServerSocket two = new ServerSocket(second, 1, loopback)) {
      return List.of(one.getLocalPort(), two.getLocalPort());
    }
  }

  /** Where MQTT is spoken: {@code tcp://127.0.0.1:PORT}. */
  public URI mqtt() {
    return URI.create("tcp://127.0.0.1:" + port);
  }

  /** Where browsers speak MQTT: {@code ws://127.0.0.1:PORT/mqtt}. */
  public URI webSocket() {
    return URI.create("ws://127.0.0.1:" + webSocketPort + "/mqtt");
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    try {
      hive.stop().join();
      hive.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker did not stop", e);
    } finally {
      delete(home);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
