package keilog.tools.collect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import keilog.broker.EmbeddedBroker;
import keilog.device.publish.Publisher;
import keilog.device.publish.PublisherRig;
import keilog.device.publish.RecordedSessions;
import keilog.protocol.block.SessionId;
import keilog.protocol.session.DiskStorage;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.Needs;
import keilog.protocol.testing.broker.FaultyBroker;
import keilog.protocol.testing.broker.SlowProxy;
import keilog.protocol.testing.broker.Verdict;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.topic.KeptReceipt;
import keilog.protocol.topic.Live;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.BrokerAddress;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.MqttTransport;
import keilog.protocol.transport.TransportEvent;
import keilog.protocol.transport.TransportSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publisher and collector with their own threads, over real sockets, against real brokers. */
class BrokerEndToEndTest {
  @TempDir private Path folder;

  private final List<KeptReceipt> completed = new CopyOnWriteArrayList<>();
  private final FaultyStorage card = new FaultyStorage(1);
  private final RecordedSessions car = new RecordedSessions(card, MonotonicClock.SYSTEM, 4);

  private Publisher publisher(String url) {
    return Publisher.open(
        PublisherRig.settings(BrokerAddress.parse(url)),
        car,
        new FaultyStorage(2),
        card,
        MonotonicClock.SYSTEM);
  }

  private Collector collector(String url, String name) throws IOException {
    Path sessions = Files.createDirectories(folder.resolve(name));
    return Collector.open(
        BrokerAddress.parse(url),
        name,
        new DiskStorage(sessions),
        MonotonicClock.SYSTEM,
        completed::add);
  }

  private static void until(String what, int mostSeconds, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(mostSeconds);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("not within " + mostSeconds + " s: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private void assertIdentical(SessionId session, String collector) throws IOException {
    assertArrayEquals(
        car.bytes(session),
        Files.readAllBytes(folder.resolve(collector).resolve(car.fileName(session))));
  }

  /** The main way and the late ways: an old session, a running one, a collector that comes late. */
  private void deliversEverything(String url) throws Exception {
    SessionId old = car.record(30, 3_000);
    SessionId session = car.begin();
    try (Publisher _ = publisher(url);
        Collector _ = collector(url, "pit")) {
      for (int i = 0; i < 100; i++) {
        car.block(session, 3_000);
      }
      until("the old session", 20, () -> completed.size() == 1);
      try (Collector _ = collector(url, "late")) {
        car.end(session);
        until("both at both", 20, () -> completed.size() == 4);
      }
    }
    for (String name : List.of("pit", "late")) {
      assertIdentical(old, name);
      assertIdentical(session, name);
    }
  }

  @Test
  void deliversEverythingThroughHiveMq() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0, 0)) {
      deliversEverything(broker.mqtt().toString());
    }
  }

  @Test
  void deliversEverythingThroughMosquitto() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true")) {
      deliversEverything(broker.url());
      liveComesWithinItsPeriod(broker.url());
    }
  }

  /** From acquisition to the subscriber within one live period and 10 ms. */
  private void liveComesWithinItsPeriod(String url) throws Exception {
    List<Long> ages = new ArrayList<>();
    try (Publisher _ = publisher(url);
        MqttTransport display = display(url)) {
      long begin = System.nanoTime();
      long warm = begin + TimeUnit.SECONDS.toNanos(1);
      long end = warm + TimeUnit.SECONDS.toNanos(3);
      while (System.nanoTime() < end) {
        car.drive(System.nanoTime(), 4 * 8000, 500);
        display.step(System.nanoTime());
        TransportEvent event = display.poll(TimeUnit.MILLISECONDS.toNanos(2));
        if (event instanceof TransportEvent.Arrived a && System.nanoTime() > warm) {
          ages.add(System.nanoTime() - Live.fromJson(a.payload()).timeNanos());
        }
      }
    }
    ages.sort(null);
    long median = ages.get(ages.size() / 2);
    System.out.printf(
        "live through Mosquitto: %d messages in 3 s, p50 %.1f ms, p99 %.1f ms%n",
        ages.size(), median / 1e6, ages.get(ages.size() * 99 / 100) / 1e6);
    // Of a machine that builds something else at the same time only the median can be asked.
    assertTrue(median < TimeUnit.MILLISECONDS.toNanos(110), "median=" + median);
  }

  /** Users, passwords, TLS and the access rules that the project ships. */
  @Test
  void deliversThroughAMosquittoThatChecksWhoAsks() throws Exception {
    Path certificates = folder.resolve("tls");
    Certificates.make(certificates);
    Path acl = Needs.root().resolve("deploy/mosquitto/keilog.acl").toAbsolutePath();
    Path passwords = Mosquitto.passwords(folder, "az-1", "pit-laptop", "thief");
    String rules =
        "allow_anonymous false\npassword_file %s\nacl_file %s\ncertfile %s\nkeyfile %s\n"
            .formatted(
                passwords,
                acl,
                certificates.resolve("server.pem"),
                certificates.resolve("server.key"));
    try (Mosquitto broker = Mosquitto.start(folder, rules)) {
      Optional<Path> ca = Optional.of(certificates.resolve("ca.pem"));
      BrokerAddress plain = BrokerAddress.parse("mqtts://localhost:" + broker.port());
      SessionId session = car.record(20, 3_000);
      Path pit = Files.createDirectories(folder.resolve("pit"));
      try (Publisher _ =
              Publisher.open(
                  PublisherRig.settings(plain.with(ca, user("az-1"), secret("az-1"))),
                  car,
                  new FaultyStorage(2),
                  card,
                  MonotonicClock.SYSTEM);
          Collector _ =
              Collector.open(
                  plain.with(ca, user("pit-laptop"), secret("pit-laptop")),
                  "pit-laptop",
                  new DiskStorage(pit),
                  MonotonicClock.SYSTEM,
                  completed::add)) {
        until("complete", 20, () -> completed.size() == 1);
      }
      assertIdentical(session, "pit");
      assertEquals("refused", firstWord(plain.with(ca, user("az-1"), Optional.of("wrong")), "x"));
      assertEquals(
          "refused",
          firstWord(
              BrokerAddress.parse("mqtts://127.0.0.1:" + broker.port())
                  .with(ca, user("az-1"), secret("az-1")),
              "a certificate of another name"));
      assertEquals(
          "refused", firstWord(plain.with(Optional.empty(), user("az-1"), secret("az-1")), "x"));
      assertEquals("taken", firstWord(plain.with(ca, user("az-1"), secret("az-1")), "status"));
      assertEquals("denied", firstWord(plain.with(ca, user("thief"), secret("thief")), "status"));
    }
  }

  private static Optional<String> user(String name) {
    return Optional.of(name);
  }

  private static Optional<String> secret(String name) {
    return Optional.of("secret of " + name);
  }

  /** What a client hears that connects and publishes one message to the car's tree. */
  private static String firstWord(BrokerAddress broker, String leaf) throws Exception {
    try (MqttTransport transport =
        MqttTransport.open(
            new TransportSettings(broker, "word", Optional.empty(), List.of(), 16, 15, 1 << 20),
            MonotonicClock.SYSTEM)) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
      while (System.nanoTime() < deadline) {
        transport.step(System.nanoTime());
        switch (transport.poll(TimeUnit.MILLISECONDS.toNanos(50))) {
          case TransportEvent.Connected _ ->
              transport.publish(Message.once("keilog/az-1/" + leaf, new byte[] {1}));
          case TransportEvent.Lost _ -> {
            return "refused";
          }
          case TransportEvent.Refused _ -> {
            return "denied";
          }
          case TransportEvent.Acknowledged _ -> {
            return "taken";
          }
          case TransportEvent.Arrived _ -> {}
          case null -> {}
        }
      }
      return "nothing";
    }
  }

  @Test
  void deliversEverythingThroughABrokerThatAllowsOneMessageAtATime() throws Exception {
    try (FaultyBroker broker = FaultyBroker.start()) {
      broker.setReceiveMaximum(1);
      broker.setTopicAliasMaximum(5);
      deliversEverything(broker.url());
      assertEquals(List.of(), broker.complaints());
    }
  }

  @Test
  void deliversEverythingThroughABrokerThatLosesBreaksRepeatsAndShuffles() throws Exception {
    try (FaultyBroker broker = FaultyBroker.start()) {
      broker.setTopicAliasMaximum(10);
      AtomicInteger number = new AtomicInteger();
      broker.setRule(
          (client, topic, payload) ->
              !topic.endsWith("/blocks")
                  ? Verdict.TAKE
                  : switch (number.incrementAndGet() % 17) {
                    case 3 -> new Verdict.Twice();
                    case 5 -> new Verdict.AfterNext();
                    case 7 -> new Verdict.AcknowledgeAfterNext();
                    case 9 -> new Verdict.AcknowledgeLate(50);
                    case 11 -> number.get() < 30 ? new Verdict.BreakInAcknowledge() : Verdict.TAKE;
                    case 13 -> new Verdict.Lose();
                    default -> Verdict.TAKE;
                  });
      SessionId session = car.begin();
      try (Publisher _ = publisher(broker.url());
          Collector _ = collector(broker.url(), "pit")) {
        until("both there", 10, () -> broker.connects() >= 2);
        for (int i = 0; i < 120; i++) {
          car.block(session, 3_000);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        car.end(session);
        until("complete", 30, () -> completed.size() == 1);
      }
      assertIdentical(session, "pit");
      assertEquals(List.of(), broker.complaints());
    }
  }

  @Test
  void theLastBlocksAreStillDeliveredWhenTheLoggerEnds() throws Exception {
    try (FaultyBroker broker = FaultyBroker.start()) {
      SessionId session = car.begin();
      try (Collector _ = collector(broker.url(), "pit")) {
        try (Publisher _ = publisher(broker.url())) {
          until("the first block", 10, () -> hasBytes(session));
          for (int i = 0; i < 20; i++) {
            car.block(session, 3_000);
          }
          car.end(session);
        }
        until("complete", 5, () -> completed.size() == 1);
      }
      assertIdentical(session, "pit");
    }
  }

  private boolean hasBytes(SessionId session) {
    try {
      return Files.size(folder.resolve("pit").resolve(car.fileName(session))) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** 128 kbit/s and 500 ms, each way; ten minutes behind. */
  @Test
  void liveStaysWithinTwoSecondsOverASlowLinkWithTenMinutesOfBacklog() throws Exception {
    try (FaultyBroker broker = FaultyBroker.start();
        SlowProxy slow = SlowProxy.start(broker.port(), 128_000, 500);
        MqttTransport display = display(broker.url())) {
      SessionId session = car.begin();
      for (int i = 0; i < 600; i++) {
        car.block(session, 3_000);
      }
      int behind = car.blocks(session);
      try (Publisher _ = publisher(slow.url());
          Collector _ = collector(broker.url(), "pit")) {
        until("blocks flow", 20, () -> hasBytes(session));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(6);
        long worstNanos = 0;
        int messages = 0;
        while (System.nanoTime() < end) {
          car.drive(System.nanoTime(), 4 * 8000, 500);
          display.step(System.nanoTime());
          TransportEvent event = display.poll(TimeUnit.MILLISECONDS.toNanos(20));
          if (event instanceof TransportEvent.Arrived a) {
            long age = System.nanoTime() - Live.fromJson(a.payload()).timeNanos();
            worstNanos = Math.max(worstNanos, age);
            messages++;
          }
        }
        long bytes = Files.size(folder.resolve("pit").resolve(car.fileName(session)));
        System.out.printf(
            "slow link: %d live messages in 6 s, oldest %d ms; %d kB of %d blocks came meanwhile%n",
            messages, worstNanos / 1_000_000, bytes / 1000, behind);
        assertTrue(messages > 12, "messages=" + messages);
        assertTrue(worstNanos < TimeUnit.SECONDS.toNanos(2), "worstNanos=" + worstNanos);
        broker.goAway();
      }
    }
  }

  private static MqttTransport display(String url) {
    return MqttTransport.open(
        new TransportSettings(
            BrokerAddress.parse(url),
            "display",
            Optional.empty(),
            List.of(Topics.of(RecordedSessions.CAR).live()),
            16,
            15,
            1 << 20),
        MonotonicClock.SYSTEM);
  }
}
