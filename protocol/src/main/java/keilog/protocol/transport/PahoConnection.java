package keilog.protocol.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One connection: a client object that is made, connected once and thrown away. Its callbacks only
 * put signals into the inbox. The only class that knows the client library.
 */
final class PahoConnection {
  private static final int CONNECT_SECONDS = 10;
  private static final int RECEIVE_MAXIMUM = 10;
  private static final int MOST_RECEIVE_MAXIMUM = 65_535;
  private static final int DISCONNECT_WITH_WILL = 0x04;

  private static final int BAD_PASSWORD = 0x86;
  private static final int NOT_AUTHORISED = 0x87;

  /** The library's "too many publishes in progress". */
  private static final int WINDOW_FULL = 32_202;

  private final MqttAsyncClient client;
  private final Inbox inbox;
  private volatile boolean gone;

  private PahoConnection(MqttAsyncClient client, Inbox inbox) {
    this.client = client;
    this.inbox = inbox;
  }

  /**
   * Starts to connect; {@link Signal.Up} or {@link Signal.Down} follows.
   *
   * @throws IOException where the settings cannot be used, so that no attempt was made
   */
  static PahoConnection open(TransportSettings settings, Inbox inbox) throws IOException {
    BrokerAddress broker = settings.broker();
    String uri = (broker.tls() ? "ssl://" : "tcp://") + broker.host() + ":" + broker.port();
    try {
      MqttAsyncClient client =
          new MqttAsyncClient(uri, settings.clientId(), new MemoryPersistence());
      PahoConnection connection = new PahoConnection(client, inbox);
      client.setCallback(connection.new Callbacks());
      client.connect(options(settings), null, connection.new Connecting());
      return connection;
    } catch (MqttException e) {
      throw new IOException(describe(e), e);
    }
  }

  private static MqttConnectionOptions options(TransportSettings settings) throws IOException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
    options.setKeepAliveInterval(settings.keepAliveSeconds());
    options.setConnectionTimeout(CONNECT_SECONDS);
    options.setReceiveMaximum(RECEIVE_MAXIMUM);
    options.setTopicAliasMaximum(0);
    options.setMaximumPacketSize((long) settings.mostPacketBytes());
    options.setSocketFactory(Sockets.factory(settings.broker()));
    settings.broker().user().ifPresent(options::setUserName);
    settings
        .broker()
        .password()
        .ifPresent(secret -> options.setPassword(secret.getBytes(StandardCharsets.UTF_8)));
    Optional<Message> will = settings.will();
    if (will.isPresent()) {
      options.setWill(will.get().topic(), message(will.get()));
    }
    return options;
  }

  private static MqttMessage message(Message message) {
    MqttProperties properties = new MqttProperties();
    if (message.expirySeconds() > 0) {
      properties.setMessageExpiryInterval((long) message.expirySeconds());
    }
    return new MqttMessage(
        message.payload(),
        message.quality() == Message.Quality.AT_LEAST_ONCE ? 1 : 0,
        message.retention() == Message.Retention.RETAINED,
        properties);
  }

  /** Asks for all filters at once; {@link Signal.Subscribed} follows. */
  void subscribe(TransportSettings settings) {
    MqttSubscription[] filters =
        settings.subscriptions().stream()
            .map(filter -> new MqttSubscription(filter, 1))
            .toArray(MqttSubscription[]::new);
    try {
      client.subscribe(filters, null, new Subscribing(), new MqttProperties());
    } catch (MqttException e) {
      down(describe(e));
    }
  }

  /** Hands a message to the library; false means later, and the connection may be down. */
  boolean publish(Message message, long ticket) {
    try {
      client.publish(
          message.topic(),
          message(message),
          null,
          message.quality() == Message.Quality.AT_LEAST_ONCE
              ? new Acknowledging(ticket)
              : new Leaving());
      return true;
    } catch (MqttException e) {
      if (e.getReasonCode() != WINDOW_FULL) {
        down(describe(e));
      }
      return false;
    }
  }

  /** Throws the connection away; the network is told by a thread of its own, since it may hang. */
  Thread discard() {
    gone = true;
    return Thread.ofPlatform().daemon().name("mqtt-close").start(this::tearDown);
  }

  private void tearDown() {
    try {
      client.disconnectForcibly(0, 100, false);
    } catch (MqttException e) {
      // It was not connected any more.
    }
    close();
  }

  private void close() {
    try {
      client.close(true);
    } catch (MqttException e) {
      // Closed already; nothing is left to free.
    }
  }

  /** Says farewell so that the broker publishes the will, and closes; takes at most a second. */
  Thread leave() {
    gone = true;
    return Thread.ofPlatform().daemon().name("mqtt-close").start(this::sayFarewell);
  }

  private void sayFarewell() {
    try {
      client
          .disconnect(300, null, null, DISCONNECT_WITH_WILL, new MqttProperties())
          .waitForCompletion(1_000);
      close();
    } catch (MqttException e) {
      tearDown();
    }
  }

  private void down(String reason) {
    inbox.put(new Signal.Down(this, reason));
  }

  private static String describe(Throwable failure) {
    Throwable cause = failure.getCause() != null ? failure.getCause() : failure;
    String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.toString();
    return failure instanceof MqttException e && failure.getCause() == null
        ? "%s (reason code %d)".formatted(e.getMessage(), e.getReasonCode())
        : text;
  }

  private static int reasonCode(IMqttToken token) {
    int[] codes = token.getReasonCodes();
    return codes == null || codes.length == 0 ? 0 : codes[0] & 0xFF;
  }

  private final class Connecting implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      MqttProperties properties = token.getResponseProperties();
      Integer maximum = properties == null ? null : properties.getReceiveMaximum();
      inbox.put(
          new Signal.Up(PahoConnection.this, maximum == null ? MOST_RECEIVE_MAXIMUM : maximum));
    }

    @Override
    public void onFailure(IMqttToken token, Throwable failure) {
      int code = failure instanceof MqttException e ? e.getReasonCode() : 0;
      down(
          code == BAD_PASSWORD || code == NOT_AUTHORISED
              ? "the broker does not let this client in; check user and password"
              : "the broker cannot be reached: " + describe(failure));
    }
  }

  private final class Subscribing implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      int[] codes = token.getReasonCodes() == null ? new int[0] : token.getReasonCodes();
      inbox.put(new Signal.Subscribed(PahoConnection.this, codes));
    }

    @Override
    public void onFailure(IMqttToken token, Throwable failure) {
      int[] codes = token.getReasonCodes();
      if (codes == null || codes.length == 0) {
        down("the subscription failed: " + describe(failure));
      } else {
        inbox.put(new Signal.Subscribed(PahoConnection.this, codes));
      }
    }
  }

  /** A refusal arrives as success, with a reason code of 0x80 or above. */
  private final class Acknowledging implements MqttActionListener {
    private final long ticket;

    Acknowledging(long ticket) {
      this.ticket = ticket;
    }

    @Override
    public void onSuccess(IMqttToken token) {
      inbox.put(new Signal.Answered(PahoConnection.this, ticket, reasonCode(token)));
    }

    @Override
    public void onFailure(IMqttToken token, Throwable failure) {
      int code = reasonCode(token);
      if (code >= 0x80) {
        inbox.put(new Signal.Answered(PahoConnection.this, ticket, code));
      } else {
        down("a message failed: " + describe(failure));
      }
    }
  }

  private final class Leaving implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      inbox.put(new Signal.Left(PahoConnection.this));
    }

    @Override
    public void onFailure(IMqttToken token, Throwable failure) {
      down("a message failed: " + describe(failure));
    }
  }

  private final class Callbacks implements MqttCallback {
    @Override
    public void disconnected(MqttDisconnectResponse response) {
      MqttException failure = response.getException();
      down(
          failure != null
              ? "the connection broke: " + describe(failure)
              : "the broker ended the connection (reason code 0x%02x)"
                  .formatted(response.getReturnCode()));
    }

    @Override
    public void mqttErrorOccurred(MqttException failure) {
      down("the connection failed: " + describe(failure));
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
      inbox.putWhenRoom(
          new Signal.Came(PahoConnection.this, topic, message.getPayload(), message.isRetained()),
          () -> gone);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
