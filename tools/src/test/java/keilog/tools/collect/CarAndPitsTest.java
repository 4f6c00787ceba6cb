package keilog.tools.collect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import keilog.device.publish.PublisherRig;
import keilog.device.record.RecorderFacts;
import keilog.device.record.RecorderRig;
import keilog.protocol.session.SessionFile;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.StorageFault;
import keilog.protocol.testing.broker.MemoryBroker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real recorder, publisher and collector together, on the test's clock, cards and broker. */
class CarAndPitsTest {
  private static final int TURN_MILLIS = 20;

  private final MemoryBroker broker = new MemoryBroker();
  private final FaultyStorage card = new FaultyStorage(1);
  private final FaultyStorage receipts = new FaultyStorage(2);
  private final FaultyStorage pits = new FaultyStorage(3);
  private RecorderRig recorder;
  private PublisherRig publisher;
  private CollectorRig collector;
  private long seed = 20261122;

  private void startCar() {
    recorder = new RecorderRig(card, broker, seed++);
    publisher = PublisherRig.open(broker, recorder.view(), receipts);
  }

  private void startPits() {
    collector = new CollectorRig(broker, "pit", pits);
  }

  private void drive(long millis) throws InterruptedException {
    for (long i = 0; i < millis / TURN_MILLIS; i++) {
      broker.pass(TURN_MILLIS);
      recorder.step();
      publisher.step();
      collector.step();
    }
  }

  private void until(String what, BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 300_000 / TURN_MILLIS; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      broker.pass(TURN_MILLIS);
      publisher.step();
      collector.step();
    }
    fail("not within 5 min: " + what);
  }

  private List<String> sessions(FaultyStorage storage) {
    try {
      return storage.list().stream().filter(f -> SessionFile.parse(f).isPresent()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private boolean allThere() {
    return sessions(card).equals(sessions(pits)) && collector.isComplete();
  }

  private void assertIdenticalInTheEnd() throws InterruptedException {
    recorder.shutDown();
    until("everything is in the pits, seed=" + seed, this::allThere);
    for (String file : sessions(card)) {
      assertArrayEquals(card.bytes(file), pits.bytes(file), file);
    }
  }

  @Test
  void aCardThatTurnsReadOnlyInADriveCostsNoBlock() throws Exception {
    startPits();
    startCar();
    drive(20_000);
    card.failFromNow(StorageFault.READ_ONLY);
    drive(60_000);
    assertEquals(RecorderFacts.Store.MEMORY_ONLY, recorder.view().facts().store());
    String inMemory = recorder.view().shelf().sessions().getLast().file();
    assertTrue(pits.size(inMemory) > 0 && card.size(inMemory) < 0, "sent from memory while away");
    card.repair();
    drive(30_000);
    assertEquals(RecorderFacts.Store.CARD, recorder.view().facts().store());
    assertIdenticalInTheEnd();
  }

  @Test
  void whatIsOnlyInMemoryReachesThePitsEvenIfTheCardNeverComesBack() throws Exception {
    startPits();
    card.failFromNow(StorageFault.READ_ONLY);
    startCar();
    drive(30_000);
    recorder.shutDown();
    until("complete", () -> collector.isComplete());
    assertEquals(List.of(), sessions(card));
    assertEquals(1, sessions(pits).size());
  }

  @Test
  void carPitsAndBrokerKilledInTurnInOneDriveLoseNothingThatWasForced() throws Exception {
    killInTurn(150);
    assertTrue(sessions(card).size() > 30, () -> sessions(card).toString());
  }

  @Test
  @Tag("fault")
  void carPitsAndBrokerKilledThreeThousandTimes() throws Exception {
    seed = System.nanoTime();
    System.out.println("seed=" + seed);
    killInTurn(3_000);
    System.out.println("3,000 kills, " + sessions(card).size() + " sessions, all identical");
  }

  private void killInTurn(int rounds) throws Exception {
    Random random = new Random(seed);
    startPits();
    startCar();
    for (int round = 0; round < rounds; round++) {
      drive(random.nextInt(6_000));
      switch (random.nextInt(5)) {
        case 0 -> {
          publisher.kill();
          card.restart();
          receipts.restart();
          startCar();
        }
        case 1 -> {
          publisher.kill();
          card.powerCut(FaultyStorage.Tail.values()[random.nextInt(4)]);
          receipts.powerCut(FaultyStorage.Tail.CUT);
          startCar();
        }
        case 2 -> {
          collector.kill();
          pits.powerCut(FaultyStorage.Tail.values()[random.nextInt(4)]);
          startPits();
        }
        case 3 -> {
          broker.goAway();
          broker.forgetRetained();
          drive(random.nextInt(4_000));
          broker.comeBack();
        }
        default -> {
          broker.fallSilent();
          drive(random.nextInt(40_000));
          broker.comeBack();
        }
      }
    }
    assertIdenticalInTheEnd();
  }
}
