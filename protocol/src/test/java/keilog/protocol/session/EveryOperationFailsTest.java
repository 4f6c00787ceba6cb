package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.End;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.StorageFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Operation 1 fails, then operation 2, and so on until a whole session passes; after each of them,
 * with and without a power cut: open, recover, append, reopen.
 */
class EveryOperationFailsTest {
  private static final String NAME = Drive.SCHEMA.fileName();

  @ParameterizedTest
  @EnumSource(StorageFault.class)
  void keepsWhatWasForcedWhicheverOperationFails(StorageFault fault) throws IOException {
    for (int operation = 1; ; operation++) {
      boolean hit = false;
      for (FaultyStorage.Tail tail : FaultyStorage.Tail.values()) {
        hit |= survives(fault, operation, Optional.of(tail), false);
      }
      hit |= survives(fault, operation, Optional.empty(), false);
      hit |= survives(fault, operation, Optional.of(FaultyStorage.Tail.ZEROS), true);
      if (!hit) {
        assertTrue(operation > 15, "the run has more operations: operation=" + operation);
        return;
      }
    }
  }

  @Test
  void takesNothingMoreAfterAFailedForceBecauseTheNextOneLies() throws IOException {
    FaultyStorage card = new FaultyStorage();
    Session session = new Session(card);
    session.second(1);
    card.failNext(StorageFault.BROKEN);
    assertEquals(Optional.of("Input/output error: force " + NAME), failure(() -> session.force()));
    assertTrue(session.writer.suspect());
    assertTrue(failure(() -> session.second(2)).orElseThrow().contains("begin a new one"));
    assertTrue(failure(() -> session.force()).isPresent());
    assertTrue(failure(() -> session.writer.end(End.of(End.Reason.STOPPED))).isPresent());
  }

  /** Whether the operation was reached. */
  private static boolean survives(
      StorageFault fault, int operation, Optional<FaultyStorage.Tail> cut, boolean forGood)
      throws IOException {
    String what = "%s at operation %d, %s, forGood=%b".formatted(fault, operation, cut, forGood);
    FaultyStorage card = new FaultyStorage(operation);
    if (forGood) {
      card.failFrom(operation, fault);
    } else {
      card.failAt(operation, fault);
    }
    Set<Drive.Sample> forced = record(card);
    boolean reached = card.operations() >= operation;
    card.restart();
    cut.ifPresent(card::powerCut);

    for (String name : card.list()) {
      Recovery.recover(card, name);
    }
    List<String> names = card.list();
    if (names.contains(NAME)) {
      byte[] recovered = card.bytes(NAME);
      Recovery.recover(card, NAME);
      assertArrayEquals(recovered, card.bytes(NAME), what);
      Heard heard = Heard.of(card, NAME);
      assertEquals(1, heard.ends.size(), what);
      heard.samples.forEach(sample -> assertEquals(truth(sample.timeNanos()), sample.raw(), what));
      if (fault != StorageFault.LIE) {
        assertTrue(heard.report.complete(), what + heard.damages);
      }
    }
    if (fault != StorageFault.LIE) {
      Set<Drive.Sample> kept =
          names.contains(NAME) ? new HashSet<>(Heard.of(card, NAME).samples) : Set.of();
      assertTrue(kept.containsAll(forced), what);
    }
    goesOn(card, what);
    return reached;
  }

  /** What the recorded channel was at a time. */
  private static long truth(long timeNanos) {
    long millis = timeNanos / 1_000_000;
    return millis / 1000 * 100 + millis % 1000 / 50;
  }

  /** Records a short session and returns every value that a force has promised to keep. */
  private static Set<Drive.Sample> record(FaultyStorage card) {
    Set<Drive.Sample> forced = new HashSet<>();
    try {
      Session session = new Session(card);
      for (int second = 1; second <= 6; second++) {
        session.second(second);
        session.force();
        forced.addAll(session.pending);
        session.pending.clear();
      }
      session.writer.end(End.of(End.Reason.STOPPED));
    } catch (IOException expected) {
      return forced;
    }
    return forced;
  }

  /** The next session on the same card is whole. */
  private static void goesOn(FaultyStorage card, String what) throws IOException {
    Schema next = Drive.schema(new SessionId(12, 2, 99), Optional.of("000012-01-8f3a2c10"));
    Drive drive = Drive.write(new java.util.Random(5), 4, card, next);
    card.restart();
    card.powerCut(FaultyStorage.Tail.CUT);
    assertArrayEquals(drive.bytes(), card.bytes(next.fileName()), what);
    assertTrue(Verification.verify(card, next.fileName()).good(), what);
  }

  private static Optional<String> failure(Failing failing) {
    try {
      failing.run();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  private interface Failing {
    void run() throws IOException;
  }

  /** A writer and the values it was given since the last force. */
  private static final class Session {
    private final DataEncoder encoder = new DataEncoder(Drive.SCHEMA, DataEncoder.PLAIN_CODEC);
    private final ByteBuffer payload = ByteBuffer.allocate(1 << 12);
    private final SessionWriter writer;
    private final List<Drive.Sample> pending = new ArrayList<>();

    Session(Storage card) throws IOException {
      writer = SessionWriter.create(card, Drive.SCHEMA, 1_000);
    }

    void second(int second) throws IOException {
      for (int n = 0; n < 20; n++) {
        long time = (second * 1000L + n * 50) * 1_000_000;
        encoder.add(2, time, 1, new long[] {second * 100 + n});
        pending.add(new Drive.Sample(2, time, 0, second * 100 + n));
      }
      boolean key = second % 3 == 1;
      encoder.encode(key, payload.clear());
      writer.append(BlockType.DATA, key, second * 1000L, payload.flip());
    }

    void force() throws IOException {
      writer.force();
    }
  }
}
