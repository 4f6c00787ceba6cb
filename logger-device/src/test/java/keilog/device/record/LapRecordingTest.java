package keilog.device.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import keilog.device.lap.LapSettings;
import keilog.device.lap.LapSettings.Show;
import keilog.device.record.LapDrive.Timed;
import keilog.device.record.RecorderSettings.Start;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventField;
import keilog.protocol.block.EventKind;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.StorageFault;
import keilog.protocol.topic.LapNews;
import keilog.protocol.track.Fix;
import keilog.protocol.track.LapTimer;
import keilog.protocol.track.Tracks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laps that the recorder tells are those that anybody finds in its file, to the nanosecond. */
class LapRecordingTest {
  private final FaultyStorage storage = new FaultyStorage();
  private final Drive.Time time = new Drive.Time();

  private LapDrive drive(Start start, long seed, double metres) {
    return new LapDrive(storage, time, LapDrive.settings(start, Show.LIVE), seed, metres);
  }

  private List<Timed> sessions() throws IOException {
    return List.copyOf(LapDrive.read(storage).values());
  }

  private static void assertSameLaps(Timed session, int laps) {
    assertEquals(LapDrive.timedAnew(session.fixes), session.told);
    assertEquals(laps, session.laps().size(), session.told::toString);
  }

  private static List<Long> numbers(Timed session) {
    return session.laps().stream().map(e -> e.whole(EventField.LAP).orElseThrow()).toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aSessionThatBeginsByItselfHasTheLapsOfItsFile(long seed) throws IOException {
    drive(Start.AUTO, seed, -200)
        .pace(0)
        .forSeconds(150)
        .pace(1)
        .forSeconds(190)
        .pace(1.05)
        .forSeconds(80)
        .shutDown();
    Timed session = sessions().getFirst();
    assertSameLaps(session, 4);
    assertEquals(List.of(0L, 1L, 2L, 3L), numbers(session));
  }

  @Test
  void lapsAreCountedFromTheFirstRowThoughTheSessionBeganLater() throws IOException {
    // Three minutes are driven, two of them wait, so that a crossing or two lie before the button.
    LapDrive drive = drive(Start.MANUAL, 4, 300).forSeconds(180);
    assertEquals(List.of(), sessions());
    drive.recorder.startSession();
    drive.forSeconds(120);
    drive.recorder.stopSession();
    drive.forSeconds(30);
    drive.recorder.startSession();
    drive.forSeconds(170).shutDown();

    List<Timed> sessions = sessions();
    assertEquals(2, sessions.size());
    assertSameLaps(sessions.get(0), 3);
    assertSameLaps(sessions.get(1), 3);
    assertEquals(0, numbers(sessions.get(1)).getFirst());
    Fix last = sessions.get(0).fixes.getLast();
    assertTrue(sessions.get(1).fixes.getFirst().gnssNanos > last.gnssNanos);
  }

  @Test
  void aCourseThatHadToBeFoundIsToldFromTheFirstRowOn() throws IOException {
    LapDrive drive =
        new LapDrive(storage, time, LapDrive.settings(Start.ALWAYS, LapSettings.USUAL), 14, -100);
    drive.forSeconds(60);
    assertEquals(Optional.empty(), drive.recorder.laps().track());
    drive.forSeconds(240);
    assertEquals(Optional.of("tsukuba-tc2000"), drive.recorder.laps().track());
    List<LapNews> told = laps(news(drive));
    assertEquals(List.of(0, 1, 2, 3), told.stream().map(LapNews::lap).toList());
    assertTrue(drive.recorder.groups().getLast().latest().rows() > 100, "delta of a found course");
    drive.shutDown();
    Timed session = sessions().getFirst();
    assertEquals(
        LapDrive.timedAnew(session.fixes, finder -> LapTimer.finding(Tracks.all(), finder)),
        session.told);
    assertEquals(4, session.laps().size());
  }

  @Test
  void aCourseFoundOnlyAtTheEndIsStillTold() throws IOException {
    LapDrive drive =
        new LapDrive(storage, time, LapDrive.settings(Start.ALWAYS, LapSettings.USUAL), 15, -100);
    drive.forSeconds(40).shutDown();
    Timed session = sessions().getFirst();
    assertEquals(
        LapDrive.timedAnew(session.fixes, finder -> LapTimer.finding(Tracks.all(), finder)),
        session.told);
    assertEquals(List.of(0L), numbers(session));
  }

  @Test
  void rowsThatAFullRingRefusedAreNeitherRecordedNorTimed() throws IOException {
    drive(Start.ALWAYS, 5, -100)
        .forSeconds(60)
        .starved(200)
        .forSeconds(120)
        .starved(3)
        .forSeconds(60)
        .shutDown();
    Timed session = sessions().getFirst();
    long longest = 0;
    for (int i = 1; i < session.fixes.size(); i++) {
      longest =
          Math.max(longest, session.fixes.get(i).gnssNanos - session.fixes.get(i - 1).gnssNanos);
    }
    assertTrue(longest > 5 * Drive.SECOND, "the ring lost nothing: longest gap=" + longest);
    assertEquals(LapDrive.timedAnew(session.fixes), session.told);
  }

  @Test
  void aChainThatTheCardMadeIsOneDriveWithOneCount() throws IOException {
    LapDrive drive = drive(Start.ALWAYS, 6, -100);
    for (int i = 0; i < 8; i++) {
      drive.forSeconds(37);
      storage.failNext(StorageFault.BROKEN);
    }
    drive.forSeconds(20).shutDown();
    List<Timed> sessions = sessions();
    assertTrue(sessions.size() > 4, "sessions=" + sessions.size());
    assertEquals(LapDrive.timedAnew(fixes(sessions)), told(sessions));
    assertTrue(told(sessions).size() >= 4, told(sessions)::toString);
  }

  private static List<Fix> fixes(Collection<Timed> sessions) {
    List<Fix> all = new ArrayList<>();
    sessions.forEach(s -> all.addAll(s.fixes));
    return all;
  }

  private static List<Event> told(Collection<Timed> sessions) {
    List<Event> all = new ArrayList<>();
    sessions.forEach(s -> all.addAll(s.told));
    return all;
  }

  @Test
  void afterAKillTheNewSessionCountsFromItsOwnFirstRow() throws IOException {
    drive(Start.ALWAYS, 7, -100).forSeconds(130);
    drive(Start.ALWAYS, 8, 900).forSeconds(130).shutDown();
    List<Timed> sessions = sessions();
    assertEquals(2, sessions.size());
    assertEquals(LapDrive.timedAnew(sessions.get(1).fixes), sessions.get(1).told);
    assertEquals(0, numbers(sessions.get(1)).getFirst());
    // The first one has no END, and its last rows were not forced: what it tells is a beginning.
    List<Event> anew = LapDrive.timedAnew(sessions.get(0).fixes);
    assertEquals(anew.subList(0, sessions.get(0).told.size()), sessions.get(0).told);
  }

  @Test
  void theWayOutSaysNoTimeAndEveryLapSaysItsKind() throws IOException {
    drive(Start.ALWAYS, 9, -100).forSeconds(120).shutDown();
    List<Event> laps = sessions().getFirst().laps();
    assertEquals(2, laps.size());
    assertEquals("out", laps.get(0).text(EventField.KIND).orElseThrow());
    assertTrue(laps.get(0).whole(EventField.DURATION_NANOS).isEmpty());
    assertTrue(laps.get(0).whole(EventField.UNCERTAINTY_NANOS).isEmpty());
    assertEquals("flying", laps.get(1).text(EventField.KIND).orElseThrow());
    assertEquals("tsukuba-tc2000", laps.get(1).text(EventField.TRACK).orElseThrow());
    assertEquals(
        laps.get(1).whole(EventField.GNSS_NANOS).orElseThrow()
            - laps.get(0).whole(EventField.GNSS_NANOS).orElseThrow(),
        laps.get(1).whole(EventField.DURATION_NANOS).orElseThrow());
  }

  private List<LapNews> news(LapDrive drive) {
    List<LapNews> all = new ArrayList<>();
    for (LapNews news = drive.recorder.laps().take();
        news != null;
        news = drive.recorder.laps().take()) {
      all.add(news);
    }
    return all;
  }

  @Test
  void newsAndDeltaAreShownWhileDriving() throws IOException {
    LapDrive drive = drive(Start.ALWAYS, 10, -100).forSeconds(6);
    LiveGroup laps = drive.recorder.groups().getLast();
    assertEquals("laps", laps.spec().source());
    drive.forSeconds(84);
    assertEquals(0, laps.latest().rows(), "no reference, no delta");
    List<LapNews> first = laps(news(drive));
    assertEquals(List.of(0, 1), first.stream().map(LapNews::lap).toList());
    assertTrue(first.getLast().best());

    drive.pace(1.04).forSeconds(4);
    assertEquals(0, laps.latest().rows(), "a delta just behind the line is noise");
    drive.forSeconds(50);
    var reading = laps.latest().newReading();
    laps.latest().read(reading);
    double delta = laps.spec().channels().get(0).scale().value(reading.raw(0));
    double predicted = laps.spec().channels().get(1).scale().value(reading.raw(1));
    assertTrue(delta < -1.5 && delta > -3.5, "4 % of 60 s are won: delta=" + delta);
    assertEquals(first.getLast().seconds().orElseThrow() + delta, predicted, 1e-5);

    drive.forSeconds(27);
    List<LapNews> second = laps(news(drive));
    assertEquals(1, second.size());
    assertTrue(second.getFirst().best());
    laps.latest().read(reading);
    assertEquals(
        second.getFirst().deltaSeconds().orElseThrow(),
        laps.spec().channels().get(0).scale().value(reading.raw(0)),
        1e-5,
        "at the line delta is the difference of the laps, and stands there for ten seconds");
    assertEquals(Optional.of("tsukuba-tc2000"), drive.recorder.laps().track());
    drive.shutDown();
  }

  private static List<LapNews> laps(List<LapNews> news) {
    return news.stream().filter(n -> n.sector().isEmpty()).toList();
  }

  @Test
  void whereTimingIsForbiddenNothingIsShownAndAllIsRecorded() throws IOException {
    LapDrive drive =
        new LapDrive(storage, time, LapDrive.settings(Start.ALWAYS, Show.RECORD_ONLY), 11, -100);
    drive.forSeconds(200);
    assertEquals(2, drive.recorder.groups().size());
    assertNull(drive.recorder.laps().take());
    drive.shutDown();
    assertSameLaps(sessions().getFirst(), 3);
  }

  @Test
  void theSchemaNamesTheCourseThatTheOwnerNamed() throws IOException {
    drive(Start.ALWAYS, 12, -100).forSeconds(5).shutDown();
    assertEquals(
        Optional.of("tsukuba-tc2000"),
        Drive.readAll(storage).values().iterator().next().schemas.getFirst().track());
  }

  @Test
  void lapsBetweenSessionsAreNobodysBusiness() throws IOException {
    LapDrive drive = drive(Start.MANUAL, 13, -100).forSeconds(200);
    assertNull(drive.recorder.laps().take());
    drive.shutDown();
    assertFalse(
        sessions().stream().anyMatch(s -> s.told.stream().anyMatch(LapRecordingTest::isLap)));
  }

  private static boolean isLap(Event event) {
    return event.kindId() == EventKind.LAP.id();
  }
}
