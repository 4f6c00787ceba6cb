package keilog.protocol.transport;

/**
 * What a connection's callbacks put into the inbox; {@code from} tells an old connection's apart.
 */
sealed interface Signal {
  Object from();

  record Up(Object from, int receiveMaximum) implements Signal {}

  record Subscribed(Object from, int[] reasonCodes) implements Signal {}

  record Down(Object from, String reason) implements Signal {}

  record Came(Object from, String topic, byte[] payload, boolean retained) implements Signal {}

  /** {@code reasonCode} below 0x80: taken. */
  record Answered(Object from, long ticket, int reasonCode) implements Signal {}

  /** A message without acknowledge was written to the socket. */
  record Left(Object from) implements Signal {}
}
