package keilog.tools.analysis.driving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import keilog.tools.analysis.SimulatedDrive.Plan;
import keilog.tools.analysis.driving.Corner.Direction;
import keilog.tools.analysis.lap.LapTraces;
import keilog.tools.analysis.lap.LapTraces.Trace;
import org.junit.jupiter.api.Test;

class CornersTest {
  private static final Direction L = Direction.LEFT;
  private static final Direction R = Direction.RIGHT;

  /**
   * The corners of the simulator's TC2000: where the road's curvature rises above 1/120 m and where
   * it falls below again, and 1 over its largest curvature.
   */
  private static final List<Corner> ROAD =
      List.of(
          road(R, 236.2, 370.2, 38.2),
          road(L, 430.9, 488.2, 55.0),
          road(R, 506.4, 548.1, 50.0),
          road(L, 650.9, 716.1, 19.0),
          road(R, 854.9, 904.2, 34.0),
          road(L, 957.5, 1055.8, 78.6),
          road(R, 1119.4, 1212.3, 24.0),
          road(R, 1690.4, 1907.3, 80.4));

  private static Corner road(Direction direction, double start, double end, double radius) {
    return new Corner(0, direction, 0, start, 0, end, 0, radius);
  }

  private static List<Corner> corners(DrivenLaps laps) {
    return laps.driving().corners().stream().map(CornerDriving::corner).toList();
  }

  @Test
  void theCornersOfTheRoadAreFoundWhoeverDrivesAndHoweverNoisyTheReceiver() {
    double worst = 0;
    for (long seed = 1; seed <= 6; seed++) {
      Plan plan = Plan.PERFECT.seed(seed).seconds(190);
      int hz = seed % 2 == 0 ? 10 : 25;
      Plan noisy = seed <= 2 ? plan : plan.gps(hz, 0.3, 0.05, 0.1, 0.01);
      List<Corner> found = corners(DrivenLaps.of(noisy));
      assertEquals(ROAD.size(), found.size(), "seed " + seed + ": " + found);
      for (int i = 0; i < found.size(); i++) {
        Corner corner = found.get(i);
        Corner road = ROAD.get(i);
        String which = "seed " + seed + ": " + corner;
        assertEquals(i + 1, corner.number(), which);
        assertEquals(road.direction(), corner.direction(), which);
        assertEquals(road.startMetres(), corner.startMetres(), 10, which);
        assertEquals(road.endMetres(), corner.endMetres(), 12, which);
        assertEquals(1, road.radiusMetres() / corner.radiusMetres(), 0.12, which);
        assertTrue(corner.startMetres() <= corner.apexMetres(), which);
        assertTrue(corner.apexMetres() <= corner.endMetres(), which);
        worst = Math.max(worst, Math.abs(corner.startMetres() - road.startMetres()));
      }
    }
    System.out.printf("corners: begin within %.1f m of the road's own%n", worst);
  }

  @Test
  void stretchesTileTheLapAndLieAroundTheirCorners() {
    DrivenLaps laps = DrivenLaps.of(Plan.PERFECT.seconds(190));
    double at = 0;
    Corner straight = laps.driving().startStraight().orElseThrow().corner();
    assertEquals(0, straight.fromMetres());
    assertEquals(Direction.STRAIGHT, straight.direction());
    at = straight.toMetres();
    for (Corner corner : corners(laps)) {
      assertEquals(at, corner.fromMetres(), corner.label());
      assertTrue(corner.fromMetres() <= corner.startMetres(), corner.label());
      assertTrue(corner.endMetres() <= corner.toMetres(), corner.label());
      at = corner.toMetres();
    }
    assertEquals(laps.traces().lengthMetres(), at);
    Corner hairpin = corners(laps).get(6);
    Corner last = corners(laps).get(7);
    assertEquals(100, last.startMetres() - last.fromMetres(), 1e-9, "room to brake");
    assertTrue(hairpin.toMetres() - hairpin.endMetres() > 300, "a straight pays for its corner");
  }

  @Test
  void aMirroredTrackMirrorsItsCorners() {
    DrivenLaps laps = DrivenLaps.of(Plan.PERFECT.seconds(190));
    LapTraces traces = laps.traces();
    List<Trace> mirrored =
        traces.traces().stream()
            .map(
                t ->
                    new Trace(
                        t.seconds(),
                        t.speed(),
                        t.along(),
                        Arrays.stream(t.across()).map(g -> -g).toArray(),
                        t.lateral(),
                        t.times()))
            .toList();
    LapTraces mirror =
        new LapTraces(
            traces.stepMetres(),
            traces.lengthMetres(),
            traces.laps(),
            traces.reference(),
            mirrored);
    List<CornerDriving> left =
        Driving.of(laps.drive().recording(), laps.motion(), mirror).corners();
    List<CornerDriving> right = laps.driving().corners();
    assertEquals(right.size(), left.size());
    for (int i = 0; i < left.size(); i++) {
      Corner a = right.get(i).corner();
      Corner b = left.get(i).corner();
      assertEquals(a.direction() == R ? L : R, b.direction());
      assertEquals(a.startMetres(), b.startMetres());
      assertEquals(a.endMetres(), b.endMetres());
      assertEquals(a.radiusMetres(), b.radiusMetres());
      assertEquals(right.get(i).minimumKmh(), left.get(i).minimumKmh());
    }
  }

  @Test
  void twoBendsOfOneDirectionThatFollowCloselyAreOneCornerAndAChicaneIsTwo() {
    assertEquals(List.of(R), directions(bend(100, 150, 1), bend(165, 200, 1)));
    assertEquals(List.of(R, R), directions(bend(100, 150, 1), bend(200, 250, 1)));
    assertEquals(List.of(R, L), directions(bend(100, 150, 1), bend(150, 200, -1)));
    assertEquals(List.of(), directions(bend(100, 103, 1)));
    assertEquals(List.of(), directions());
  }

  @Test
  void aLongBendWithACrestOfSpeedIsTwoCorners() {
    double[] speed = new double[401];
    for (int i = 0; i < speed.length; i++) {
      speed[i] = 20 + 4 * Math.cos((i - 200) * Math.PI / 60);
    }
    List<Corner> two = found(speed, bend(120, 280, 1));
    assertEquals(2, two.size());
    assertEquals(140, two.get(0).apexMetres(), 2);
    assertEquals(200, two.get(0).endMetres(), 2);
    assertEquals(260, two.get(1).apexMetres(), 2);
    for (int i = 0; i < speed.length; i++) {
      speed[i] = 20 + 1.2 * Math.cos((i - 200) * Math.PI / 60);
    }
    assertEquals(1, found(speed, bend(120, 280, 1)).size(), "a small one is not");
  }

  private static double[] bend(int from, int to, int sign) {
    return new double[] {from, to, sign};
  }

  private static List<Direction> directions(double[]... bends) {
    double[] speed = new double[401];
    Arrays.fill(speed, 20);
    return found(speed, bends).stream().map(Corner::direction).toList();
  }

  private static List<Corner> found(double[] speed, double[]... bends) {
    Axis axis = new Axis(1, 400, 401);
    double[] curvature = new double[401];
    double[] across = new double[401];
    for (double[] bend : bends) {
      for (int i = (int) bend[0]; i < bend[1]; i++) {
        curvature[i] = bend[2] / 40;
        across[i] = bend[2] * 20 * 20 / 40 / 9.80665;
      }
    }
    return new CornerFinder(axis, new Course(curvature, across, speed))
        .find().stream().filter(c -> c.number() > 0).toList();
  }
}
