package keilog.protocol.topic;

/**
 * A payload from the network that is not what its topic promises. The message says what is wrong.
 */
public final class PayloadException extends Exception {
  private static final long serialVersionUID = 1L;

  PayloadException(String message) {
    super(message);
  }
}
