package keilog.tools.simulate.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.Tracks;
import org.junit.jupiter.api.Test;

final class RoadTest {
  private final Road road = Road.find("tsukuba-tc2000").orElseThrow();

  @Test
  void isClosedAndAsLongAsPublished() {
    assertEquals(2045, road.length(), 0.001);
    assertEquals(
        0, Math.hypot(road.east(road.length() - 1e-9), road.north(road.length() - 1e-9)), 1e-4);
    assertEquals(road.heading(0) + 2 * Math.PI, road.heading(road.length() - 1e-9), 1e-6);
  }

  @Test
  void passesTheStartLineInItsMiddleAtARightAngle() {
    Gate start = road.gates().getFirst();
    assertEquals(0.5, start.share(0, 0), 1e-6);
    assertEquals(start.headingRadians(), road.heading(0), 1e-9);
    assertEquals(12.0, Math.toDegrees(road.heading(0)), 0.05);
    assertEquals(36.1501750, road.ground().latitude(start.leftNorth()), 1e-9);
    assertEquals(139.9196600, road.ground().longitude(start.rightEast()), 1e-9);
  }

  @Test
  void crossesEachSectorLineInItsMiddleThird() {
    for (Gate gate : road.gates()) {
      boolean crossed = false;
      for (double s = -1; s < road.length() - 1; s += 0.01) {
        double before = gate.past(road.east(s), road.north(s));
        double after = gate.past(road.east(s + 0.01), road.north(s + 0.01));
        double share = gate.share(road.east(s), road.north(s));
        if (before < 0 && after >= 0 && share > 0.33 && share < 0.67) {
          crossed = true;
        }
      }
      assertTrue(crossed, gate.name());
    }
  }

  @Test
  void headingIsTheDirectionOfThePath() {
    for (double s = 0; s < road.length(); s += 3.7) {
      double east = road.east(s + 0.001) - road.east(s - 0.001);
      double north = road.north(s + 0.001) - road.north(s - 0.001);
      assertEquals(0.002, Math.hypot(east, north), 2e-8);
      assertEquals(0, Math.sin(Math.atan2(east, north) - road.heading(s)), 1e-5);
    }
  }

  @Test
  void isTheLineThatTheTrackShows() {
    List<GeoPoint> shown = Tracks.find("tsukuba-tc2000").orElseThrow().centreline();
    assertEquals(409, shown.size());
    for (int i = 0; i < shown.size(); i++) {
      double s = i * 5.0;
      assertEquals(road.ground().latitude(road.north(s)), shown.get(i).latitude(), 1e-7);
      assertEquals(road.ground().longitude(road.east(s)), shown.get(i).longitude(), 1e-7);
    }
  }
}
