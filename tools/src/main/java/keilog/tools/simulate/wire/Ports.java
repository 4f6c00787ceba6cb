package keilog.tools.simulate.wire;

import java.nio.file.Path;
import java.util.Optional;

/** Makes ports of what the command line says. */
public final class Ports {
  private Ports() {}

  /**
   * {@code tcp:PORT}, {@code pty} or {@code pty:LINK}; empty where it is none of these.
   *
   * @param name of the device, for its thread
   */
  public static Optional<HostPort> of(String name, String text) {
    if (text.matches("tcp:\\d{1,5}") && Integer.parseInt(text.substring(4)) <= 65_535) {
      return Optional.of(new TcpPort(name, Integer.parseInt(text.substring(4))));
    }
    if (text.equals("pty")) {
      return Optional.of(new PtyPort(name, Optional.empty()));
    }
    if (text.startsWith("pty:") && text.length() > 4) {
      return Optional.of(new PtyPort(name, Optional.of(Path.of(text.substring(4)))));
    }
    return Optional.empty();
  }

  /** Waits for a thread to end, for at most a second. */
  static void join(Thread thread) {
    if (thread == null || thread == Thread.currentThread()) {
      return;
    }
    try {
      thread.join(1000);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
