/**
 * One MQTT 5 connection after another to one broker, for both ends. Messages in and out as bytes;
 * {@link keilog.protocol.transport.Transport} is driven by its owner's thread and has none of its
 * own. Eclipse Paho stays behind {@code PahoConnection}: no type of it leaves that class.
 *
 * <p>The client library is used in the narrowest way that works, since each of its conveniences was
 * seen to lose or stall something: clean start, memory persistence, a new client object per
 * connection, no automatic reconnect, own window, callbacks that only enqueue, reason codes
 * checked. A message that was acknowledged has left this machine and nothing more: brokers were
 * seen to lose acknowledged messages, so that only a receipt of the other end counts as delivery.
 */
package keilog.protocol.transport;
