package keilog.device.link;

import java.nio.file.Path;
import keilog.protocol.time.MonotonicClock;

/** Turns a configured address into something that opens it, again and again. */
public final class Links {
  private static final String TCP = "tcp://";

  private Links() {}

  /** True for an address of the form {@code tcp://host:port}. */
  public static boolean isTcp(String address) {
    return address.startsWith(TCP);
  }

  /**
   * @param address a device path, better a link of {@code /dev/serial/by-id} since that survives a
   *     replug, or {@code tcp://host:port}
   * @param baud bits per second to open a serial port at; of no meaning for TCP
   * @throws IllegalArgumentException where the address is neither; the message says what to write
   */
  public static LinkOpener opener(String address, int baud, MonotonicClock clock) {
    if (isTcp(address)) {
      String rest = address.substring(TCP.length());
      int colon = rest.lastIndexOf(':');
      String host = colon > 0 ? rest.substring(0, colon) : "";
      if (host.startsWith("[") && host.endsWith("]")) {
        host = host.substring(1, host.length() - 1);
      }
      int port = port(rest.substring(colon + 1));
      if (host.isEmpty() || port < 1 || port > 65_535) {
        throw new IllegalArgumentException(
            "a TCP address is tcp://host:port with a port in 1..65535: port = \"%s\""
                .formatted(address));
      }
      String name = host;
      return () -> TcpLink.open(name, port, clock);
    }
    if (address.contains("://") || address.isBlank()) {
      throw new IllegalArgumentException(
          "an address is a device path or tcp://host:port: port = \"%s\"".formatted(address));
    }
    if (baud <= 0) {
      throw new IllegalArgumentException(
          "a serial port needs a positive baud rate: port = \"%s\", baud = %d"
              .formatted(address, baud));
    }
    Path device = Path.of(address);
    return () -> SerialLink.open(device, baud, clock);
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }
}
