package keilog.protocol.transport;

/**
 * A message to be published. The payload is not copied: leave it alone afterwards.
 *
 * @param topic without wildcards
 * @param payload its bytes; empty and retained clears the topic
 * @param quality how hard to try
 * @param retention whether the broker keeps it for those who come later
 * @param expirySeconds after which the broker throws it away; 0 never
 */
public record Message(
    String topic, byte[] payload, Quality quality, Retention retention, int expirySeconds) {

  /** MQTT's quality of service, 0 and 1. */
  public enum Quality {
    AT_MOST_ONCE,
    AT_LEAST_ONCE
  }

  /** Whether the broker keeps the last message of the topic. */
  public enum Retention {
    PASSING,
    RETAINED
  }

  /** Acknowledged by the broker, not kept. */
  public static Message once(String topic, byte[] payload) {
    return new Message(topic, payload, Quality.AT_LEAST_ONCE, Retention.PASSING, 0);
  }

  /** Acknowledged by the broker, and kept. */
  public static Message retained(String topic, byte[] payload) {
    return new Message(topic, payload, Quality.AT_LEAST_ONCE, Retention.RETAINED, 0);
  }

  /** Sent and forgotten. */
  public static Message fleeting(String topic, byte[] payload) {
    return new Message(topic, payload, Quality.AT_MOST_ONCE, Retention.PASSING, 0);
  }
}
