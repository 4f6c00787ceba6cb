package keilog.protocol.transport;

import java.io.Closeable;

/**
 * A way to a broker that comes and goes. One thread owns it and calls everything; only {@link
 * #publish}, {@link #connected}, {@link #room}, {@link #allLeft} and {@link
 * #oldestUnacknowledgedNanos} may come from others too. Nothing here waits for the network.
 */
public interface Transport extends Closeable {
  /** Instead of a ticket: not now; offer the message again. */
  long LATER = -1;

  /** Instead of a time: nothing waits for an acknowledge. */
  long NOTHING = Long.MAX_VALUE;

  /** Connects, reconnects and watches the connection; call it at least every 100 ms. */
  void step(long nowNanos);

  /** The next event, or null when none came within the time. */
  TransportEvent poll(long waitNanos) throws InterruptedException;

  boolean connected();

  /** How many messages that want an acknowledge can be handed over now; 0 while not connected. */
  int room();

  /**
   * Hands a message over.
   *
   * @return its ticket, or {@link #LATER} where there is no connection or no room. A message with
   *     {@link Message.Quality#AT_MOST_ONCE} is turned away while earlier ones have not left.
   */
  long publish(Message message);

  /** Whether every message without acknowledge has been written to the socket. */
  boolean allLeft();

  /**
   * Monotonic time of handing over the oldest message not yet acknowledged, or {@link #NOTHING}.
   */
  long oldestUnacknowledgedNanos();

  /** Drops the connection, as if the network had; the next attempt follows at once. */
  void drop(String reason);

  /** Says farewell: the broker publishes the will. Safe twice. */
  @Override
  void close();
}
