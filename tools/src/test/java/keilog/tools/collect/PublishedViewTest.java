package keilog.tools.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import keilog.device.publish.PublisherRig;
import keilog.protocol.block.SessionId;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.broker.Verdict;
import keilog.protocol.topic.Live;
import keilog.protocol.topic.Receipt;
import keilog.protocol.topic.Status;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.Transport;
import keilog.protocol.transport.TransportEvent;
import org.junit.jupiter.api.Test;

/** What the broker shows of a car, and who may have it deleted. */
class PublishedViewTest extends DeliveryStage {
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
