package keilog.protocol.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The messages under way within one connection. At most Receive Maximum − 2 wait for an
 * acknowledge, one place being for a live message and one for the library's own count, which falls
 * late: reaching the maximum makes it throw, and it counts messages without acknowledge too. A
 * broker that allows one message at a time gets one at a time. Not thread-safe.
 */
final class Window {
  /** Messages without acknowledge that may be on their way to the socket at once. */
  private static final int MOST_LEAVING = 8;

  private final int configured;
  private final Map<Long, Pending> unacknowledged = new LinkedHashMap<>();
  private int receiveMaximum;
  private int leaving;
  private boolean crowdedOut;

  record Pending(String topic, long sinceNanos) {}

  Window(int configured) {
    this.configured = configured;
  }

  /** A new connection: nothing is under way. */
  void open(int newReceiveMaximum) {
    clear();
    receiveMaximum = newReceiveMaximum;
  }

  void clear() {
    unacknowledged.clear();
    leaving = 0;
    crowdedOut = false;
    receiveMaximum = 0;
  }

  int receiveMaximum() {
    return receiveMaximum;
  }

  /** How many messages that want an acknowledge may be handed over. */
  int room() {
    int size = Math.max(1, Math.min(configured, receiveMaximum - 2));
    int free = receiveMaximum - unacknowledged.size() - leaving;
    return Math.max(0, Math.min(size - unacknowledged.size(), free));
  }

  /**
   * Whether a message may be handed over now. Where live messages take the only place again and
   * again, the next one is turned away once for each message that found it taken.
   */
  boolean admits(Message.Quality quality) {
    return switch (quality) {
      case AT_LEAST_ONCE -> {
        boolean admitted = room() > 0;
        crowdedOut |= !admitted && leaving > 0;
        yield admitted;
      }
      case AT_MOST_ONCE -> {
        boolean yields = crowdedOut;
        crowdedOut = false;
        int most = Math.clamp(receiveMaximum - configured, 1, MOST_LEAVING);
        yield !yields && leaving < most && unacknowledged.size() + leaving < receiveMaximum;
      }
    };
  }

  void handedOver(long ticket, Message message, long nowNanos) {
    switch (message.quality()) {
      case AT_LEAST_ONCE -> unacknowledged.put(ticket, new Pending(message.topic(), nowNanos));
      case AT_MOST_ONCE -> leaving++;
    }
  }

  /** A message without acknowledge was written to the socket. */
  void left() {
    leaving = Math.max(0, leaving - 1);
  }

  /** The broker answered; empty where it did before. */
  Optional<Pending> answered(long ticket) {
    return Optional.ofNullable(unacknowledged.remove(ticket));
  }

  boolean allLeft() {
    return leaving == 0;
  }

  /** When the oldest message that waits was handed over, or {@link Transport#NOTHING}. */
  long oldestNanos() {
    return unacknowledged.isEmpty()
        ? Transport.NOTHING
        : unacknowledged.values().iterator().next().sinceNanos();
  }
}
