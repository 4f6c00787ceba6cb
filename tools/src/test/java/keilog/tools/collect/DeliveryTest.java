package keilog.tools.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import keilog.protocol.block.SessionId;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.broker.Verdict;
import keilog.protocol.topic.Receipt;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.Transport;
import org.junit.jupiter.api.Test;

/** From the car to the pits, on good days and with a broker that loses, repeats and leaves. */
class DeliveryTest extends DeliveryStage {
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
}
