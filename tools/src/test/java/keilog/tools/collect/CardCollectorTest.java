package keilog.tools.collect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import keilog.device.publish.RecordedSessions;
import keilog.protocol.block.SessionId;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.StorageFault;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.topic.KeptReceipt;
import org.junit.jupiter.api.Test;

class CardCollectorTest {
  private final FaultyStorage card = new FaultyStorage(1);
  private final FaultyStorage pits = new FaultyStorage(2);
  private final RecordedSessions car = new RecordedSessions(card, MonotonicClock.SYSTEM, 3);

  private CardCollector.Taken take(SessionId session) throws IOException {
    return new CardCollector(card, pits, "stick").take(car.fileName(session));
  }

  @Test
  void copiesVerifiesAndLeavesTheReceiptOnBothSides() throws IOException {
    SessionId session = car.record(30, 2_000);
    CardCollector.Taken taken = take(session);
    assertEquals(new CardCollector.Taken(car.fileName(session), 32, 32, 0, true, true, ""), taken);
    assertArrayEquals(car.bytes(session), pits.bytes(car.fileName(session)));
    KeptReceipt left = KeptReceipts.read(card, car.fileName(session)).orElseThrow();
    assertTrue(left.complete());
    assertEquals("stick", left.collector());
    assertEquals(32, left.next());
    CardCollector.Taken again = take(session);
    assertEquals(0, again.added());
    assertTrue(again.complete());
  }

  @Test
  void finishesWhatTheNetworkBegan() throws IOException {
    SessionId session = car.record(30, 2_000);
    byte[] all = car.bytes(session);
    pits.put(car.fileName(session), Arrays.copyOf(all, all.length / 2));
    CardCollector.Taken taken = take(session);
    assertTrue(taken.identical());
    assertTrue(taken.added() > 5 && taken.added() < 30, taken::toText);
  }

  @Test
  void takesASessionThatWasCutOffWithoutEndingIt() throws IOException {
    SessionId session = car.begin();
    for (int i = 0; i < 10; i++) {
      car.block(session, 2_000);
    }
    byte[] all = car.bytes(session);
    FaultyStorage torn = new FaultyStorage(4);
    torn.put(car.fileName(session), Arrays.copyOf(all, all.length - 3));
    CardCollector.Taken taken = new CardCollector(torn, pits, "stick").take(car.fileName(session));
    assertFalse(taken.complete());
    assertEquals(10, taken.blocks());
    assertTrue(taken.problem().contains("not ended"), taken.problem());
    byte[] got = pits.bytes(car.fileName(session));
    assertArrayEquals(Arrays.copyOf(all, got.length), got);
    // The card comes back to the car, the session is ended there, and is taken again.
    car.end(session);
    assertTrue(take(session).identical());
  }

  @Test
  void saysWhatIsDamagedAndTakesTheRest() throws IOException {
    SessionId session = car.record(30, 2_000);
    car.damage(session, 11);
    CardCollector.Taken taken = take(session);
    assertEquals(1, taken.lost());
    assertTrue(taken.complete());
    assertFalse(taken.identical());
    assertTrue(taken.problem().contains("11"), taken.problem());
  }

  @Test
  void aLockedCardIsNoError() throws IOException {
    SessionId session = car.record(5, 2_000);
    card.failFromNow(StorageFault.READ_ONLY);
    CardCollector.Taken taken = take(session);
    assertTrue(taken.complete());
    assertTrue(taken.problem().contains("no receipt"), taken.problem());
    assertTrue(taken.toText().startsWith("complete az-1-"), taken.toText());
    assertTrue(taken.toJson().contains("\"complete\":true"), taken.toJson());
  }

  @Test
  void ignoresWhatIsNoSession() throws IOException {
    card.put("notes.txt", new byte[10]);
    card.put("az-1-000001-01-00000001.keilog.receipt", new byte[10]);
    assertEquals(List.of(), new CardCollector(card, pits, "stick").files());
  }

  @Test
  void aFileThatIsAllGarbageIsReported() throws IOException {
    card.put("az-1-000001-01-00000001.keilog", new byte[1000]);
    CardCollector.Taken taken =
        new CardCollector(card, pits, "stick").take("az-1-000001-01-00000001.keilog");
    assertFalse(taken.complete());
    assertEquals("no intact block", taken.problem());
  }
}
