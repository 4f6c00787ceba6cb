package keilog.broker;

/** The broker's config.xml. */
final class BrokerConfiguration {
  private BrokerConfiguration() {}

  /**
   * Loopback only, in memory, no usage statistics. The queue of a slow subscriber is raised from
   * 1,000, beyond which the broker drops in silence what it has acknowledged; Receive Maximum is
   * raised from 10.
   */
  static String config(int port, int webSocketPort) {
    return
"""
<?xml version="1.0"?>
<hivemq>
  <listeners>
    <tcp-listener>
      <port>%d</port>
      <bind-address>127.0.0.1</bind-address>
    </tcp-listener>
    <websocket-listener>
      <port>%d</port>
      <bind-address>127.0.0.1</bind-address>
      <path>/mqtt</path>
      <subprotocols>
        <subprotocol>mqtt</subprotocol>
      </subprotocols>
    </websocket-listener>
  </listeners>
  <persistence>
    <mode>in-memory</mode>
  </persistence>
  <mqtt>
    <queued-messages>
      <max-queue-size>100000</max-queue-size>
      <strategy>discard</strategy>
    </queued-messages>
    <receive-maximum>
      <server-receive-maximum>100</server-receive-maximum>
    </receive-maximum>
  </mqtt>
  <anonymous-usage-statistics>
    <enabled>false</enabled>
  </anonymous-usage-statistics>
</hivemq>
"""
        .formatted(port, webSocketPort);
  }
}
