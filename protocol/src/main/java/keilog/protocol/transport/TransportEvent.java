package keilog.protocol.transport;

/** What a transport tells its owner. */
public sealed interface TransportEvent {

  /**
   * A new connection stands and its subscriptions hold. Nothing of an earlier one counts any more:
   * what was not acknowledged must be published anew.
   */
  record Connected() implements TransportEvent {}

  /**
   * The connection is gone, or the attempt failed; another follows by itself.
   *
   * @param reason one sentence, with what to do where that is known
   */
  record Lost(String reason) implements TransportEvent {}

  /**
   * A message from the broker: untrusted.
   *
   * @param retained sent because it was there when we subscribed
   */
  record Arrived(String topic, byte[] payload, boolean retained) implements TransportEvent {}

  /**
   * The broker took a message.
   *
   * @param ticket as {@link Transport#publish} gave it
   * @param tookNanos between handing it over and the acknowledge
   */
  record Acknowledged(long ticket, long tookNanos) implements TransportEvent {}

  /**
   * The broker did not take a message, or refuses a subscription (ticket {@link Transport#LATER},
   * told right after {@link Connected}).
   *
   * @param topic or filter
   * @param reasonCode of MQTT 5, 0x80 and above: 0x87 not authorised, 0x97 quota exceeded
   */
  record Refused(long ticket, String topic, int reasonCode) implements TransportEvent {}
}
