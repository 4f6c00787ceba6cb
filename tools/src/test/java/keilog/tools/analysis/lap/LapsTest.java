package keilog.tools.analysis.lap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventField;
import keilog.protocol.track.Fix;
import keilog.protocol.track.Gate;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.LapEvents;
import keilog.protocol.track.LapListener;
import keilog.protocol.track.LapTimer;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.SimulatedDrive.Plan;
import keilog.tools.analysis.motion.Motion;
import org.junit.jupiter.api.Test;

class LapsTest {
  private static final Track TRACK = Tracks.find("tsukuba-tc2000").orElseThrow();

  private static Recording with(
      Recording like, Fixes fixes, List<Event> events, List<Recording.Cut> cuts) {
    return new Recording(
        like.name(),
        like.car(),
        like.track(),
        fixes,
        like.columns(),
        events,
        cuts,
        like.sessions());
  }

  private static Recording recording(Fixes fixes) {
    return new Recording(
        "test",
        Optional.empty(),
        Optional.empty(),
        fixes,
        List.of(),
        List.of(),
        List.of(),
        List.of("test"));
  }

  private static Laps laps(Recording recording) {
    return Laps.of(recording, Tracks.all(), Optional.empty());
  }

  /** What a logger on this drive would have written. */
  private static List<Event> live(Fixes fixes) {
    List<Event> events = new ArrayList<>();
    LapTimer timer =
        LapTimer.finding(
            Tracks.all(),
            new LapListener() {
              private Track layout;

              @Override
              public void layout(Track track) {
                layout = track;
              }

              @Override
              public void lap(TimedLap lap) {
                events.add(LapEvents.lap(layout, lap));
              }
            });
    Fix fix = new Fix();
    for (int row = 0; row < fixes.size(); row++) {
      fixes.get(row, fix);
      timer.fix(fix);
    }
    timer.end();
    return events;
  }

  @Test
  void theLayoutIsFoundAndEachLapHasItsTrueTime() {
    SimulatedDrive drive = SimulatedDrive.of(Plan.PERFECT.seconds(480));
    Laps laps = laps(drive.recording());
    assertEquals("tsukuba-tc2000", laps.track().orElseThrow().id());
    assertTrue(laps.missing().isEmpty(), laps.missing().toString());
    List<TimedLap> truth = LapTracesTest.laps(drive);
    assertEquals(truth.size(), laps.valid().size());
    for (int i = 0; i < truth.size(); i++) {
      assertEquals(truth.get(i).durationNanos() * 1e-9, laps.valid().get(i).seconds(), 0.002);
    }
    assertEquals(TimedLap.Kind.OUT, laps.laps().getFirst().timed().kind());
    assertEquals(TimedLap.Kind.IN, laps.laps().getLast().timed().kind());
    Lap best = laps.best().orElseThrow();
    assertEquals(0, best.gapSeconds().orElseThrow());
    assertTrue(laps.valid().stream().allMatch(l -> l.gapSeconds().orElseThrow() >= 0));
    assertEquals(2045, best.metres(), 30);
    assertTrue(best.highestSpeedKmh() > 100 && best.lowestSpeedKmh() > 30, best.toString());
    assertTrue(best.highestRpm() > 6000, best.toString());
    assertEquals(1, best.fixes().greenShare());
    assertTrue(laps.consistency().deviationSeconds() > 0);
  }

  @Test
  void everyLapHasItsSectorsEvenTheFirst() {
    Laps laps = laps(SimulatedDrive.of(Plan.PERFECT.seconds(480)).recording());
    for (Lap lap : laps.valid()) {
      assertEquals(3, lap.sectors().size());
      assertEquals(
          lap.seconds(), lap.sectors().stream().mapToDouble(Lap.Sector::seconds).sum(), 1e-6);
    }
    assertEquals(3, laps.consistency().sectorDeviationSeconds().size());
  }

  @Test
  void theLoggersOwnLapsAreFoundAgainToTheNanosecond() {
    SimulatedDrive drive = SimulatedDrive.of(Plan.PERFECT.gps(10, 0.3, 0.05, 0.1, 0.01));
    Fixes fixes = drive.recording().fixes();
    List<Event> events = live(fixes);
    LiveLaps live = laps(with(drive.recording(), fixes, events, List.of())).live();
    assertTrue(live.recorded() >= 4, live.toString());
    assertEquals(live.recorded(), live.equal(), live.toString());
    Event moved = events.get(2).with(EventField.DURATION_NANOS, 1);
    LiveLaps other = laps(with(drive.recording(), fixes, List.of(moved), List.of())).live();
    assertEquals(1, other.differences().size());
  }

  @Test
  void aLapOverAPowerCutIsAnEstimateAndDoesNotCount() {
    SimulatedDrive drive = SimulatedDrive.of(Plan.PERFECT.seconds(480));
    Fixes all = drive.recording().fixes();
    long cut = SimulatedDrive.MONO_START + 200 * SimulatedDrive.SECOND;
    long back = cut + 4 * SimulatedDrive.SECOND;
    Fixes.Builder kept = new Fixes.Builder();
    Fix fix = new Fix();
    for (int row = 0; row < all.size(); row++) {
      all.get(row, fix);
      if (fix.timeNanos < cut || fix.timeNanos > back) {
        kept.add(fix, Double.NaN);
      }
    }
    Laps laps =
        laps(
            with(
                drive.recording(), kept.build(), List.of(), List.of(new Recording.Cut(cut, back))));
    List<Lap> marked =
        laps.laps().stream()
            .filter(l -> l.timed().remarks().contains(TimedLap.Remark.POWER_CUT))
            .toList();
    assertEquals(1, marked.size(), laps.laps().toString());
    assertEquals(Quality.ESTIMATED, marked.getFirst().timed().quality());
    assertFalse(marked.getFirst().valid());
    assertTrue(laps.valid().size() >= 3);
  }

  @Test
  void aChosenTrackIsTakenAndAnUnfitOneInTheSessionIsNot() {
    SimulatedDrive drive = SimulatedDrive.of(Plan.PERFECT);
    Recording wrong =
        new Recording(
            "wrong",
            Optional.empty(),
            Optional.of("tsukuba-tc1000"),
            drive.recording().fixes(),
            List.of(),
            List.of(),
            List.of(),
            List.of("wrong"));
    assertEquals("tsukuba-tc2000", laps(wrong).track().orElseThrow().id());
    Laps chosen = Laps.of(wrong, Tracks.all(), Optional.of("tsukuba-tc1000"));
    assertTrue(chosen.valid().isEmpty());
    assertTrue(chosen.missing().isPresent());
  }

  @Test
  void runsFromAStartToAFinishAreLaps() {
    SimulatedDrive drive = SimulatedDrive.of(Plan.PERFECT);
    var end = drive.road().gates().get(2);
    var ground = drive.road().ground();
    Gate finish =
        new Gate(
            "finish",
            new GeoPoint(ground.latitude(end.leftNorth()), ground.longitude(end.leftEast())),
            new GeoPoint(ground.latitude(end.rightNorth()), ground.longitude(end.rightEast())));
    Track hill =
        new Track(
            "hill",
            "hill",
            "Hill",
            "up",
            TRACK.location(),
            TRACK.start(),
            Optional.of(finish),
            List.of(),
            Track.Direction.UNKNOWN,
            OptionalInt.empty(),
            Track.Confidence.MEDIUM,
            "test",
            "",
            Optional.empty(),
            List.of());
    Laps laps = Laps.of(drive.recording(), List.of(hill), Optional.of("hill"));
    List<Long> starts = times(drive, "start");
    List<Long> ends = times(drive, end.name());
    assertTrue(laps.valid().size() >= 3, laps.laps().toString());
    for (int i = 0; i < laps.valid().size(); i++) {
      assertEquals((ends.get(i) - starts.get(i)) * 1e-9, laps.valid().get(i).seconds(), 0.002);
    }
    LapTraces traces = LapTraces.of(Motion.of(drive.recording()), laps.timed(), laps.track());
    assertEquals(1, traces.traces().getFirst().shown(), 1e-9);
    assertTrue(Bests.of(laps, traces, Optional.empty()).feasible().isPresent());
  }

  private static List<Long> times(SimulatedDrive drive, String gate) {
    return drive.passages().stream()
        .filter(p -> p.gate().equals(gate))
        .map(SimulatedDrive.Passage::gnssNanos)
        .toList();
  }

  @Test
  void aDriveWithoutFixesHasNoLapsAndSaysWhy() {
    Laps laps = laps(recording(new Fixes.Builder().build()));
    assertTrue(laps.laps().isEmpty());
    assertTrue(laps.best().isEmpty());
    assertEquals(0, laps.consistency().laps());
    assertTrue(laps.missing().orElseThrow().contains("no fix"), laps.toString());
  }

  @Test
  void onlyTheWayOutIsNoLap() {
    Laps laps = laps(SimulatedDrive.of(Plan.PERFECT.seconds(40)).recording());
    assertTrue(laps.best().isEmpty());
    assertTrue(laps.missing().orElseThrow().startsWith("no laps"), laps.missing().toString());
  }

  @Test
  void oneLapIsTheBestAndHasNoSpread() {
    Laps laps = laps(SimulatedDrive.of(Plan.PERFECT.seconds(110)).recording());
    assertEquals(1, laps.valid().size());
    assertEquals(1, laps.best().orElseThrow().number());
    assertTrue(Double.isNaN(laps.consistency().deviationSeconds()));
  }

  @Test
  void aDriveFarFromAnyTrackSaysWhereItWasAndWhatToDo() {
    Fixes.Builder fixes = new Fixes.Builder();
    for (int i = 0; i < 100; i++) {
      Fix fix = new Fix();
      fix.gnssNanos = 1_795_000_000_000_000_000L + i * 100_000_000L;
      fix.timeNanos = i * 100_000_000L;
      fix.latitude = 43.0621 + i * 1e-5;
      fix.longitude = 141.3544;
      fix.quality = 3;
      fixes.add(fix, 20);
    }
    Laps laps = laps(recording(fixes.build()));
    assertTrue(laps.track().isEmpty());
    assertTrue(laps.missing().orElseThrow().contains("near 43.06"), laps.toString());
    assertTrue(laps.missing().orElseThrow().contains("keilog tracks learn"), laps.toString());
    assertTrue(TRACK.start().isPresent());
  }
}
