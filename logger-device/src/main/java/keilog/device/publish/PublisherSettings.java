package keilog.device.publish;

import java.util.List;
import java.util.Optional;
import keilog.protocol.topic.Meta;
import keilog.protocol.transport.BrokerAddress;

/**
 * What the publisher must be told.
 *
 * @param name who this car is
 * @param boot the device's boot counter; part of the client id
 * @param broker where to publish
 * @param keepers collectors whose receipts permit deletion
 * @param liveHz live messages a second, 1..50
 * @param car as displays show it
 * @param note one sentence for displays
 */
public record PublisherSettings(
    String name,
    int boot,
    BrokerAddress broker,
    List<String> keepers,
    int liveHz,
    Meta.Car car,
    Optional<String> note) {
  public PublisherSettings {
    keepers = List.copyOf(keepers);
    if (liveHz < 1 || liveHz > 50) {
      throw new IllegalArgumentException("live messages come at 1 to 50 Hz: liveHz=" + liveHz);
    }
  }
}
