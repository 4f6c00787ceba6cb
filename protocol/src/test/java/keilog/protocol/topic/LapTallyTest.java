package keilog.protocol.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import keilog.protocol.block.DamagedPayload;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventField;
import keilog.protocol.block.EventKind;
import keilog.protocol.block.EventPayload;
import keilog.protocol.block.SessionId;
import keilog.protocol.track.LapEvents;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.TimedLap.Kind;
import keilog.protocol.track.TimedLap.Remark;
import keilog.protocol.track.TimedSector;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;
import org.junit.jupiter.api.Test;

class LapTallyTest {
  private static final SessionId SESSION = new SessionId(12, 1, 0x8f3a2c10);
  private static final Track TRACK = Tracks.find("tsukuba-tc2000").orElseThrow();
  private static final long T0 = 1_795_000_000_000_000_000L;

  private final LapTally tally = new LapTally();

  private static TimedLap lap(int number, Kind kind, long millis, Set<Remark> remarks) {
    return new TimedLap(
        number,
        kind,
        T0,
        T0 + millis * 1_000_000,
        77_000_000_000L,
        Quality.MEASURED,
        7_000_000,
        remarks,
        List.of());
  }

  private LapNews hear(TimedLap lap) {
    return tally.hear(SESSION, throughAFile(LapEvents.lap(TRACK, lap))).orElseThrow();
  }

  private static Event throughAFile(Event event) {
    try {
      return EventPayload.decode(EventPayload.encode(event));
    } catch (DamagedPayload e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theWayOutHasNoTimeAndTheFirstLapNothingToCompareWith() {
    LapNews out = hear(lap(0, Kind.OUT, 30_000, Set.of()));
    assertEquals(OptionalDouble.empty(), out.seconds());
    assertEquals(OptionalDouble.empty(), out.uncertaintySeconds());
    assertFalse(out.best());
    LapNews first = hear(lap(1, Kind.FLYING, 70_000, Set.of()));
    assertEquals(70, first.seconds().orElseThrow());
    assertEquals(OptionalDouble.empty(), first.deltaSeconds());
    assertEquals("tsukuba-tc2000", first.track().orElseThrow());
    assertEquals((T0 / 1_000_000) + 70_000, first.ts().orElseThrow());
    assertTrue(first.best());
  }

  @Test
  void onlyLapsThatCountCanBeTheBest() {
    hear(lap(1, Kind.FLYING, 70_000, Set.of()));
    assertFalse(hear(lap(2, Kind.FLYING, 65_000, EnumSet.of(Remark.OFF_COURSE))).best());
    assertFalse(hear(lap(3, Kind.PIT, 64_000, Set.of())).best());
    LapNews fourth = hear(lap(4, Kind.FLYING, 69_500, EnumSet.of(Remark.SLOW, Remark.GAP)));
    assertTrue(fourth.best());
    assertEquals(-0.5, fourth.deltaSeconds().orElseThrow(), 1e-9);
    assertEquals("gap, slow", fourth.remarks().orElseThrow());
    assertEquals(0.25, hear(lap(5, Kind.FLYING, 69_750, Set.of())).deltaSeconds().orElseThrow());
  }

  @Test
  void sectorsHaveBestsOfTheirOwnAndAnotherDriveBeginsAfresh() {
    assertTrue(sector(1, 1, 23_000).best());
    assertTrue(sector(1, 2, 21_000).best());
    LapNews slower = sector(2, 1, 23_400);
    assertFalse(slower.best());
    assertEquals(0.4, slower.deltaSeconds().orElseThrow(), 1e-9);
    assertEquals(1, slower.sector().orElseThrow());
    hear(lap(0, Kind.OUT, 30_000, Set.of()));
    assertTrue(sector(1, 1, 23_500).best());
  }

  private LapNews sector(int lap, int number, long millis) {
    TimedSector sector =
        new TimedSector(
            number,
            "sector " + number,
            T0,
            T0 + millis * 1_000_000,
            77_000_000_000L,
            Quality.MEASURED,
            7_000_000);
    return tally.hear(SESSION, throughAFile(LapEvents.sector(TRACK, lap, sector))).orElseThrow();
  }

  @Test
  void whatIsNoLapIsNoNews() {
    assertTrue(tally.hear(SESSION, Event.at(EventKind.MARKER, 1)).isEmpty());
    assertTrue(tally.hear(SESSION, Event.at(EventKind.LAP, 1)).isEmpty());
    Event strange = Event.at(EventKind.LAP, 1).with(EventField.LAP, 3);
    LapNews news = tally.hear(SESSION, strange).orElseThrow();
    assertEquals(Quality.INSUFFICIENT, news.quality());
    assertFalse(news.best());
  }
}
