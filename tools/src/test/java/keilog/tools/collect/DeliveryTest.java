package keilog.tools.collect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import keilog.device.publish.PublisherRig;
import keilog.device.publish.RecordedSessions;
import keilog.protocol.block.SessionId;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.StorageFault;
import keilog.protocol.testing.broker.MemoryBroker;
import keilog.protocol.testing.broker.Verdict;
import keilog.protocol.topic.Live;
import keilog.protocol.topic.Receipt;
import keilog.protocol.topic.SessionHead;
import keilog.protocol.topic.Status;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.Transport;
import keilog.protocol.transport.TransportEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The car's publisher and the pits' collector, on a clock and a broker that the test owns. */
class DeliveryTest {
  private static final Topics TOPICS = Topics.of(RecordedSessions.CAR);
  private static final int TURN_MILLIS = 20;

  private final MemoryBroker broker = new MemoryBroker();
  private final FaultyStorage card = new FaultyStorage(1);
  private final FaultyStorage receipts = new FaultyStorage(2);
  private final FaultyStorage pits = new FaultyStorage(3);
  private final List<CollectorRig> collectors = new ArrayList<>();
  private RecordedSessions car;
  private PublisherRig publisher;

  @BeforeEach
  void startTheCar() {
    car = new RecordedSessions(card, broker, 4);
    publisher = PublisherRig.open(broker, car, receipts);
  }

  private CollectorRig collector(String name, FaultyStorage storage) {
    CollectorRig rig = new CollectorRig(broker, name, storage);
    collectors.add(rig);
    return rig;
  }

  private void turn() throws InterruptedException {
    broker.pass(TURN_MILLIS);
    publisher.step();
    for (CollectorRig collector : collectors) {
      collector.step();
    }
  }

  private void pass(long seconds) throws InterruptedException {
    for (long i = 0; i < seconds * 1000 / TURN_MILLIS; i++) {
      turn();
    }
  }

  private long until(String what, long mostSeconds, BooleanSupplier condition)
      throws InterruptedException {
    for (long i = 0; i < mostSeconds * 1000 / TURN_MILLIS; i++) {
      if (condition.getAsBoolean()) {
        return i * TURN_MILLIS / 1000;
      }
      turn();
    }
    return fail("not within " + mostSeconds + " s: " + what);
  }

  /** One block a second, as in a drive. */
  private void drive(SessionId session, int seconds) throws Exception {
    for (int i = 0; i < seconds; i++) {
      car.block(session, 1500);
      pass(1);
    }
  }

  private void assertIdentical(SessionId session, FaultyStorage storage) throws IOException {
    assertArrayEquals(car.bytes(session), storage.bytes(car.fileName(session)));
  }

  private boolean holds(FaultyStorage storage, SessionId session) {
    try {
      return storage.size(car.fileName(session)) == car.bytes(session).length;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void theFileInThePitsIsTheCarsByteForByte() throws Exception {
    CollectorRig pit = collector("pit", pits);
    SessionId session = car.begin();
    drive(session, 20);
    assertTrue(broker.retained(TOPICS.head(session)).isPresent());
    car.end(session);
    until("complete", 10, pit::isComplete);
    assertIdentical(session, pits);
    assertEquals(1, pit.completed().size());
    assertEquals(0, pit.refused());
    assertTrue(pits.list().contains(car.fileName(session) + ".receipt"));
  }

  @Test
  void nothingIsPublishedThatWasNotForcedNorWhileNobodyIsThere() throws Exception {
    SessionId session = car.begin();
    drive(session, 5);
    long alone = broker.publishedBytes();
    drive(session, 5);
    assertTrue(broker.publishedBytes() - alone < 8_000, "only status and head");
    CollectorRig pit = collector("pit", pits);
    car.end(session);
    until("complete", 10, pit::isComplete);
    assertIdentical(session, pits);
  }

  @Test
  void tenMinutesWithoutABrokerCostNothingButTheDelay() throws Exception {
    CollectorRig pit = collector("pit", pits);
    SessionId session = car.begin();
    drive(session, 10);
    broker.goAway();
    broker.forgetRetained();
    drive(session, 600);
    broker.comeBack();
    long seconds = until("caught up", 60, () -> holds(pits, session));
    car.end(session);
    until("complete", 10, pit::isComplete);
    assertIdentical(session, pits);
    System.out.println("ten minutes of backlog were caught up in " + seconds + " s");
  }

  @Test
  void aHalfOpenLinkIsNoticedAndLosesNothing() throws Exception {
    CollectorRig pit = collector("pit", pits);
    SessionId session = car.begin();
    drive(session, 5);
    broker.fallSilent();
    drive(session, 60);
    broker.comeBack();
    drive(session, 5);
    car.end(session);
    until("complete", 60, pit::isComplete);
    assertIdentical(session, pits);
  }

  @Test
  void aRefusalIsNotADeliveryAndTheStatusSaysIt() throws Exception {
    CollectorRig pit = collector("pit", pits);
    broker.setRule(
        (client, topic, payload) ->
            topic.endsWith("/blocks") ? new Verdict.Refuse(0x87) : Verdict.TAKE);
    SessionId session = car.begin();
    long before = broker.publishedBytes();
    drive(session, 120);
    assertFalse(holds(pits, session));
    assertTrue(broker.publishedBytes() - before < 400_000, "it backs off");
    String problem = status().running().orElseThrow().link().problem().orElse("");
    assertTrue(problem.contains("access rules"), problem);
    broker.setRule((client, topic, payload) -> Verdict.TAKE);
    car.end(session);
    until("complete", 120, pit::isComplete);
    assertIdentical(session, pits);
    pass(3);
    assertEquals(Optional.empty(), status().running().orElseThrow().link().problem());
  }

  private Status status() throws Exception {
    return Status.fromJson(broker.retained(TOPICS.status()).orElseThrow());
  }

  @Test
  void aReceiptThatTheBrokerRefusesIsSaidAgain() throws Exception {
    CollectorRig pit = collector("pit", pits);
    broker.setRule(
        (client, topic, payload) ->
            topic.contains("/receipt/") ? new Verdict.Refuse(0x87) : Verdict.TAKE);
    SessionId session = car.begin();
    drive(session, 40);
    assertEquals(Optional.empty(), broker.retained(TOPICS.receipt(session, "pit")));
    broker.setRule((client, topic, payload) -> Verdict.TAKE);
    pass(40);
    car.end(session);
    until("complete", 60, pit::isComplete);
    pass(3);
    assertEquals(
        car.blocks(session),
        Receipt.fromJson(broker.retained(TOPICS.receipt(session, "pit")).orElseThrow()).next());
    assertTrue(car.deleteIfPermitted(session));
  }

  @Test
  void aHeadThatTheBrokerRefusesIsSaidAgain() throws Exception {
    collector("pit", pits);
    broker.setRule(
        (client, topic, payload) ->
            topic.endsWith("/head") ? new Verdict.Refuse(0x97) : Verdict.TAKE);
    SessionId session = car.begin();
    drive(session, 10);
    assertTrue(status().running().orElseThrow().link().problem().isPresent());
    broker.setRule((client, topic, payload) -> Verdict.TAKE);
    pass(40);
    assertTrue(broker.retained(TOPICS.head(session)).isPresent());
  }

  @Test
  void theLastWordOnASessionIsSaidAgainWhenTheBrokerLostIt() throws Exception {
    CollectorRig pit = collector("pit", pits);
    SessionId session = car.begin();
    drive(session, 10);
    AtomicInteger lost = new AtomicInteger();
    broker.setRule(
        (client, topic, payload) ->
            topic.endsWith("/head") && lost.getAndIncrement() == 0
                ? new Verdict.Lose()
                : Verdict.TAKE);
    car.end(session);
    until("complete", 90, pit::isComplete);
    assertIdentical(session, pits);
  }

  @Test
  void aCarThatNeverSaysItsDigestIsBelievedByLengthAfterAMinute() throws Exception {
    CollectorRig pit = collector("pit", pits);
    car.withholdDigests();
    SessionId session = car.begin();
    drive(session, 10);
    car.end(session);
    pass(30);
    assertFalse(pit.isComplete());
    until("complete", 60, pit::isComplete);
    assertIdentical(session, pits);
  }

  @Test
  void duplicatesAndDisorderChangeNothing() throws Exception {
    long seed = 20261121;
    for (int round = 0; round < 20; round++) {
      Random random = new Random(seed + round);
      broker.setRule(
          (client, topic, payload) ->
              !topic.endsWith("/blocks")
                  ? Verdict.TAKE
                  : switch (random.nextInt(8)) {
                    case 0 -> new Verdict.Twice();
                    case 1, 2 -> new Verdict.AfterNext();
                    case 3 -> new Verdict.AcknowledgeAfterNext();
                    case 4 -> new Verdict.AcknowledgeLate(random.nextInt(2_000));
                    default -> Verdict.TAKE;
                  });
      if (collectors.isEmpty()) {
        collector("pit", pits);
      }
      SessionId session = car.begin();
      drive(session, 10);
      car.end(session);
      until("complete, seed=" + (seed + round), 120, () -> collectors.getFirst().isComplete());
      assertIdentical(session, pits);
    }
  }

  @Test
  void anAcknowledgedMessageThatTheBrokerLostComesAgain() throws Exception {
    AtomicInteger lost = new AtomicInteger();
    AtomicInteger number = new AtomicInteger();
    broker.setRule(
        (client, topic, payload) -> {
          if (topic.endsWith("/blocks") && number.incrementAndGet() % 5 == 0) {
            lost.incrementAndGet();
            return new Verdict.Lose();
          }
          return Verdict.TAKE;
        });
    CollectorRig pit = collector("pit", pits);
    SessionId session = car.begin();
    drive(session, 60);
    car.end(session);
    until("complete", 120, pit::isComplete);
    assertIdentical(session, pits);
    assertTrue(lost.get() > 5);
  }

  @Test
  void theLastMessageLostAfterItsAcknowledgeComesAgain() throws Exception {
    CollectorRig pit = collector("pit", pits);
    SessionId session = car.begin();
    drive(session, 10);
    AtomicInteger lost = new AtomicInteger();
    broker.setRule(
        (client, topic, payload) ->
            topic.endsWith("/blocks") && lost.getAndIncrement() == 0
                ? new Verdict.Lose()
                : Verdict.TAKE);
    car.end(session);
    until("complete", 60, pit::isComplete);
    assertIdentical(session, pits);
  }

  @Test
  void withoutProgressThePublisherGoesBackByItself() throws Exception {
    // A collector that never says anything twice: only the 30 s rule can help.
    SessionId session = car.begin();
    Transport silent =
        broker.transport("collector-quiet", Optional.empty(), List.of(Topics.EVERY_BLOCKS));
    silent.step(broker.nanos());
    silent.publish(
        Message.retained(
            Topics.collector("quiet"), "{\"online\":true,\"collector\":\"quiet\"}".getBytes()));
    silent.publish(
        Message.retained(
            TOPICS.receipt(session, "quiet"),
            new Receipt(session, 0, OptionalLong.empty()).toJson()));
    pass(10);
    int first = arrivals(silent);
    pass(15);
    assertEquals(0, arrivals(silent), "not before 30 s");
    pass(10);
    assertEquals(first, arrivals(silent), "after 30 s");
    pass(600);
    assertTrue(arrivals(silent) <= 6 * first, "ever more seldom");
  }

  private int arrivals(Transport transport) throws InterruptedException {
    int arrived = 0;
    for (TransportEvent e = transport.poll(0); e != null; e = transport.poll(0)) {
      arrived += e instanceof TransportEvent.Arrived ? 1 : 0;
    }
    return arrived;
  }

  @Test
  void aCollectorThatJoinsAfterTheSessionEndedGetsAllOfIt() throws Exception {
    SessionId first = car.record(50, 1500);
    SessionId second = car.record(30, 1500);
    pass(60);
    List<String> order = new ArrayList<>();
    broker.setRule(
        (client, topic, payload) -> {
          if (topic.endsWith("/blocks")) {
            order.add(topic);
          }
          return Verdict.TAKE;
        });
    CollectorRig pit = collector("pit", pits);
    until("complete", 60, () -> pit.completed().size() == 2);
    assertIdentical(first, pits);
    assertIdentical(second, pits);
    assertEquals(TOPICS.blocks(second), order.getFirst(), "the newest first");
  }

  @Test
  void threeCollectorsThatComeAndGoAllHoldTheSameInTheEnd() throws Exception {
    FaultyStorage other = new FaultyStorage(5);
    FaultyStorage third = new FaultyStorage(6);
    collector("pit", pits);
    SessionId session = car.begin();
    drive(session, 20);
    CollectorRig late = collector("late", other);
    drive(session, 10);
    late.kill();
    collectors.remove(late);
    drive(session, 10);
    collector("late", other);
    collector("third", third);
    drive(session, 10);
    car.end(session);
    until("complete", 60, () -> collectors.stream().allMatch(CollectorRig::isComplete));
    assertIdentical(session, pits);
    assertIdentical(session, other);
    assertIdentical(session, third);
  }

  @Test
  void oneCollectorWithAFullDiskDoesNotStarveTheOther() throws Exception {
    FaultyStorage full = new FaultyStorage(5);
    full.capacity(20_000);
    CollectorRig pit = collector("pit", pits);
    CollectorRig stuck = collector("stuck", full);
    SessionId session = car.begin();
    drive(session, 120);
    assertTrue(pits.size(car.fileName(session)) > car.bytes(session).length - 8_000);
    car.end(session);
    until("complete", 60, pit::isComplete);
    assertIdentical(session, pits);
    full.capacity(Long.MAX_VALUE);
    until("the other too", 900, stuck::isComplete);
    assertIdentical(session, full);
  }

  @Test
  void aWipedCollectorGetsEverythingAnew() throws Exception {
    CollectorRig pit = collector("pit", pits);
    SessionId session = car.begin();
    drive(session, 30);
    pit.kill();
    collectors.clear();
    FaultyStorage empty = new FaultyStorage(7);
    CollectorRig again = collector("pit", empty);
    drive(session, 10);
    car.end(session);
    until("complete", 60, again::isComplete);
    assertIdentical(session, empty);
  }

  @Test
  void aCollectorKilledAnywhereGoesOnWhereItsDiskIs() throws Exception {
    long seed = 99;
    Random random = new Random(seed);
    SessionId session = car.begin();
    for (int round = 0; round < 60; round++) {
      collectors.clear();
      CollectorRig pit = collector("pit", pits);
      pits.failAt(pits.operations() + 1 + random.nextInt(40), StorageFault.DEATH);
      drive(session, 1 + random.nextInt(4));
      pit.kill();
      if (random.nextBoolean()) {
        pits.restart();
      } else {
        pits.powerCut(FaultyStorage.Tail.values()[random.nextInt(4)]);
      }
    }
    collectors.clear();
    CollectorRig pit = collector("pit", pits);
    car.end(session);
    until("complete, seed=" + seed, 120, pit::isComplete);
    assertIdentical(session, pits);
  }

  @Test
  void whatADiskRefusesOrForgetsComesAgain() throws Exception {
    long seed = 7;
    Random random = new Random(seed);
    StorageFault[] faults = {
      StorageFault.BROKEN, StorageFault.FULL, StorageFault.READ_ONLY, StorageFault.LIE
    };
    CollectorRig pit = collector("pit", pits);
    SessionId session = car.begin();
    for (int round = 0; round < 40; round++) {
      pits.failAt(
          pits.operations() + 1 + random.nextInt(20), faults[random.nextInt(faults.length)]);
      drive(session, 1 + random.nextInt(15));
    }
    pits.repair();
    car.end(session);
    until("complete, seed=" + seed, 300, pit::isComplete);
    assertIdentical(session, pits);
  }

  @Test
  void aPublisherKilledAnywhereGoesOnFromTheReceipts() throws Exception {
    CollectorRig pit = collector("pit", pits);
    SessionId session = car.begin();
    for (int round = 0; round < 20; round++) {
      drive(session, 3);
      publisher.kill();
      publisher = PublisherRig.open(broker, car, receipts);
    }
    car.end(session);
    until("complete", 60, pit::isComplete);
    assertIdentical(session, pits);
  }

  @Test
  void theBrokerMayRestartAtAnyTimeAndForgetEverything() throws Exception {
    long seed = 11;
    Random random = new Random(seed);
    CollectorRig pit = collector("pit", pits);
    SessionId session = car.begin();
    for (int round = 0; round < 30; round++) {
      drive(session, random.nextInt(5));
      broker.goAway();
      if (random.nextBoolean()) {
        broker.forgetRetained();
      }
      pass(random.nextInt(5));
      broker.comeBack();
    }
    car.end(session);
    until("complete, seed=" + seed, 120, pit::isComplete);
    assertIdentical(session, pits);
  }

  @Test
  void blocksLostOnTheCardAreSkippedByBoth() throws Exception {
    SessionId session = car.record(40, 1500);
    car.damage(session, 7);
    car.damage(session, 8);
    car.damage(session, 20);
    CollectorRig pit = collector("pit", pits);
    until("complete", 60, pit::isComplete);
    SessionHead head = SessionHead.fromJson(broker.retained(TOPICS.head(session)).orElseThrow());
    assertEquals("[BlockRange[first=7, last=8], BlockRange[first=20, last=20]]", head.lost() + "");
    assertEquals(Optional.empty(), head.sha256());
    assertEquals(head.blocks(), pit.completed().getFirst().next());
    assertTrue(pits.size(car.fileName(session)) < car.bytes(session).length);
  }

  @Test
  void onlyAKeepersReceiptPermitsDeletionEvenAfterARestart() throws Exception {
    SessionId session = car.record(20, 1500);
    FaultyStorage foreign = new FaultyStorage(8);
    CollectorRig stranger = collector("stranger", foreign);
    until("the stranger has it", 30, stranger::isComplete);
    pass(15);
    assertFalse(car.deleteIfPermitted(session));
    CollectorRig keeper = collector("pit", pits);
    until("the keeper has it", 30, keeper::isComplete);
    pass(15);
    publisher.kill();
    broker.forgetRetained();
    publisher = PublisherRig.open(broker, car, receipts);
    assertTrue(car.deleteIfPermitted(session));
    pass(5);
    assertEquals(Optional.empty(), broker.retained(TOPICS.head(session)));
    assertEquals(Optional.empty(), broker.retained(TOPICS.receipt(session, "pit")));
    assertTrue(pits.list().contains(car.fileName(session)), "the pits keep it");
  }

  @Test
  void aHeadThatAStrangerClearsComesBack() throws Exception {
    CollectorRig pit = collector("pit", pits);
    SessionId session = car.record(20, 1500);
    until("complete", 30, pit::isComplete);
    broker.publish(Message.retained(TOPICS.head(session), new byte[0]));
    pass(5);
    assertTrue(broker.retained(TOPICS.head(session)).isPresent());
    assertTrue(broker.retained(TOPICS.receipt(session, "pit")).isPresent());
    assertTrue(pit.isComplete());
  }

  @Test
  void aReceiptThatAKeeperLeftOnTheCardPermitsDeletion() throws Exception {
    SessionId session = car.record(20, 1500);
    new CardCollector(card, pits, "stranger").take(car.fileName(session));
    publisher.kill();
    publisher = PublisherRig.open(broker, car, receipts, card);
    assertFalse(car.deleteIfPermitted(session));
    new CardCollector(card, pits, "pit").take(car.fileName(session));
    publisher.kill();
    publisher = PublisherRig.open(broker, car, receipts, card);
    assertTrue(car.deleteIfPermitted(session));
  }

  @Test
  void aReceiptForBlocksThatDoNotExistPermitsNothing() throws Exception {
    SessionId session = car.record(20, 1500);
    pass(5);
    broker.publish(
        Message.retained(
            TOPICS.receipt(session, "pit"),
            new Receipt(session, 1_000_000, OptionalLong.empty()).toJson()));
    pass(5);
    assertFalse(car.deleteIfPermitted(session));
  }

  @Test
  void garbageFromTheNetworkHarmsNobody() throws Exception {
    long seed = 5;
    Random random = new Random(seed);
    CollectorRig pit = collector("pit", pits);
    SessionId session = car.begin();
    drive(session, 3);
    byte[] good = car.bytes(session);
    String[] topics = {
      TOPICS.blocks(session),
      TOPICS.head(session),
      TOPICS.receipt(session, "pit"),
      TOPICS.receipt(session, "evil"),
      Topics.collector("evil"),
      "keilog/../session/000001-01-00000000/blocks",
      "keilog/other/session/000001-01-00000000/blocks",
      TOPICS.status()
    };
    for (int i = 0; i < 2_000; i++) {
      byte[] payload = new byte[random.nextInt(300)];
      if (random.nextBoolean()) {
        int from = random.nextInt(good.length);
        payload = Arrays.copyOfRange(good, from, Math.min(good.length, from + 300));
      } else {
        random.nextBytes(payload);
      }
      String topic = topics[random.nextInt(topics.length)];
      boolean clearsTheHead = topic.endsWith("/head") && payload.length == 0;
      if (!clearsTheHead) {
        broker.publish(Message.once(topic, payload));
      }
      turn();
    }
    drive(session, 3);
    car.end(session);
    until("complete, seed=" + seed, 120, pit::isComplete);
    assertIdentical(session, pits);
    assertTrue(pit.refused() > 100);
    assertTrue(pits.list().stream().allMatch(f -> f.startsWith("az-1-")), pits.list() + "");
  }

  @Test
  void liveValuesComeOnceEachAndSayTheirTime() throws Exception {
    Transport display =
        broker.transport("display", Optional.empty(), List.of(TOPICS.live(), "keilog/+/metric/#"));
    display.step(broker.nanos());
    pass(1);
    arrivals(display);
    car.drive(5_000_000_000L, 4 * 8000, 500, 123);
    publisher.live(broker.nanos());
    publisher.live(broker.nanos());
    turn();
    List<TransportEvent.Arrived> live = new ArrayList<>();
    for (TransportEvent e = display.poll(0); e != null; e = display.poll(0)) {
      if (e instanceof TransportEvent.Arrived a) {
        live.add(a);
      }
    }
    Live message = Live.fromJson(live.getFirst().payload());
    assertEquals(5_000_000_000L, message.timeNanos());
    assertEquals("{engine_speed=8000.0, throttle_position=50.0}", message.values() + "");
    assertEquals(3, live.size(), "one live message and two metrics");
    assertEquals(
        "8000",
        new String(
            broker.retained(TOPICS.metric("engine_speed")).orElseThrow(), StandardCharsets.UTF_8));
  }

  @Test
  void liveValuesAreSkippedNotQueuedWhileAcknowledgesAreOld() throws Exception {
    SessionId session = car.begin();
    collector("pit", pits);
    drive(session, 2);
    broker.setRule((client, topic, payload) -> new Verdict.KeepSilent());
    drive(session, 3);
    long before = publisher.skippedLive();
    car.drive(broker.nanos(), 4 * 8000);
    publisher.live(broker.nanos());
    assertEquals(before + 1, publisher.skippedLive());
  }

  @Test
  void statusSaysWhatIsNotYetInThePits() throws Exception {
    SessionId session = car.record(20, 1500);
    pass(5);
    assertEquals(car.blocks(session), status().running().orElseThrow().backlogBlocks());
    CollectorRig pit = collector("pit", pits);
    until("complete", 30, pit::isComplete);
    pass(3);
    assertEquals(0, status().running().orElseThrow().backlogBlocks());
    publisher.kill();
    assertEquals(Status.offline("az-1"), status());
  }
}
