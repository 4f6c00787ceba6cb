package keilog.protocol.transport;

import java.util.List;
import java.util.Optional;

/**
 * How one end talks to its broker.
 *
 * @param broker where it is
 * @param clientId unique at the broker; with the boot counter in it, so that a zombie connection of
 *     an earlier boot cannot evict the new one
 * @param will published by the broker when the connection breaks
 * @param subscriptions filters, all acknowledged; they hold before {@link TransportEvent.Connected}
 *     is told
 * @param window most messages that wait for an acknowledge; the broker's Receive Maximum − 2 where
 *     that is less
 * @param keepAliveSeconds silence after which the library asks whether the broker is there
 * @param mostPacketBytes longest message to accept
 */
public record TransportSettings(
    BrokerAddress broker,
    String clientId,
    Optional<Message> will,
    List<String> subscriptions,
    int window,
    int keepAliveSeconds,
    int mostPacketBytes) {
  public TransportSettings {
    subscriptions = List.copyOf(subscriptions);
  }
}
