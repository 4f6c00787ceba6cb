package keilog.tools.analysis.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import keilog.protocol.track.Fix;
import keilog.protocol.track.Gate;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.LapListener;
import keilog.protocol.track.LapTimer;
import keilog.protocol.track.Plane;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.Track;
import keilog.protocol.track.TrackText;
import keilog.protocol.track.Tracks;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Chance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseLearnerTest {
  private static final CourseWish WISH =
      new CourseWish(
          "learned",
          "Learned",
          "Full course",
          "a test",
          Optional.empty(),
          Optional.empty(),
          CourseWish.SectorRule.THIRDS);

  /** Four laps by a perfect receiver. */
  private static final SimulatedDrive PERFECT =
      SimulatedDrive.of(SimulatedDrive.Plan.PERFECT.seconds(330));

  private static final GeoPoint HERE = new GeoPoint(35.5, 138.9);

  @TempDir Path folder;

  @Test
  void learnsACircuitWhoseLapsAreTrue() {
    SimulatedDrive drive = PERFECT;
    Track track = learned(drive.recording().fixes(), WISH);
    assertEquals(drive.road().length(), track.lengthMetres().orElseThrow(), 0.005 * 2045);
    assertEquals(Track.Direction.CLOCKWISE, track.direction());
    assertEquals(Track.Confidence.LEARNED, track.confidence());
    assertEquals(2, track.sectors().size());
    List<Double> errors = errors(drive, track);
    assertTrue(errors.size() >= 2, errors.toString());
    errors.forEach(e -> assertEquals(0, e, 1, "ms"));
  }

  @Test
  void learnsFromNoisyReceiversAsWellAsTheyTime() {
    // worst of four laps: four deviations of a lap between two lines at 0.3 m noise and 35 m/s
    for (int[] hzAndMillis : new int[][] {{25, 20}, {10, 25}, {1, 60}}) {
      int hz = hzAndMillis[0];
      SimulatedDrive drive =
          SimulatedDrive.of(SimulatedDrive.Plan.PERFECT.seconds(250).gps(hz, 0.3, 0.05, 0.1, 0.01));
      Track track = learned(drive.recording().fixes(), WISH);
      assertEquals(2045, track.lengthMetres().orElseThrow(), 0.005 * 2045, hz + " Hz");
      List<Double> errors = errors(drive, track);
      assertTrue(errors.size() >= 1, hz + " Hz: " + errors);
      errors.forEach(e -> assertEquals(0, e, hzAndMillis[1], hz + " Hz, ms"));
    }
  }

  @Test
  void writesATrackThatItsReaderTakes() throws IOException {
    SimulatedDrive drive = PERFECT;
    for (CourseWish.SectorRule rule : CourseWish.SectorRule.values()) {
      Track track =
          learned(
              drive.recording().fixes(),
              new CourseWish(
                  "x", "X \"Y\"", "L\\", "a\nb", Optional.empty(), Optional.empty(), rule));
      Path file = Files.writeString(folder.resolve("own.toml"), TrackText.toml(track));
      Track read = Tracks.read(file).getFirst();
      assertEquals(track.name(), read.name());
      assertEquals(track.source(), read.source());
      assertEquals(track.sectors().size(), read.sectors().size());
      assertEquals(track.centreline().size(), read.centreline().size());
      assertEquals(track.start().get().headingDegrees(), read.start().get().headingDegrees(), 0.05);
      for (TimedLap lap : laps(drive.recording().fixes(), read)) {
        if (lap.kind() == TimedLap.Kind.FLYING) {
          assertEquals(read.sectors().size() + 1, lap.sectors().size(), rule + " " + lap);
        }
      }
    }
  }

  @Test
  void putsSectorsWhereTheCarIsFastest() {
    SimulatedDrive drive = PERFECT;
    Track track =
        learned(
            drive.recording().fixes(),
            new CourseWish(
                "x",
                "X",
                "L",
                "s",
                Optional.empty(),
                Optional.empty(),
                CourseWish.SectorRule.SPEED));
    assertTrue(track.sectors().size() >= 3, track.sectors().toString());
    // every sector line is passed faster than the mean of a lap
    double mean = drive.states().stream().mapToDouble(CarState::speed).average().orElseThrow();
    for (Gate gate : track.sectors()) {
      Plane plane = Plane.at(gate.centre());
      double fastest =
          drive.states().stream()
              .filter(
                  s ->
                      Math.hypot(
                              plane.east(drive.road().ground().longitude(s.east())),
                              plane.north(drive.road().ground().latitude(s.north())))
                          < 3)
              .mapToDouble(CarState::speed)
              .max()
              .orElseThrow();
      assertTrue(fastest > mean, gate + " " + fastest);
    }
  }

  @Test
  void putsTheLineWhereTheUserWantsIt() {
    SimulatedDrive drive = PERFECT;
    Gate real = Tracks.find("tsukuba-tc2000").orElseThrow().start().orElseThrow();
    // twenty metres beside the road
    GeoPoint beside =
        Plane.at(real.centre())
            .place(
                20 * Math.cos(Math.toRadians(real.headingDegrees())),
                -20 * Math.sin(Math.toRadians(real.headingDegrees())));
    Track track = learned(drive.recording().fixes(), wish(Optional.of(beside), Optional.empty()));
    Gate start = track.start().orElseThrow();
    assertEquals(
        real.headingDegrees(), start.headingDegrees(), 1.5, "the car is not straight there");
    assertEquals(0, Plane.at(real.centre()).east(start.centre().longitude()), 1);
    assertEquals(0, Plane.at(real.centre()).north(start.centre().latitude()), 1);
    assertEquals(30, start.widthMetres(), 0.1);
  }

  @Test
  void refusesALineThatTheDriveDoesNotPass() {
    SimulatedDrive drive = PERFECT;
    LearnedCourse course =
        CourseLearner.learn(
            drive.recording().fixes(),
            wish(Optional.of(new GeoPoint(36.16, 139.92)), Optional.empty()));
    assertTrue(course.missing().orElseThrow().startsWith("the drive does not pass there"));
  }

  @Test
  void learnsFromOneLapAndSaysSo() {
    SimulatedDrive drive = SimulatedDrive.of(SimulatedDrive.Plan.PERFECT.seconds(140));
    LearnedCourse course = CourseLearner.learn(drive.recording().fixes(), WISH);
    assertEquals(1, course.cleanLaps());
    assertTrue(course.track().orElseThrow().check().startsWith("one run only"));
  }

  @Test
  void saysWhyADriveWithoutALapTeachesNothing() {
    SimulatedDrive short60 = SimulatedDrive.of(SimulatedDrive.Plan.PERFECT.seconds(50));
    LearnedCourse course = CourseLearner.learn(short60.recording().fixes(), WISH);
    assertTrue(course.track().isEmpty());
    assertTrue(
        course.missing().orElseThrow().startsWith("no straight was passed twice"),
        course.toString());
    Fixes none = new Fixes.Builder().build();
    assertTrue(CourseLearner.learn(none, WISH).missing().orElseThrow().contains("no fixes"));
    Fixes standing = drive(t -> 0, t -> 0, 60, 0.3);
    assertTrue(CourseLearner.learn(standing, WISH).track().isEmpty());
    Fixes away = drive(t -> 20 * t, t -> 3 * t, 60, 0.3);
    assertTrue(CourseLearner.learn(away, WISH).track().isEmpty());
    Fixes thereAndBack = drive(t -> 900 * Math.sin(t / 30), t -> 0, 240, 0.3);
    assertTrue(CourseLearner.learn(thereAndBack, WISH).track().isEmpty());
  }

  @Test
  void learnsAFigureOfEightWithoutADirection() {
    Fixes eight = drive(t -> 250 * Math.sin(t / 10), t -> 125 * Math.sin(2 * t / 10), 400, 0.3);
    Track track = learned(eight, WISH);
    assertEquals(Track.Direction.UNKNOWN, track.direction());
    double once = 0;
    for (double t = 0; t < 20 * Math.PI; t += 0.01) {
      once += 0.01 * Math.hypot(25 * Math.cos(t / 10), 25 * Math.cos(2 * t / 10));
    }
    assertEquals(once, track.lengthMetres().orElseThrow(), 0.005 * once);
    long flying = laps(eight, track).stream().filter(l -> l.kind() == TimedLap.Kind.FLYING).count();
    assertEquals(5, flying);
  }

  @Test
  void keepsTheLineOutOfAnotherLegOfTheTrack() {
    // two straights 14 m apart, driven opposite ways
    double round = 600 + 14 * Math.PI;
    Fixes narrow =
        drive(t -> stadium(t * 12 % round, true), t -> stadium(t * 12 % round, false), 300, 0.05);
    Track track = learned(narrow, WISH);
    Gate start = track.start().orElseThrow();
    assertTrue(start.widthMetres() < 25, "metres: " + start.widthMetres());
  }

  @Test
  void learnsAHillClimbFromItsFinish() {
    // up a bending road, twice, with the way back between
    DoubleUnaryOperator along = t -> 600 - 600 * Math.cos(t / 25);
    Fixes hill =
        drive(along, t -> 40 * Math.sin(along.applyAsDouble(t) / 100), 3.4 * Math.PI * 25, 0.1);
    Plane plane = Plane.at(HERE);
    GeoPoint finish = plane.place(1000, 40 * Math.sin(10));
    Track track = learned(hill, wish(Optional.empty(), Optional.of(finish)));
    assertTrue(track.finish().isPresent());
    assertEquals(Track.Direction.UNKNOWN, track.direction());
    assertTrue(plane.east(track.start().orElseThrow().centre().longitude()) < 20);
    assertEquals(1000, plane.east(track.finish().get().centre().longitude()), 1);
    assertEquals(1026, track.lengthMetres().orElseThrow(), 10);
    assertEquals(30, track.finish().get().widthMetres(), 0.1, "the way back is the same road");
  }

  /** East or north after so many metres of two straights of 300 m and two bends of 7 m. */
  private static double stadium(double metres, boolean east) {
    double bend = 7 * Math.PI;
    if (metres < 300) {
      return east ? metres : -7;
    }
    if (metres < 300 + bend) {
      double angle = (metres - 300) / 7 - Math.PI / 2;
      return east ? 300 + 7 * Math.cos(angle) : 7 * Math.sin(angle);
    }
    if (metres < 600 + bend) {
      return east ? 600 + bend - metres : 7;
    }
    double angle = (metres - 600 - bend) / 7 + Math.PI / 2;
    return east ? 7 * Math.cos(angle) : 7 * Math.sin(angle);
  }

  private static CourseWish wish(Optional<GeoPoint> line, Optional<GeoPoint> finish) {
    return new CourseWish("x", "X", "L", "s", line, finish, CourseWish.SectorRule.THIRDS);
  }

  private static Track learned(Fixes fixes, CourseWish wish) {
    LearnedCourse course = CourseLearner.learn(fixes, wish);
    return course.track().orElseThrow(() -> new AssertionError(course.missing().get()));
  }

  /** A drive by formula, 10 Hz. */
  private static Fixes drive(
      DoubleUnaryOperator east, DoubleUnaryOperator north, double seconds, double noise) {
    Plane plane = Plane.at(HERE);
    Fixes.Builder fixes = new Fixes.Builder();
    for (int i = 0; i < seconds * 10; i++) {
      double t = i / 10.0;
      double vx = (east.applyAsDouble(t + 1e-3) - east.applyAsDouble(t - 1e-3)) / 2e-3;
      double vy = (north.applyAsDouble(t + 1e-3) - north.applyAsDouble(t - 1e-3)) / 2e-3;
      GeoPoint place =
          plane.place(
              east.applyAsDouble(t) + noise * Chance.normal(1, i),
              north.applyAsDouble(t) + noise * Chance.normal(2, i));
      Fix fix = new Fix();
      fix.gnssNanos = SimulatedDrive.UTC_START + i * 100_000_000L;
      fix.timeNanos = fix.gnssNanos;
      fix.latitude = place.latitude();
      fix.longitude = place.longitude();
      fix.speed = Math.hypot(vx, vy);
      fix.heading = (Math.toDegrees(Math.atan2(vx, vy)) + 360) % 360;
      fix.horizontalAccuracy = 0.5;
      fix.speedAccuracy = 0.05;
      fix.quality = 3;
      fixes.add(fix, 0);
    }
    return fixes.build();
  }

  /** Errors of laps in milliseconds, by the simulator's truth at the learned line. */
  private static List<Double> errors(SimulatedDrive drive, Track track) {
    List<Long> truth = passes(drive, track.start().orElseThrow());
    List<Double> errors = new ArrayList<>();
    for (TimedLap lap : laps(drive.recording().fixes(), track)) {
      for (int i = 0; i + 1 < truth.size() && lap.kind() == TimedLap.Kind.FLYING; i++) {
        if (Math.abs(truth.get(i) - lap.startNanos()) < 1_000_000_000L) {
          errors.add((lap.durationNanos() - (truth.get(i + 1) - truth.get(i))) * 1e-6);
        }
      }
    }
    return errors;
  }

  /** When the simulated car truly passed a line. */
  private static List<Long> passes(SimulatedDrive drive, Gate gate) {
    List<Long> passes = new ArrayList<>();
    Plane plane = Plane.at(gate.centre());
    double heading = Math.toRadians(gate.headingDegrees());
    double before = Double.NaN;
    CarState last = null;
    for (CarState state : drive.states()) {
      double x = plane.east(drive.road().ground().longitude(state.east()));
      double y = plane.north(drive.road().ground().latitude(state.north()));
      double past = x * Math.sin(heading) + y * Math.cos(heading);
      if (before < 0 && past >= 0 && Math.hypot(x, y) < 20) {
        double share = before / (before - past);
        passes.add(
            SimulatedDrive.UTC_START
                + last.nanos()
                + Math.round(share * (state.nanos() - last.nanos())));
      }
      before = past;
      last = state;
    }
    return passes;
  }

  private static List<TimedLap> laps(Fixes fixes, Track track) {
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
    for (int row = 0; row < fixes.size(); row++) {
      fixes.get(row, fix);
      timer.fix(fix);
    }
    timer.end();
    return laps;
  }
}
