package keilog.device.record;

import static keilog.device.record.Drive.MILLISECOND;
import static keilog.device.record.Drive.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import keilog.device.lap.LapSettings;
import keilog.device.record.Drive.Content;
import keilog.device.record.Drive.Time;
import keilog.device.record.RecorderSettings.Start;
import keilog.device.source.Row;
import keilog.device.source.SourceHealth;
import keilog.protocol.block.ClockTie;
import keilog.protocol.block.Dropout;
import keilog.protocol.block.End;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventField;
import keilog.protocol.block.EventKind;
import keilog.protocol.block.SessionId;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.session.BlockCursor;
import keilog.protocol.session.BlockSpot;
import keilog.protocol.testing.FaultyStorage;
import org.junit.jupiter.api.Test;

class RecorderTest {
  private final FaultyStorage storage = new FaultyStorage();
  private final Time time = new Time();

  private Drive always() {
    return new Drive(storage, time, Drive.settings(Start.ALWAYS));
  }

  private static List<Long> upTo(long rows) {
    return LongStream.range(0, rows).boxed().toList();
  }

  private Content only() throws IOException {
    var all = Drive.readAll(storage);
    assertEquals(1, all.size(), all::toString);
    return all.values().iterator().next();
  }

  private List<BlockSpot> blocks(String name) throws IOException {
    List<BlockSpot> spots = new ArrayList<>();
    BlockCursor cursor = BlockCursor.over(storage, name);
    Optional<BlockSpot> spot = cursor.nextOfFinished(storage.size(name));
    while (spot.isPresent()) {
      spots.add(spot.get());
      spot = cursor.nextOfFinished(storage.size(name));
    }
    return spots;
  }

  @Test
  void recordsEveryRowAndClosesAtTheEnd() throws IOException {
    always().forMillis(30_000).shutDown();

    Content content = only();
    assertEquals(upTo(time.nextRow), content.rows);
    assertTrue(content.report.complete(), () -> content.report.toString());
    assertEquals(End.Reason.SHUTDOWN, content.end.orElseThrow().reason());
    assertEquals(List.of(), content.dropouts);
    assertEquals("always", content.events.getFirst().text(EventField.REASON).orElseThrow());
    assertEquals("boot-id-1", content.schemas.getFirst().bootId());
  }

  @Test
  void cutsABlockEachSecondAndAKeyEveryTenSeconds() throws IOException {
    always().forMillis(60_000).shutDown();
    List<BlockSpot> data =
        blocks(storage.list().getFirst()).stream()
            .filter(b -> b.type().orElseThrow() == keilog.protocol.block.BlockType.DATA)
            .toList();
    long lastKey = data.getFirst().timeMillis();
    assertTrue(data.getFirst().key());
    for (int i = 1; i < data.size(); i++) {
      long span = data.get(i).timeMillis() - data.get(i - 1).timeMillis();
      assertTrue(span >= 980 && span <= 1_060, "span=" + span);
      if (data.get(i).key()) {
        lastKey = data.get(i).timeMillis();
      }
      assertTrue(data.get(i).timeMillis() - lastKey < 10_000, "no key since " + lastKey);
    }
    // the start of a session has one more, after the SCHEMA and its copy
    assertTrue(data.stream().filter(BlockSpot::key).count() <= 8, data::toString);
  }

  @Test
  void waitsForTheEngineAndKeepsWhatWasBeforeIt() throws IOException {
    long rowsPerMinute = 60 * 50;
    Drive drive =
        new Drive(
            storage,
            time,
            Drive.settings(Start.AUTO),
            row -> row < 5 * rowsPerMinute ? row % 400 : row);
    drive.forMillis(5 * 60_000 + 1_000);
    assertEquals(List.of(), storage.list().stream().filter(n -> n.endsWith(".keilog")).toList());
    drive.forMillis(10_000);
    assertTrue(drive.recorder.facts().session().isPresent());
    drive.shutDown();

    Content content = only();
    assertEquals("engine runs", content.events.getFirst().text(EventField.REASON).orElseThrow());
    assertEquals(
        Channel.ENGINE_SPEED.id(),
        content.events.getFirst().whole(EventField.CHANNEL).orElseThrow());
    assertEquals(time.nextRow - 1, content.rows.getLast());
    long before =
        content.events.getFirst().timeNanos() / MILLISECOND - content.report.firstMillis();
    assertTrue(before >= 119_000 && before <= 132_000, "before=" + before);
    assertTrue(content.report.complete(), () -> content.report.toString());
  }

  @Test
  void aShortBurstOfEngineSpeedIsNoDrive() {
    Drive drive =
        new Drive(storage, time, Drive.settings(Start.AUTO), row -> row % 200 < 90 ? 4_000 : 0);
    drive.forMillis(60_000);
    assertEquals(Optional.empty(), drive.recorder.facts().session());
  }

  @Test
  void stopsThirtySecondsAfterTheEngineAndStartsAgainWithItsOwnPast() throws IOException {
    // 20 s on, 60 s off, and so on
    Drive drive =
        new Drive(
            storage,
            time,
            Drive.settings(Start.AUTO),
            row -> row % 4_000 < 1_000 ? 4 * 2_000 + row : 0);
    drive.forMillis(3 * 80_000).shutDown();

    List<Content> sessions = List.copyOf(Drive.readAll(storage).values());
    assertEquals(3, sessions.size());
    assertEquals(End.Reason.STOPPED, sessions.get(0).end.orElseThrow().reason());
    assertEquals(End.Reason.STOPPED, sessions.get(1).end.orElseThrow().reason());
    for (int i = 1; i < 3; i++) {
      assertTrue(
          sessions.get(i).report.firstMillis() >= sessions.get(i - 1).report.lastMillis(),
          "nothing before the previous END is taken");
    }
    assertEquals(Optional.empty(), sessions.get(1).schemas.getFirst().continues());
    List<Long> lengths = sessions.stream().map(s -> (long) s.rows.size()).toList();
    assertTrue(lengths.get(0) >= 2_490 && lengths.get(0) <= 2_510, lengths::toString);
    // what came after the last stop belongs to no session
    long recorded = lengths.stream().mapToLong(Long::longValue).sum();
    assertEquals(time.nextRow - 30 * 50, recorded, 10);
  }

  @Test
  void recordsOnCommandAndStopsOnCommand() throws IOException {
    Drive drive = new Drive(storage, time, Drive.settings(Start.MANUAL));
    drive.forMillis(5_000);
    drive.recorder.startSession();
    drive.forMillis(60_000);
    drive.recorder.stopSession();
    drive.forMillis(60_000).shutDown();

    Content content = only();
    assertEquals(End.Reason.COMMAND, content.end.orElseThrow().reason());
    assertEquals(upTo(65 * 50 + 1), content.rows);
  }

  @Test
  void aGroupDeclaredLaterBringsANewSchemaAndAKey() throws IOException {
    Drive drive = always().forMillis(5_500);
    SourceFeed gps = drive.recorder.feed("gps", "gps", 100);
    GroupSpec group =
        gps.declare(
            MILLISECOND,
            100 * MILLISECOND,
            List.of(ChannelSpec.of(Channel.GPS_SPEED), ChannelSpec.of(Channel.ENGINE_SPEED)));
    Row row = new Row(group);
    for (int i = 0; i < 30; i++) {
      gps.offer(row.at(time.now).put(0, i).put(1, 1_000_000 + i));
      drive.forMillis(100);
    }
    drive.shutDown();

    Content content = only();
    assertEquals(2, content.schemas.size());
    assertEquals(content.schemas.get(0).number() + 1, content.schemas.get(1).number());
    assertEquals("engine_speed_2", group.channels().get(1).name());
    assertTrue(group.channels().get(1).id() >= Channel.FIRST_LOCAL_ID);
    assertEquals(Channel.ENGINE_SPEED.id(), group.channels().get(1).quantity());
    assertEquals(upTo(time.nextRow), content.rows);
    assertTrue(content.report.complete(), () -> content.report.toString());
    assertEquals(time.nextRow + 30, content.report.rows());
  }

  @Test
  void aSourceThatDeclaresItsChannelsAnewRetiresTheOldGroup() throws IOException {
    Drive drive = always().forMillis(2_500);
    GroupSpec more =
        drive.feed.declare(
            MILLISECOND,
            0,
            List.of(
                ChannelSpec.of(Channel.ENGINE_SPEED),
                ChannelSpec.of(Channel.VEHICLE_SPEED),
                ChannelSpec.of(Channel.THROTTLE_POSITION)));
    assertEquals("engine_speed", more.channels().getFirst().name());
    Row row = new Row(more);
    for (int i = 0; i < 100; i++) {
      drive.feed.offer(row.at(time.now).put(0, time.nextRow++).put(2, i));
      drive.idleMillis(20);
    }
    drive.shutDown();

    Content content = only();
    assertEquals(upTo(time.nextRow), content.rows);
    assertEquals(1, content.schemas.get(1).groups().size());
    assertTrue(content.report.complete(), () -> content.report.toString());
  }

  @Test
  void aFullRingIsToldInTheRecordingWithCounts() throws IOException {
    Drive drive = always().forMillis(2_000);
    long before = time.nextRow;
    int offered = 0;
    while (drive.feed.ring().droppedRows() < 7) {
      time.now += MILLISECOND;
      drive.offer();
      offered++;
    }
    drive.recorder.step(time.now);
    drive.forMillis(2_000).shutDown();

    Content content = only();
    Dropout dropout = content.dropouts.getFirst();
    assertEquals("elm", dropout.source());
    assertEquals(Dropout.Reason.RING_FULL, dropout.reason());
    assertEquals(7, dropout.rows());
    assertEquals(14, dropout.samples());
    assertEquals(6 * MILLISECOND, dropout.toNanos() - dropout.fromNanos());
    assertEquals(time.nextRow - 7, content.rows.size());
    assertFalse(content.rows.contains(before + offered - 1));
    assertEquals(7, drive.recorder.facts().droppedRows());
    assertEquals(7, content.report.droppedRows());
    assertTrue(content.report.undamaged(), () -> content.report.toString());
  }

  @Test
  void noRowIsLostWhileAForceStandsStillForFiveSeconds() throws IOException {
    Drive drive = always().forMillis(3_000);
    storage.stallForces(
        5 * SECOND,
        nanos -> {
          for (long end = time.now + nanos; time.now < end; time.now += Drive.STEP) {
            drive.offer();
          }
        });
    drive.forMillis(30_000);
    storage.stallForces(0, nanos -> {});
    drive.forMillis(3_000).shutDown();

    Content content = only();
    assertEquals(upTo(time.nextRow), content.rows);
    assertEquals(List.of(), content.dropouts);
    assertEquals(5_000, drive.recorder.facts().forceMostMillis(), 25);
  }

  @Test
  void tellsTheTimeOnceItIsKnownAndAgainWhenItSteps() throws IOException {
    Drive drive = always().forMillis(5_000);
    long utc = 1_763_600_000L * SECOND;
    for (int i = 0; i < 200; i++) {
      drive.feed.clockFix(time.now, utc + time.now, MILLISECOND);
      drive.forMillis(100);
    }
    for (int i = 0; i < 200; i++) {
      // the receiver finds out about the week's rollover
      drive.feed.clockFix(time.now, utc + time.now + 1024L * 7 * 86_400 * SECOND, MILLISECOND);
      drive.forMillis(100);
    }
    drive.shutDown();

    Content content = only();
    assertEquals(2, content.ties.size(), content.ties::toString);
    assertEquals(ClockTie.Source.GNSS, content.ties.getFirst().source());
    assertEquals(utc, content.ties.getFirst().utcNanos() - content.ties.getFirst().timeNanos());
    assertEquals(upTo(time.nextRow), content.rows);
    ShelvedSession shelved = drive.recorder.shelf().sessions().getFirst();
    assertEquals(
        (utc + 1_000 * SECOND) / MILLISECOND, shelved.startedUtcMillis().orElseThrow(), 40);
  }

  @Test
  void theNextBootHasTheNextNumberAndTheSameBootTheNextOrdinal() throws IOException {
    always().forMillis(2_000).shutDown();
    always().forMillis(2_000).shutDown();
    RecorderSettings s = Drive.settings(Start.ALWAYS);
    RecorderSettings otherBoot =
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
            "boot-id-2",
            LapSettings.USUAL);
    new Drive(storage, time, otherBoot).forMillis(2_000).shutDown();

    List<SessionId> ids =
        Drive.readAll(storage).values().stream().map(c -> c.schemas.getFirst().session()).toList();
    assertEquals(List.of(1, 1, 2), ids.stream().map(SessionId::boot).toList());
    assertEquals(List.of(1, 2, 1), ids.stream().map(SessionId::ordinal).toList());
  }

  @Test
  void reportsRatesAndHealth() {
    Drive drive = always().forMillis(6_000);
    SourceFacts elm = drive.recorder.facts().sources().getFirst();
    assertEquals(50.0, elm.ratesHz().get("engine_speed"), 1.0);
    assertEquals(Duration.ofSeconds(1_000).toNanos(), elm.sinceNanos());
    assertTrue(drive.recorder.facts().hoursLeft().orElseThrow() > 1_000);
    assertEquals(1, drive.recorder.facts().boot());
  }

  @Test
  void aWallClockThatStepsChangesNoSampleAndIsToldByTies() throws IOException {
    long[] utcAtBoot = {0};
    boolean[] synchronised = {false};
    Drive drive =
        new Drive(
            storage,
            time,
            Drive.settings(Start.ALWAYS),
            row -> row,
            clock ->
                synchronised[0]
                    ? Optional.of(
                        new UtcTie(
                            clock.nanos(),
                            utcAtBoot[0] + clock.nanos(),
                            MILLISECOND,
                            UtcTie.Source.NTP))
                    : Optional.empty());
    drive.forMillis(70_000);
    synchronised[0] = true;
    utcAtBoot[0] = 1_763_600_000L * SECOND;
    drive.forMillis(70_000);
    utcAtBoot[0] -= 30L * 365 * 86_400 * SECOND;
    drive.forMillis(70_000);
    utcAtBoot[0] += 50L * 365 * 86_400 * SECOND;
    drive.forMillis(70_000).shutDown();

    Content content = only();
    assertEquals(upTo(time.nextRow), content.rows);
    assertTrue(content.report.complete(), () -> content.report.toString());
    assertTrue(
        content.ties.stream().allMatch(t -> t.source() == ClockTie.Source.NTP),
        content.ties::toString);
    assertEquals(
        3, content.ties.stream().map(t -> t.utcNanos() - t.timeNanos()).distinct().count());
  }

  @Test
  void leavesOutThePastWhenNoneIsWanted() throws IOException {
    RecorderSettings s = Drive.settings(Start.AUTO);
    RecorderSettings none =
        new RecorderSettings(
            s.device(),
            s.car(),
            s.software(),
            s.start(),
            Duration.ZERO,
            s.deleteOldest(),
            s.codec(),
            s.memoryBytes(),
            s.reserveBytes(),
            s.kernelBootId(),
            LapSettings.USUAL);
    Drive drive = new Drive(storage, time, none, row -> row < 1_000 ? 0 : row + 4_000);
    drive.forMillis(40_000).shutDown();
    Content content = only();
    assertTrue(content.report.complete(), () -> content.report.toString());
    long first = content.rows.getFirst();
    assertTrue(first >= 5_000 && first < 5_000 + 160, "first=" + first);
  }

  @Test
  void aSourceThatGoesAndComesIsAnEventBesideItsRows() throws IOException {
    Drive drive = always();
    drive.feed.health(SourceHealth.running());
    drive.forMillis(6_000);
    drive.feed.health(new SourceHealth(SourceHealth.State.ABSENT, "unplugged", "plug it in"));
    drive.idleMillis(8_000);
    drive.feed.health(SourceHealth.running());
    drive.feed.health(SourceHealth.running());
    drive.forMillis(3_000).shutDown();

    Content content = only();
    List<Event> told =
        content.events.stream()
            .filter(e -> e.kind().equals(Optional.of(EventKind.SOURCE)))
            .toList();
    assertEquals(
        List.of("running", "absent: unplugged", "running"),
        told.stream().map(e -> e.text(EventField.TEXT).orElseThrow()).toList());
    assertEquals("elm", told.get(1).text(EventField.SOURCE).orElseThrow());
    assertEquals(1, content.schemas.size(), "an event before the first row needs no schema");
    assertEquals(1, content.schemas.getFirst().groups().size());
    assertEquals(0, told.get(1).whole(EventField.STATE).orElseThrow());
    assertEquals(upTo(time.nextRow), content.rows);
    assertTrue(content.report.complete(), () -> content.report.toString());
  }

  @Test
  void eventsWithoutRowsAreNotKeptForEver() throws IOException {
    Drive drive = new Drive(storage, time, Drive.settings(Start.AUTO), row -> 8_000 + row);
    for (int i = 0; i < 1_000; i++) {
      drive.feed.health(new SourceHealth(SourceHealth.State.ABSENT, "unplugged " + i, ""));
      drive.idleMillis(6_000);
      drive.feed.health(new SourceHealth(SourceHealth.State.STARTING, "setting up", ""));
      drive.idleMillis(6_000);
    }
    drive.forMillis(5_000).shutDown();
    Content content = only();
    assertEquals(time.nextRow, content.rows.size());
    assertTrue(content.events.size() <= 258, "events=" + content.events.size());
    assertTrue(content.report.complete(), () -> content.report.toString());
  }
}
