package keilog.tools.dashboard;

import java.net.URI;
import java.time.Duration;

/**
 * What the page is told.
 *
 * @param broker the broker's WebSocket address as the browser reaches it: {@code ws://} or {@code
 *     wss://}
 * @param name the car shown first; empty where the page chooses
 * @param keepAlive how often the page says it is there
 */
public record DashboardSettings(URI broker, String name, Duration keepAlive) {
  /** Shorter than the minute after which most routers forget a silent connection. */
  public static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

  public DashboardSettings {
    String scheme = broker.getScheme();
    if ((!"ws".equals(scheme) && !"wss".equals(scheme)) || broker.getHost() == null) {
      throw new IllegalArgumentException(
          "a browser reaches a broker by ws:// or wss://: address=" + broker);
    }
    if (broker.getUserInfo() != null || broker.getQuery() != null) {
      throw new IllegalArgumentException(
          "the broker's address is public in the page, so it carries no user and no query: host="
              + broker.getHost());
    }
    if (name.length() > 64 || name.chars().anyMatch(c -> c == '/' || c == '+' || c == '#')) {
      throw new IllegalArgumentException(
          "a car's name is at most 64 characters without / + #: name=" + name);
    }
    if (keepAlive.toSeconds() < 1 || keepAlive.toSeconds() > 3600) {
      throw new IllegalArgumentException("a keep-alive lies in 1 s to 1 h: keepAlive=" + keepAlive);
    }
  }

  /** Scheme, host and port: what a content security policy names. */
  String brokerOrigin() {
    String port = broker.getPort() < 0 ? "" : ":" + broker.getPort();
    return broker.getScheme() + "://" + broker.getHost() + port;
  }
}
