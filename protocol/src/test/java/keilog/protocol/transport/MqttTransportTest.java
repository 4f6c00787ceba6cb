package keilog.protocol.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import keilog.protocol.testing.broker.FaultyBroker;
import keilog.protocol.testing.broker.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MqttTransportTest {
  private static final byte[] SOMETHING = "x".getBytes(StandardCharsets.UTF_8);

  /** Added to the machine's clock, so that a test need not wait for a time-out. */
  private final AtomicLong leapNanos = new AtomicLong();

  private final List<TransportEvent> events = new ArrayList<>();
  private FaultyBroker broker;
  private MqttTransport transport;

  @BeforeEach
  void startBroker() throws IOException {
    broker = FaultyBroker.start();
  }

  @AfterEach
  void end() throws IOException {
    if (transport != null) {
      transport.close();
    }
    broker.close();
  }

  private long now() {
    return System.nanoTime() + leapNanos.get();
  }

  private void open(int window, String... subscriptions) {
    transport =
        MqttTransport.open(
            new TransportSettings(
                BrokerAddress.parse(broker.url()),
                "test-1",
                Optional.of(Message.retained("test/status", "gone".getBytes())),
                List.of(subscriptions),
                window,
                15,
                1 << 20),
            this::now);
  }

  private void until(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("not within 15 s; events=" + events);
      }
      transport.step(now());
      TransportEvent event = transport.poll(TimeUnit.MILLISECONDS.toNanos(10));
      if (event != null) {
        events.add(event);
      }
    }
  }

  private long count(Class<? extends TransportEvent> kind) {
    return events.stream().filter(kind::isInstance).count();
  }

  private void connect() throws InterruptedException {
    long before = count(TransportEvent.Connected.class);
    until(() -> count(TransportEvent.Connected.class) > before);
  }

  private void publishAll(int messages) throws InterruptedException {
    AtomicInteger sent = new AtomicInteger();
    until(
        () -> {
          if (sent.get() < messages && transport.room() > 0) {
            if (transport.publish(Message.once("test/" + sent.get() % 3, SOMETHING))
                != Transport.LATER) {
              sent.incrementAndGet();
            }
          }
          return count(TransportEvent.Acknowledged.class) >= messages;
        });
  }

  @Test
  void keepsWithinTheBrokersReceiveMaximum() throws InterruptedException {
    broker.setReceiveMaximum(10);
    open(16);
    connect();
    assertEquals(8, transport.room());
    publishAll(300);
    assertEquals(List.of(), broker.complaints());
    assertEquals(1, broker.connects());
  }

  @Test
  void worksWithAReceiveMaximumOfOneAndTopicAliases() throws InterruptedException {
    broker.setReceiveMaximum(1);
    broker.setTopicAliasMaximum(10);
    open(16);
    connect();
    AtomicInteger fleeting = new AtomicInteger();
    AtomicInteger sent = new AtomicInteger();
    until(
        () -> {
          if (transport.publish(Message.fleeting("test/live", SOMETHING)) != Transport.LATER) {
            fleeting.incrementAndGet();
          }
          if (transport.publish(Message.once("test/" + sent.get() % 20, SOMETHING))
              != Transport.LATER) {
            sent.incrementAndGet();
          }
          return count(TransportEvent.Acknowledged.class) >= 60;
        });
    assertEquals(List.of(), broker.complaints());
    assertTrue(fleeting.get() > 0);
  }

  @Test
  void tellsARefusalFromAnAcknowledge() throws InterruptedException {
    broker.setRule(
        (client, topic, payload) ->
            topic.equals("test/forbidden") ? new Verdict.Refuse(0x87) : Verdict.TAKE);
    open(16);
    connect();
    long ticket = transport.publish(Message.once("test/forbidden", SOMETHING));
    until(() -> count(TransportEvent.Refused.class) == 1);
    assertTrue(
        events.contains(new TransportEvent.Refused(ticket, "test/forbidden", 0x87)),
        events.toString());
    assertEquals(0, count(TransportEvent.Acknowledged.class));
    assertEquals(14, count(TransportEvent.Refused.class) == 1 ? Math.min(14, transport.room()) : 0);
    broker.setRule((client, topic, payload) -> new Verdict.Refuse(0x97));
    transport.publish(Message.once("test/other", SOMETHING));
    until(() -> count(TransportEvent.Refused.class) == 2);
  }

  @Test
  void saysWhichSubscriptionIsRefused() throws InterruptedException {
    broker.refuseFilter("secret/#", 0x87);
    open(16, "open/#", "secret/#");
    until(() -> count(TransportEvent.Refused.class) == 1);
    assertTrue(
        events.contains(new TransportEvent.Refused(Transport.LATER, "secret/#", 0x87)),
        events.toString());
    assertInstanceOf(TransportEvent.Connected.class, events.getFirst());
    broker.publish("open/a", SOMETHING, false);
    until(() -> count(TransportEvent.Arrived.class) == 1);
  }

  @Test
  void hearsDuplicatedAndDisorderedAcknowledgesOnce() throws InterruptedException {
    AtomicInteger number = new AtomicInteger();
    broker.setRule(
        (client, topic, payload) ->
            switch (number.getAndIncrement() % 4) {
              case 0 -> new Verdict.AcknowledgeAfterNext();
              case 1 -> new Verdict.Twice();
              case 2 -> new Verdict.AcknowledgeLate(5);
              default -> Verdict.TAKE;
            });
    open(16);
    connect();
    publishAll(100);
    assertEquals(100, count(TransportEvent.Acknowledged.class));
    assertEquals(List.of(), broker.complaints());
  }

  @Test
  void dropsAConnectionThatAcknowledgesNothingForTenSeconds() throws InterruptedException {
    open(16);
    connect();
    broker.fallSilent();
    transport.publish(Message.once("test/a", SOMETHING));
    transport.step(now());
    leapNanos.addAndGet(TimeUnit.SECONDS.toNanos(9));
    transport.step(now());
    assertTrue(transport.connected());
    leapNanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
    until(() -> count(TransportEvent.Lost.class) == 1);
    broker.speak();
    leapNanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
    connect();
    publishAll(20);
  }

  @Test
  void startsAnewWhenTheBrokerBreaksOffInAPacket() throws InterruptedException {
    broker.setRule((client, topic, payload) -> new Verdict.BreakInAcknowledge());
    open(16);
    connect();
    transport.publish(Message.once("test/a", SOMETHING));
    until(() -> count(TransportEvent.Lost.class) == 1);
    assertEquals(Transport.NOTHING, transport.oldestUnacknowledgedNanos());
    assertEquals(Transport.LATER, transport.publish(Message.once("test/a", SOMETHING)));
    broker.setRule((client, topic, payload) -> Verdict.TAKE);
    leapNanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
    connect();
    publishAll(20);
  }

  @Test
  void comesBackAfterTheBrokerWasAwayAndSubscribesAnew() throws Exception {
    open(16, "test/in");
    connect();
    broker.goAway();
    until(() -> count(TransportEvent.Lost.class) >= 2);
    broker.comeBack();
    leapNanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
    connect();
    broker.publish("test/in", SOMETHING, false);
    until(() -> count(TransportEvent.Arrived.class) == 1);
  }

  @Test
  void acceptsThatTheBrokerIsNotThereAtFirst() throws Exception {
    broker.goAway();
    open(16);
    until(() -> count(TransportEvent.Lost.class) == 1);
    assertInstanceOf(TransportEvent.Lost.class, events.getFirst());
    broker.comeBack();
    leapNanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
    connect();
  }

  @Test
  void givesUpOnABrokerThatAcceptsAndThenSaysNothing() throws InterruptedException {
    broker.fallSilent();
    open(16);
    transport.step(now());
    assertFalse(transport.connected());
    leapNanos.addAndGet(TimeUnit.SECONDS.toNanos(16));
    until(() -> count(TransportEvent.Lost.class) == 1);
    broker.speak();
    leapNanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
    connect();
  }

  @Test
  void leavesNoFileBehind() throws Exception {
    List<String> before = workingDirectory();
    open(16);
    connect();
    publishAll(20);
    transport.close();
    assertEquals(before, workingDirectory());
  }

  private static List<String> workingDirectory() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  @Test
  void holdsBackTheNetworkWhenTheOwnerIsSlowAndStillHearsAcknowledges()
      throws InterruptedException {
    open(16, "flood/#");
    connect();
    byte[] large = new byte[100_000];
    for (int i = 0; i < 100; i++) {
      broker.publish("flood/a", large, false);
    }
    publishAll(50);
    until(() -> count(TransportEvent.Arrived.class) == 100);
  }

  @Test
  void leavesItsWillBehindOnFarewellAndOnAbruptEnd() throws InterruptedException {
    open(16);
    connect();
    transport.close();
    until(() -> broker.retained("test/status") != null);
    assertNotNull(broker.retained("test/status"));
    assertEquals(0, transport.room());
    transport.close();
  }

  @Test
  void endsEveryThreadItStarted() throws Exception {
    long before = mqttThreads();
    for (int i = 0; i < 3; i++) {
      open(16);
      connect();
      transport.close();
      events.clear();
    }
    broker.goAway();
    open(16);
    until(
        () -> {
          leapNanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
          return count(TransportEvent.Lost.class) >= 10;
        });
    transport.close();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (mqttThreads() > before && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals(before, mqttThreads());
  }

  private static long mqttThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("MQTT") || t.getName().startsWith("mqtt"))
        .count();
  }
}
