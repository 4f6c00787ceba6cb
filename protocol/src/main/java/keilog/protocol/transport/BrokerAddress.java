package keilog.protocol.transport;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the broker is and how it knows us.
 *
 * @param host name or address
 * @param port of MQTT
 * @param tls whether the connection is encrypted and the broker's certificate checked
 * @param ca certificates to trust in place of the machine's own, PEM
 * @param user to log in as
 * @param password never shown by {@link #toString}
 */
public record BrokerAddress(
    String host,
    int port,
    boolean tls,
    Optional<Path> ca,
    Optional<String> user,
    Optional<String> password) {
  private static final int PLAIN_PORT = 1883;
  private static final int TLS_PORT = 8883;

  /**
   * Reads {@code mqtt://host:1883} or {@code mqtts://host:8883}; {@code tcp} and {@code ssl} mean
   * the same.
   *
   * @throws IllegalArgumentException where it is neither
   */
  public static BrokerAddress parse(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw wrong(url);
    }
    if (uri.getScheme() == null
        || uri.getHost() == null
        || uri.getUserInfo() != null
        || uri.getPort() > 65_535
        || uri.getPort() == 0) {
      throw wrong(url);
    }
    boolean tls =
        switch (uri.getScheme()) {
          case "mqtt", "tcp" -> false;
          case "mqtts", "ssl" -> true;
          default -> throw wrong(url);
        };
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? TLS_PORT : PLAIN_PORT;
    return new BrokerAddress(
        uri.getHost(), port, tls, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static IllegalArgumentException wrong(String url) {
    return new IllegalArgumentException(
        "a broker is mqtt://host:1883 or mqtts://host:8883, user and password apart: url=" + url);
  }

  /** The same broker, with what is needed to be let in. */
  public BrokerAddress with(Optional<Path> ca, Optional<String> user, Optional<String> password) {
    return new BrokerAddress(host, port, tls, ca, user, password);
  }

  /**
   * Reads a password: the file's first line.
   *
   * @throws IOException where the file cannot be read, or others on this machine could read it too
   */
  public static String readPassword(Path file) throws IOException {
    Set<PosixFilePermission> open = Files.getPosixFilePermissions(file);
    if (open.contains(PosixFilePermission.GROUP_READ)
        || open.contains(PosixFilePermission.OTHERS_READ)) {
      throw new IOException(
          "a password file must be readable by its owner only: file=%s; chmod 600 it"
              .formatted(file));
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.findFirst().orElse("");
    }
  }

  @Override
  public String toString() {
    return (tls ? "mqtts://" : "mqtt://") + host + ":" + port;
  }
}
