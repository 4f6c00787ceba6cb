package keilog.tools.collect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import keilog.device.publish.PublisherRig;
import keilog.device.publish.RecordedSessions;
import keilog.protocol.block.SessionId;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.broker.MemoryBroker;
import keilog.protocol.topic.Status;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.Transport;
import keilog.protocol.transport.TransportEvent;
import org.junit.jupiter.api.BeforeEach;

/** The car's publisher and the pits' collector, on a clock and a broker that the test owns. */
abstract class DeliveryStage {
  static final Topics TOPICS = Topics.of(RecordedSessions.CAR);
  static final int TURN_MILLIS = 20;

  final MemoryBroker broker = new MemoryBroker();
  final FaultyStorage card = new FaultyStorage(1);
  final FaultyStorage receipts = new FaultyStorage(2);
  final FaultyStorage pits = new FaultyStorage(3);
  final List<CollectorRig> collectors = new ArrayList<>();
  RecordedSessions car;
  PublisherRig publisher;

  @BeforeEach
  void startTheCar() {
    car = new RecordedSessions(card, broker, 4);
    publisher = PublisherRig.open(broker, car, receipts);
  }

  CollectorRig collector(String name, FaultyStorage storage) {
    CollectorRig rig = new CollectorRig(broker, name, storage);
    collectors.add(rig);
    return rig;
  }

  void turn() throws InterruptedException {
    broker.pass(TURN_MILLIS);
    publisher.step();
    for (CollectorRig collector : collectors) {
      collector.step();
    }
  }

  void pass(long seconds) throws InterruptedException {
    for (long i = 0; i < seconds * 1000 / TURN_MILLIS; i++) {
      turn();
    }
  }

  long until(String what, long mostSeconds, BooleanSupplier condition) throws InterruptedException {
    for (long i = 0; i < mostSeconds * 1000 / TURN_MILLIS; i++) {
      if (condition.getAsBoolean()) {
        return i * TURN_MILLIS / 1000;
      }
      turn();
    }
    return fail("not within " + mostSeconds + " s: " + what);
  }

  /** One block a second, as in a drive. */
  void drive(SessionId session, int seconds) throws Exception {
    for (int i = 0; i < seconds; i++) {
      car.block(session, 1500);
      pass(1);
    }
  }

  void assertIdentical(SessionId session, FaultyStorage storage) throws IOException {
    assertArrayEquals(car.bytes(session), storage.bytes(car.fileName(session)));
  }

  boolean holds(FaultyStorage storage, SessionId session) {
    try {
      return storage.size(car.fileName(session)) == car.bytes(session).length;
    } catch (IOException e) {
      return false;
    }
  }

  Status status() throws Exception {
    return Status.fromJson(broker.retained(TOPICS.status()).orElseThrow());
  }

  int arrivals(Transport transport) throws InterruptedException {
    int arrived = 0;
    for (TransportEvent e = transport.poll(0); e != null; e = transport.poll(0)) {
      arrived += e instanceof TransportEvent.Arrived ? 1 : 0;
    }
    return arrived;
  }
}
