package keilog.device.record;

import static keilog.device.record.Drive.MILLISECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import keilog.device.lap.LapSettings;
import keilog.device.record.Drive.Content;
import keilog.device.record.Drive.Time;
import keilog.device.record.RecorderSettings.Start;
import keilog.protocol.block.End;
import keilog.protocol.session.Chain;
import keilog.protocol.session.Recovery;
import keilog.protocol.session.SessionFile;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.StorageFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The recorder over a card that fails in every way, at every moment. */
class CardTroubleTest {
  private final Time time = new Time();

  private static List<Long> upTo(long rows) {
    return LongStream.range(0, rows).boxed().toList();
  }

  private Drive drive(FaultyStorage storage) {
    return new Drive(storage, time, Drive.settings(Start.ALWAYS));
  }

  private static RecorderSettings with(boolean deleteOldest, long memoryBytes, long reserveBytes) {
    RecorderSettings s = Drive.settings(Start.ALWAYS);
    return new RecorderSettings(
        s.device(),
        s.car(),
        s.software(),
        s.start(),
        s.preTrigger(),
        deleteOldest,
        s.codec(),
        memoryBytes,
        reserveBytes,
        s.kernelBootId(),
        LapSettings.USUAL);
  }

  /** Every file is whole and good, and together they are one drive. */
  private static void assertOneGoodChain(FaultyStorage storage) throws IOException {
    Map<String, Content> all = Drive.readAll(storage);
    for (var entry : all.entrySet()) {
      assertTrue(
          entry.getValue().report.complete(), () -> entry.getKey() + entry.getValue().report);
    }
    assertEquals(
        1,
        Chain.of(all.values().stream().map(c -> c.schemas.getFirst()).toList()).size(),
        all.keySet()::toString);
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageFault.class,
      names = {"BROKEN", "FULL", "READ_ONLY"})
  void oneFailedOperationAnywhereLosesNothingAndRepeatsNothing(StorageFault fault)
      throws IOException {
    FaultyStorage counted = new FaultyStorage();
    new Drive(counted, new Time(), Drive.settings(Start.ALWAYS)).forMillis(6_000).shutDown();
    int operations = counted.operations();
    assertTrue(operations > 20, "operations=" + operations);
    for (int n = 1; n <= operations; n++) {
      FaultyStorage storage = new FaultyStorage(n);
      storage.failAt(n, fault);
      Time own = new Time();
      Drive drive = new Drive(storage, own, Drive.settings(Start.ALWAYS));
      drive.forMillis(30_000).shutDown();
      // a session whose END failed is closed by the next start
      Drive next = new Drive(storage, own, Drive.settings(Start.MANUAL));
      next.idleMillis(100).shutDown();

      assertEquals(upTo(own.nextRow), Drive.rows(storage), "operation=" + n);
      assertOneGoodChain(storage);
    }
  }

  @Test
  void aFailedForceEndsTheSessionAndTheNextOneContinuesIt() throws IOException {
    FaultyStorage storage = new FaultyStorage();
    Drive drive = drive(storage).forMillis(10_500);
    storage.failNext(StorageFault.BROKEN);
    drive.forMillis(10_000).shutDown();

    List<Content> sessions = List.copyOf(Drive.readAll(storage).values());
    assertEquals(2, sessions.size());
    assertEquals(
        Optional.of(sessions.get(0).schemas.getFirst().session().toString()),
        sessions.get(1).schemas.getFirst().continues());
    assertEquals(upTo(time.nextRow), Drive.rows(storage));
    assertOneGoodChain(storage);
    assertEquals(RecorderFacts.Store.CARD, drive.recorder.facts().store());
  }

  @Test
  void aCardThatTurnsReadOnlyIsDoneWithoutAndTakenUpAgain() throws IOException {
    FaultyStorage storage = new FaultyStorage();
    Drive drive = drive(storage).forMillis(10_000);
    storage.failFromNow(StorageFault.READ_ONLY);
    drive.forMillis(60_000);

    RecorderFacts away = drive.recorder.facts();
    assertEquals(RecorderFacts.Store.MEMORY_ONLY, away.store());
    assertTrue(away.storeProblem().contains("Read-only"), away.storeProblem());
    ShelvedSession inMemory = drive.recorder.shelf().sessions().getLast();
    assertTrue(inMemory.inMemory() && inMemory.open() && inMemory.blocks() > 55);
    byte[] early = read(drive.recorder.shelf(), inMemory);

    storage.repair();
    drive.forMillis(20_000).shutDown();
    assertEquals(RecorderFacts.Store.CARD, drive.recorder.facts().store());
    assertEquals(upTo(time.nextRow), Drive.rows(storage));
    assertOneGoodChain(storage);
    byte[] late = storage.bytes(inMemory.file());
    assertEquals(ByteBuffer.wrap(early), ByteBuffer.wrap(late, 0, early.length), "sent bytes stay");
    for (ShelvedSession s : drive.recorder.shelf().sessions()) {
      assertFalse(s.open() || s.inMemory(), s::toString);
      assertEquals(
          ByteBuffer.wrap(storage.bytes(s.file())),
          ByteBuffer.wrap(read(drive.recorder.shelf(), s)));
    }
  }

  private static byte[] read(SessionShelf shelf, ShelvedSession session) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(1 << 20);
    BlockRun run = shelf.read(session.id(), 0, into).orElseThrow();
    assertEquals(session.blocks(), run.next());
    byte[] bytes = new byte[into.position()];
    into.flip().get(bytes);
    return bytes;
  }

  @Test
  void aCardThatIsDeadAtTheStartIsDoneWithout() throws IOException {
    FaultyStorage storage = new FaultyStorage();
    storage.failFromNow(StorageFault.BROKEN);
    Drive drive = drive(storage).forMillis(25_000);
    assertEquals(RecorderFacts.Store.MEMORY_ONLY, drive.recorder.facts().store());
    assertTrue(drive.recorder.facts().session().isPresent());
    storage.repair();
    drive.forMillis(15_000).shutDown();
    assertEquals(upTo(time.nextRow), Drive.rows(storage));
    assertOneGoodChain(storage);
  }

  @Test
  void whatWasOnACardThatWasDeadAtTheStartComesOnTheShelfLater() throws IOException {
    FaultyStorage storage = new FaultyStorage();
    drive(storage).forMillis(5_000).shutDown();
    drive(storage).forMillis(5_000);
    storage.restart();
    storage.failFromNow(StorageFault.BROKEN);
    Drive drive = drive(storage).forMillis(15_000);
    assertEquals(1, drive.recorder.shelf().sessions().size());
    storage.repair();
    drive.forMillis(25_000);
    assertEquals(
        List.of(false, false, false, true),
        drive.recorder.shelf().sessions().stream().map(ShelvedSession::open).toList());
    drive.shutDown();
    for (Content content : Drive.readAll(storage).values()) {
      assertTrue(content.report.complete(), () -> content.report.toString());
    }
  }

  @Test
  void aCardThatKeepsFailingIsLeftAloneForTenSeconds() throws IOException {
    FaultyStorage storage = new FaultyStorage();
    Drive drive = drive(storage).forMillis(5_000);
    storage.failFromNow(StorageFault.BROKEN);
    drive.forMillis(2_000);
    int before = storage.operations();
    drive.forMillis(60_000);
    assertTrue(storage.operations() - before < 30, "tries=" + (storage.operations() - before));
    assertTrue(Drive.readAll(storageOf(drive)).size() >= 1);
  }

  private static FaultyStorage storageOf(Drive drive) {
    FaultyStorage storage = (FaultyStorage) drive.storage;
    storage.repair();
    return storage;
  }

  @Test
  void aMemoryStoreThatIsFullLosesTheOldestAndSaysHowMuch() throws IOException {
    FaultyStorage storage = new FaultyStorage();
    storage.failFromNow(StorageFault.READ_ONLY);
    // random engine speed: 50 rows a second take about 100 bytes a second
    java.util.Random random = new java.util.Random(7);
    Drive drive =
        new Drive(storage, time, with(false, 1L << 18, 1L << 14), row -> random.nextInt(40_000));
    drive.forMillis(60 * 60_000);
    long lost = drive.recorder.facts().droppedRows();
    assertTrue(lost > 0);
    storage.repair();
    drive.forMillis(60_000).shutDown();

    Map<String, Content> all = Drive.readAll(storage);
    long told = all.values().stream().mapToLong(c -> c.report.droppedRows()).sum();
    long read = all.values().stream().mapToLong(c -> c.rows.size()).sum();
    assertEquals(time.nextRow, read + lost);
    assertTrue(told > 0 && told <= lost, "told=" + told + ", lost=" + lost);
    all.values().forEach(c -> assertTrue(c.report.complete(), () -> c.report.toString()));
  }

  @Test
  void aFullCardEndsTheSessionInGoodOrderAndMemoryTakesOver() throws IOException {
    FaultyStorage storage = new FaultyStorage();
    storage.capacity(40_000);
    Drive drive = new Drive(storage, time, with(false, 1L << 20, 16_000));
    drive.forMillis(20 * 60_000);
    assertEquals(RecorderFacts.Store.FULL, drive.recorder.facts().store());
    assertEquals(0.0, drive.recorder.facts().hoursLeft().orElseThrow());
    assertTrue(storage.usableBytes() > 12_000, "reserve is kept: " + storage.usableBytes());
    List<Content> onCard = List.copyOf(Drive.readAll(storage).values());
    assertEquals(1, onCard.size());
    assertEquals(End.Reason.STORAGE, onCard.getFirst().end.orElseThrow().reason());

    storage.capacity(1L << 30);
    drive.forMillis(20_000).shutDown();
    assertEquals(upTo(time.nextRow), Drive.rows(storage));
    assertOneGoodChain(storage);
  }

  @Test
  void whenFullOldestDeletesTheOldestButNeverTheOneBeingRecorded() throws IOException {
    FaultyStorage storage = new FaultyStorage();
    storage.capacity(60_000);
    for (int i = 0; i < 12; i++) {
      new Drive(storage, time, with(true, 1L << 20, 16_000)).forMillis(3 * 60_000).shutDown();
    }
    Map<String, Content> all = Drive.readAll(storage);
    assertTrue(all.size() >= 2 && all.size() < 12, all.keySet()::toString);
    List<Long> rows = Drive.rows(storage);
    assertEquals(time.nextRow - 1, rows.getLast());
    assertEquals(rows.size(), rows.getLast() - rows.getFirst() + 1, "one stretch, the newest");
  }

  @Test
  void whenFullStopDeletesOnlyWhatAKeeperHolds() throws IOException {
    FaultyStorage storage = new FaultyStorage();
    storage.capacity(60_000);
    List<String> recorded = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Drive drive = new Drive(storage, time, with(false, 1L << 20, 16_000));
      drive.recorder.shelf().permit((id, blocks) -> id.ordinal() == 2 || id.ordinal() == 4);
      drive.forMillis(3 * 60_000).shutDown();
      recorded.add(drive.recorder.shelf().sessions().getLast().file());
    }
    List<String> left = storage.list();
    assertTrue(left.contains(recorded.get(0)), left::toString);
    assertFalse(left.contains(recorded.get(1)), left::toString);
    assertTrue(left.contains(recorded.get(2)), left::toString);
    assertFalse(left.contains(recorded.get(3)), left::toString);
  }

  @Test
  void aPowerCutAnywhereLosesAtMostTheOpenBlockAndTheOneBeingForced() throws IOException {
    FaultyStorage counted = new FaultyStorage();
    new Drive(counted, new Time(), Drive.settings(Start.ALWAYS)).forMillis(8_000);
    int operations = counted.operations();
    for (FaultyStorage.Tail tail : FaultyStorage.Tail.values()) {
      for (int n = 5; n <= operations; n++) {
        FaultyStorage storage = new FaultyStorage(n);
        storage.failAt(n, StorageFault.DEATH);
        Time own = new Time();
        Drive drive = new Drive(storage, own, Drive.settings(Start.ALWAYS));
        long forcedRows = forcedRows(storage, drive, n);
        storage.powerCut(tail);

        own.now += Duration.ofSeconds(3).toNanos();
        long before = own.nextRow;
        new Drive(storage, own, Drive.settings(Start.ALWAYS)).forMillis(3_000).shutDown();
        List<Long> rows = Drive.rows(storage);
        List<Long> old = rows.stream().filter(r -> r < before).toList();
        assertEquals(upTo(old.size()), old, "tail=" + tail + ", operation=" + n);
        assertTrue(
            old.size() >= forcedRows,
            "tail=%s, operation=%d, forced=%d, read=%d".formatted(tail, n, forcedRows, old.size()));
        assertTrue(forcedRows >= before - 2 * 52, "forced=" + forcedRows + ", offered=" + before);
        assertEquals(
            LongStream.range(before, own.nextRow).boxed().toList(),
            rows.subList(old.size(), rows.size()));
        assertGoodAfterRecovery(storage);
      }
    }
  }

  /** Drives until the storage dies; the rows the shelf said were forced by then. */
  private static long forcedRows(FaultyStorage storage, Drive drive, int operation) {
    long[] forced = new long[1];
    drive.recorder.shelf().listen(() -> {});
    while (storage.operations() < operation) {
      forced[0] =
          drive.recorder.shelf().sessions().stream()
              .filter(s -> !s.inMemory())
              .mapToLong(s -> rowsForced(drive, s))
              .sum();
      drive.forMillis(20);
    }
    return forced[0];
  }

  private static long rowsForced(Drive drive, ShelvedSession s) {
    return ((Shelf) drive.recorder.shelf())
        .entries().stream().filter(e -> e.id().equals(s.id())).mapToLong(ShelfEntry::rows).sum();
  }

  private static void assertGoodAfterRecovery(FaultyStorage storage) throws IOException {
    for (Content content : Drive.readAll(storage).values()) {
      assertTrue(content.end.isPresent(), () -> content.report.toString());
    }
  }

  @Test
  void aKilledRecorderIsContinuedOnTheSameAxis() throws IOException {
    FaultyStorage storage = new FaultyStorage();
    Drive killed = drive(storage).forMillis(10_500);
    long offered = time.nextRow;
    storage.restart();
    time.now += 2_000 * MILLISECOND;
    Drive next = drive(storage).forMillis(5_000).shutDown();

    List<Content> sessions = List.copyOf(Drive.readAll(storage).values());
    assertEquals(2, sessions.size());
    assertEquals(End.Reason.RECOVERED, sessions.get(0).end.orElseThrow().reason());
    assertTrue(sessions.get(0).rows.size() >= offered - 2 * 52);
    assertEquals(upTo(sessions.get(0).rows.size()), sessions.get(0).rows);
    assertOneGoodChain(storage);
    assertEquals(2, next.recorder.shelf().sessions().size());
    assertTrue(killed.recorder.facts().session().isPresent());
  }

  @Test
  void aSessionOfAnotherBootIsNotContinued() throws IOException {
    FaultyStorage storage = new FaultyStorage();
    drive(storage).forMillis(5_000);
    storage.powerCut(FaultyStorage.Tail.CUT);
    RecorderSettings s = Drive.settings(Start.ALWAYS);
    RecorderSettings booted =
        new RecorderSettings(
            s.device(),
            s.car(),
            s.software(),
            s.start(),
            s.preTrigger(),
            s.deleteOldest(),
            s.codec(),
            s.memoryBytes(),
            s.reserveBytes(),
            "another",
            LapSettings.USUAL);
    time.now = 5 * Drive.SECOND;
    new Drive(storage, time, booted).forMillis(5_000).shutDown();
    List<Content> sessions = List.copyOf(Drive.readAll(storage).values());
    assertEquals(Optional.empty(), sessions.get(1).schemas.getFirst().continues());
    assertEquals(2, sessions.get(1).schemas.getFirst().session().boot());
  }

  @Test
  void theShelfHasSessionsOfEarlierStartsByteForByte() throws IOException {
    FaultyStorage storage = new FaultyStorage();
    drive(storage).forMillis(20_000).shutDown();
    drive(storage).forMillis(20_000);
    storage.restart();
    Drive now = drive(storage).forMillis(10_000);

    List<ShelvedSession> sessions = now.recorder.shelf().sessions();
    assertEquals(3, sessions.size());
    assertEquals(List.of(false, false, true), sessions.stream().map(ShelvedSession::open).toList());
    for (ShelvedSession s : sessions) {
      byte[] sent = read(now.recorder.shelf(), s);
      assertEquals(s.bytes(), sent.length);
      assertEquals(ByteBuffer.wrap(storage.bytes(s.file()), 0, sent.length), ByteBuffer.wrap(sent));
      assertEquals("az-1", s.car());
      assertEquals(s.open(), now.recorder.shelf().sha256(s.id()).isEmpty());
    }
    assertEquals(
        Optional.empty(),
        now.recorder.shelf().read(sessions.getLast().id(), 10_000, ByteBuffer.allocate(10)));
    BlockRun tooSmall =
        now.recorder
            .shelf()
            .read(sessions.getFirst().id(), 0, ByteBuffer.allocate(10))
            .orElseThrow();
    assertTrue(tooSmall.next() == tooSmall.first() && tooSmall.bytes() > 10);
  }

  @Test
  void theShelfTellsBlocksThatAreDamagedOnTheCard() throws IOException {
    FaultyStorage storage = new FaultyStorage();
    drive(storage).forMillis(20_000).shutDown();
    String name =
        storage.list().stream().filter(n -> SessionFile.parse(n).isPresent()).findFirst().get();
    byte[] bytes = storage.bytes(name);
    bytes[bytes.length / 2] ^= 1;
    storage.delete(name);
    storage.put(name, bytes);
    Drive now = new Drive(storage, time, Drive.settings(Start.MANUAL)).idleMillis(100);

    SessionShelf shelf = now.recorder.shelf();
    ShelvedSession s = shelf.sessions().getFirst();
    ByteBuffer into = ByteBuffer.allocate(1 << 20);
    BlockRun first = shelf.read(s.id(), 0, into).orElseThrow();
    BlockRun second = shelf.read(s.id(), first.next(), into).orElseThrow();
    assertEquals(first.next() + 1, second.first());
    assertEquals(s.blocks(), second.next());
    ShelvedSession known = shelf.session(s.id()).orElseThrow();
    assertEquals(1, known.lost().size());
    assertEquals(first.next(), known.lost().getFirst().first());
    assertEquals(Optional.empty(), shelf.sha256(s.id()));
  }

  @Test
  void recoveryKilledAnywhereIsDoneByTheNextStart() throws IOException {
    FaultyStorage torn = new FaultyStorage();
    drive(torn).forMillis(6_500);
    torn.restart();
    String name =
        torn.list().stream().filter(n -> SessionFile.parse(n).isPresent()).findFirst().get();
    byte[] bytes = torn.bytes(name);
    byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 5);
    byte[] expected = null;
    for (int n = 1; n < 40; n++) {
      FaultyStorage storage = new FaultyStorage(n);
      storage.put(name, cut);
      storage.failAt(n, StorageFault.DEATH);
      new Drive(storage, time, Drive.settings(Start.MANUAL)).idleMillis(100);
      storage.powerCut(FaultyStorage.Tail.PARTIAL);
      new Drive(storage, time, Drive.settings(Start.MANUAL)).idleMillis(100);
      byte[] now = storage.bytes(name);
      expected = expected == null ? now : expected;
      assertEquals(ByteBuffer.wrap(expected), ByteBuffer.wrap(now), "operation=" + n);
      assertTrue(Recovery.recover(storage, name) instanceof Recovery.Outcome.Whole);
    }
  }

  @Test
  void nothingOfTheRecorderRunsAwayWithNonsenseOnTheCard() throws IOException {
    FaultyStorage storage = new FaultyStorage();
    storage.put("az-1-000009-01-deadbeef.keilog", new byte[10_000]);
    storage.put("az-1-000009-02-deadbeef.keilog", new byte[0]);
    storage.put("boot.counter", "rubbish".getBytes());
    storage.put("notes.txt", new byte[10]);
    storage.put("az-1-000009-03-deadbeef.keilog.part", new byte[10]);
    Drive drive = drive(storage).forMillis(3_000).shutDown();
    assertEquals(10, drive.recorder.facts().boot());
    assertEquals(OptionalInt.of(1), OptionalInt.of(drive.recorder.shelf().sessions().size()));
    assertTrue(storage.list().contains("az-1-000009-01-deadbeef.keilog.unreadable"));
    assertFalse(storage.list().toString().contains(".part"));
  }
}
