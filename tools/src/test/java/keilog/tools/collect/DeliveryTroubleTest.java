package keilog.tools.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import keilog.device.publish.PublisherRig;
import keilog.protocol.block.SessionId;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.StorageFault;
import keilog.protocol.testing.broker.Verdict;
import keilog.protocol.topic.Receipt;
import keilog.protocol.topic.SessionHead;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.Message;
import org.junit.jupiter.api.Test;

/** Kills, full and broken disks, refusals, damage and garbage. */
class DeliveryTroubleTest extends DeliveryStage {
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
}
