package keilog.tools.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import keilog.protocol.testing.Needs;
import keilog.protocol.track.Fix;
import keilog.protocol.track.Gate;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.LapListener;
import keilog.protocol.track.LapTimer;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.Track;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.course.CourseLearner;
import keilog.tools.analysis.course.CourseWish;
import keilog.tools.analysis.course.LearnedCourse;
import org.junit.jupiter.api.Test;

/**
 * Laps of real drives as other tools timed them. The lines are theirs, taken from where their lap
 * marks lie on the path: so these test readers and interpolation, not the place of a line.
 */
class RealLapsTest {
  /** AiM's line at Adria: where its own lap marks lie. */
  private static final Gate ADRIA =
      Gate.across("start", new GeoPoint(45.0460739, 12.1497876), 11.4, 12, 12);

  /** RaceChrono's at Tianma: where its two rows lie that change the lap's number. */
  private static final Gate TIANMA =
      Gate.across("start", new GeoPoint(31.0789205, 121.1151245), 290.7, 12, 12);

  /**
   * TrackAddict's at the Spreewaldring, fitted to its marks: all five lie 0.7 to 1.1 s before the
   * path crosses this line (it allows for a phone's late fixes), and that cancels in laps.
   */
  private static final Gate SPREEWALD =
      Gate.across("start", new GeoPoint(51.99981, 13.687264), 352, 28, 28);

  private static final CourseWish WISH =
      new CourseWish(
          "learned",
          "Learned",
          "Full course",
          "a drive",
          Optional.empty(),
          Optional.empty(),
          CourseWish.SectorRule.THIRDS);

  @Test
  void timesAdriaAsItsLoggerDid() throws IOException {
    ForeignFile file = ForeignFile.read(Needs.recording("laps/adria-aim-gps.csv"));
    List<Double> truth =
        Files.readAllLines(Needs.recording("laps/adria-aim-laps.csv")).stream()
            .skip(1)
            .map(l -> Double.parseDouble(l.split(",")[3]))
            .toList();
    List<TimedLap> laps = flying(file.recording(), Track.of("adria-kart", ADRIA));
    assertEquals(10, laps.size());
    double worst = 0;
    for (int lap = 1; lap <= 9; lap++) {
      double error = seconds(laps.get(lap)) - truth.get(lap);
      worst = Math.max(worst, Math.abs(error));
      assertEquals(0, error, 0.002, "lap " + lap);
      assertTrue(laps.get(lap).counts(), "lap " + lap + ": " + laps.get(lap));
    }
    System.out.printf("Adria: nine laps, worst error %.2f ms%n", worst * 1e3);
  }

  @Test
  void timesTianmaAsRaceChronoDid() throws IOException {
    ForeignFile file = ForeignFile.read(Needs.recording("laps/tianma-lap9-racechrono-v3.csv"));
    List<TimedLap> laps = flying(file.recording(), Track.of("tianma", TIANMA));
    assertEquals(1, laps.size());
    assertEquals(76.33, seconds(laps.getFirst()), 0.005);
    assertEquals(file.laps().getFirst().seconds(), seconds(laps.getFirst()), 0.002);
    assertTrue(laps.getFirst().counts());
    System.out.printf("Tianma: lap 9 %.4f s%n", seconds(laps.getFirst()));
  }

  @Test
  void timesThePhoneOfTheSpreewaldringWithItsDoubts() throws IOException {
    ForeignFile file = ForeignFile.read(Needs.recording("logs/spreewaldring-trackaddict.csv"));
    List<TimedLap> laps = laps(file.recording(), Track.of("spreewaldring", SPREEWALD));
    for (String name : List.of("2", "3")) {
      double truth =
          file.laps().stream().filter(l -> l.name().equals(name)).findFirst().get().seconds();
      TimedLap lap =
          laps.stream()
              .min(Comparator.comparingDouble(l -> Math.abs(seconds(l) - truth)))
              .orElseThrow();
      double error = seconds(lap) - truth;
      double doubt = lap.uncertaintyNanos() * 1e-9;
      System.out.printf(
          "Spreewaldring: lap %s %+.3f s, ±%.3f s, %s%n", name, error, doubt, lap.quality());
      assertEquals(0, error, 0.5, "one fix a second, known to 24 m: lap " + name);
      assertTrue(doubt < 1, "an honest doubt is still worth knowing: " + doubt);
      assertTrue(Math.abs(error) <= 2 * doubt, "lap " + name + ": " + error + " ±" + doubt);
      assertEquals(Quality.ESTIMATED, lap.quality());
    }
    for (TimedLap lap : laps) {
      assertFalse(lap.counts(), "nothing here is measured: " + lap);
    }
  }

  @Test
  void learnsAdriaFromItsLapsAlone() throws IOException {
    ForeignFile file = ForeignFile.read(Needs.recording("laps/adria-aim-gps.csv"));
    LearnedCourse course = CourseLearner.learn(file.recording().fixes(), WISH);
    Track track = course.track().orElseThrow();
    assertEquals(9, course.cleanLaps());
    assertEquals(Track.Direction.CLOCKWISE, track.direction());
    List<TimedLap> theirs = flying(file.recording(), Track.of("adria-kart", ADRIA));
    List<TimedLap> ours = flying(file.recording(), track);
    assertEquals(9, ours.size());
    // both lines lie on the main straight: the same laps, begun a little earlier or later
    for (int i = 0; i < ours.size(); i++) {
      assertEquals(seconds(theirs.get(i + 1)), seconds(ours.get(i)), 0.05, "lap " + i);
      double sectors =
          ours.get(i).sectors().stream().mapToDouble(s -> s.durationNanos() * 1e-9).sum();
      assertEquals(seconds(ours.get(i)), sectors, 1e-9, "lap " + i);
    }
    Gate start = track.start().orElseThrow();
    assertTrue(start.widthMetres() < 30, "the track returns beside the straight");
  }

  @Test
  void learnsTheSpreewaldringFromAPhone() throws IOException {
    ForeignFile file = ForeignFile.read(Needs.recording("logs/spreewaldring-trackaddict.csv"));
    LearnedCourse course = CourseLearner.learn(file.recording().fixes(), WISH);
    assertTrue(course.cleanLaps() >= 2, course.toString());
    double length = course.track().orElseThrow().lengthMetres().orElseThrow();
    assertEquals(2340, length, 70, "as published, and the phone's gaps");
  }

  private static double seconds(TimedLap lap) {
    return lap.durationNanos() * 1e-9;
  }

  private static List<TimedLap> flying(Recording recording, Track track) {
    return laps(recording, track).stream().filter(l -> l.kind() == TimedLap.Kind.FLYING).toList();
  }

  private static List<TimedLap> laps(Recording recording, Track track) {
    List<TimedLap> laps = new ArrayList<>();
    LapTimer timer =
        LapTimer.on(
            track,
            new LapListener() {
              @Override
              public void lap(TimedLap lap) {
                laps.add(lap);
              }
            });
    Fix fix = new Fix();
    for (int row = 0; row < recording.fixes().size(); row++) {
      recording.fixes().get(row, fix);
      timer.fix(fix);
    }
    timer.end();
    return laps;
  }
}
