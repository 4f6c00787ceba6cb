package keilog.protocol.testing.broker;

/** Decides about one message that a client published with QoS 1. */
@FunctionalInterface
public interface PublishRule {
  Verdict verdict(String clientId, String topic, byte[] payload);
}
