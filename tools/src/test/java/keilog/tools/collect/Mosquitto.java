package keilog.tools.collect;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import keilog.protocol.testing.Needs;

/** The installed Mosquitto as a process of its own, on a free loopback port. */
final class Mosquitto implements Closeable {
  private final Process process;
  private final int port;

  private Mosquitto(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Skips the test where Mosquitto is not installed.
   *
   * @param rules more lines of its configuration
   */
  static Mosquitto start(Path folder, String rules) throws IOException {
    Path program = Needs.program("mosquitto", "mosquitto");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path configuration =
        Files.writeString(
            folder.resolve("mosquitto.conf"),
            // As root it would become another user, who cannot read the test's folder.
            "user root\npersistence false\nlistener %d 127.0.0.1\n%s\n".formatted(port, rules));
    Process process =
        new ProcessBuilder(program.toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    Mosquitto broker = new Mosquitto(process, port);
    broker.awaitListening(folder);
    return broker;
  }

  private void awaitListening(Path folder) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
    close();
    throw new IOException(
        "mosquitto does not listen: " + Files.readString(folder.resolve("mosquitto.log")));
  }

  /** A password file in which each user's password is "secret of NAME". */
  static Path passwords(Path folder, String... users) throws Exception {
    Path program = Needs.program("mosquitto", "mosquitto_passwd");
    Path file = Files.createFile(folder.resolve("passwords"));
    for (String user : users) {
      int code =
          new ProcessBuilder(program.toString(), "-b", file.toString(), user, "secret of " + user)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("mosquitto_passwd.log").toFile())
              .start()
              .waitFor();
      if (code != 0) {
        throw new IOException(Files.readString(folder.resolve("mosquitto_passwd.log")));
      }
    }
    return file;
  }

  int port() {
    return port;
  }

  String url() {
    return "mqtt://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
