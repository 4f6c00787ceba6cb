package keilog.tools.replay;

/** The broker cannot be reached or will not take what is sent; the message says what to do. */
public final class BrokerAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokerAway(String message) {
    super(message);
  }
}
