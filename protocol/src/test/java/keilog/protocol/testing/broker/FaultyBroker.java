package keilog.protocol.testing.broker;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An MQTT 5 broker on an ephemeral loopback port whose faults are scripted. What a client does
 * against the standard is kept in {@link #complaints()}.
 */
public final class FaultyBroker implements Closeable {
  private final int port;
  private final Map<String, BrokerClient.Passed> retained = new TreeMap<>();
  private final List<BrokerClient> clients = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> refusedFilters = new ConcurrentHashMap<>();
  private final List<BrokerClient.Passed> heldBack = new ArrayList<>();
  private final AtomicInteger connects = new AtomicInteger();
  private final Object speech = new Object();
  private volatile ServerSocket server;
  private volatile PublishRule rule = (client, topic, payload) -> Verdict.TAKE;
  private volatile int receiveMaximum = 20;
  private volatile int topicAliasMaximum;
  private boolean silent;

  private FaultyBroker(ServerSocket server) {
    this.server = server;
    this.port = server.getLocalPort();
  }

  public static FaultyBroker start() throws IOException {
    FaultyBroker broker = new FaultyBroker(listen(0));
    broker.accept(broker.server);
    return broker;
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
    return server;
  }

  private void accept(ServerSocket listening) {
    Thread.ofPlatform()
        .daemon()
        .name("faulty-broker")
        .start(
            () -> {
              try {
                while (true) {
                  Socket socket = listening.accept();
                  socket.setTcpNoDelay(true);
                  Thread.ofPlatform()
                      .daemon()
                      .name("faulty-broker-client")
                      .start(new BrokerClient(this, socket)::serve);
                }
              } catch (IOException e) {
                // Closed.
              }
            });
  }

  public int port() {
    return port;
  }

  public String url() {
    return "mqtt://127.0.0.1:" + port;
  }

  /** From the next connection on. */
  public void setReceiveMaximum(int maximum) {
    receiveMaximum = maximum;
  }

  /** From the next connection on; 0 forbids aliases. */
  public void setTopicAliasMaximum(int maximum) {
    topicAliasMaximum = maximum;
  }

  /** What to do with each message of QoS 1 from now on. */
  public void setRule(PublishRule rule) {
    this.rule = rule;
  }

  /** Refuses a subscription with a reason code. */
  public void refuseFilter(String filter, int reasonCode) {
    refusedFilters.put(filter, reasonCode);
  }

  /** Half open: connections stand, but nothing is read or said until {@link #speak}. */
  public void fallSilent() {
    synchronized (speech) {
      silent = true;
    }
  }

  public void speak() {
    synchronized (speech) {
      silent = false;
      speech.notifyAll();
    }
  }

  void awaitSpeech() throws IOException {
    synchronized (speech) {
      while (silent) {
        try {
          speech.wait();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    }
  }

  /** Breaks every connection. */
  public void breakConnections() {
    clients.forEach(BrokerClient::close);
  }

  /** Goes away: connections break and new ones are refused. */
  public void goAway() throws IOException {
    server.close();
    breakConnections();
  }

  /** Comes back on the same port; what was retained is there unless it was forgotten. */
  public void comeBack() throws IOException {
    server = listen(port);
    accept(server);
  }

  /** As a broker without persistence after a restart. */
  public void forgetRetained() {
    synchronized (retained) {
      retained.clear();
    }
  }

  /** How many connections were made. */
  public int connects() {
    return connects.get();
  }

  /** What clients did against the standard. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** The retained payload of a topic, or null. */
  public byte[] retained(String topic) {
    synchronized (retained) {
      BrokerClient.Passed message = retained.get(topic);
      return message == null ? null : message.payload();
    }
  }

  /** Publishes as a stranger would. */
  public void publish(String topic, byte[] payload, boolean retain) {
    pass(new BrokerClient.Passed(topic, payload, 1, retain));
  }

  int receiveMaximum() {
    return receiveMaximum;
  }

  int topicAliasMaximum() {
    return topicAliasMaximum;
  }

  int refusedFilter(String filter) {
    return refusedFilters.getOrDefault(filter, 0);
  }

  Verdict verdict(String clientId, String topic, byte[] payload) {
    return rule.verdict(clientId, topic, payload);
  }

  void complain(String rule) {
    complaints.add(rule);
  }

  void joined(BrokerClient client) {
    connects.incrementAndGet();
    clients.stream().filter(c -> c.id().equals(client.id())).forEach(BrokerClient::close);
    clients.add(client);
  }

  void left(BrokerClient client, BrokerClient.Passed will) {
    if (clients.remove(client) && will != null) {
      pass(will);
    }
  }

  void holdBack(BrokerClient.Passed message) {
    synchronized (heldBack) {
      heldBack.add(message);
    }
  }

  void pass(BrokerClient.Passed message) {
    deliver(message);
    List<BrokerClient.Passed> late;
    synchronized (heldBack) {
      late = List.copyOf(heldBack);
      heldBack.clear();
    }
    late.forEach(this::deliver);
  }

  /** One at a time, so that a retained message never overtakes a newer one. */
  private void deliver(BrokerClient.Passed message) {
    BrokerClient.Passed passing =
        new BrokerClient.Passed(message.topic(), message.payload(), message.qos(), false);
    synchronized (retained) {
      if (message.retained() && message.payload().length == 0) {
        retained.remove(message.topic());
      } else if (message.retained()) {
        retained.put(message.topic(), message);
      }
      clients.stream().filter(c -> c.wants(message.topic())).forEach(c -> c.pass(passing));
    }
  }

  void passRetained(BrokerClient client, List<String> filters) {
    synchronized (retained) {
      retained.values().stream()
          .filter(m -> filters.stream().anyMatch(f -> matches(f, m.topic())))
          .forEach(client::pass);
    }
  }

  /** Whether a filter with + and # takes in a topic. */
  static boolean matches(String filter, String topic) {
    String[] wanted = filter.split("/", -1);
    String[] found = topic.split("/", -1);
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals("#")) {
        return true;
      }
      if (i >= found.length || !wanted[i].equals("+") && !wanted[i].equals(found[i])) {
        return false;
      }
    }
    return wanted.length == found.length;
  }

  @Override
  public void close() throws IOException {
    speak();
    goAway();
  }
}
