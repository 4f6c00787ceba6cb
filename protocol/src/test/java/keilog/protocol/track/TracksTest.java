package keilog.protocol.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TracksTest {
  @Test
  void knowsTsukubaByItsDrawnLine() {
    Track tsukuba = Tracks.find("tsukuba-tc2000").orElseThrow();
    Gate start = tsukuba.start().orElseThrow();
    assertEquals(new GeoPoint(36.150175, 139.919393), start.a());
    assertEquals(new GeoPoint(36.150129, 139.91966), start.b());
    assertEquals(12.0, start.headingDegrees(), 0.5);
    assertEquals(24.6, start.widthMetres(), 0.2);
    assertEquals(2045, tsukuba.lengthMetres().orElseThrow());
    assertEquals(Track.Confidence.HIGH, tsukuba.confidence());
    assertEquals(Track.Direction.CLOCKWISE, tsukuba.direction());
  }

  @Test
  void pointsEveryGateTheWayCarsGo() {
    assertEquals(194.3, heading("tsukuba-tc1000"), 0.5);
    assertEquals(51.4, heading("fuji"), 0.5);
    assertEquals(137.4, heading("suzuka"), 0.5);
    assertEquals(331.5, heading("motegi"), 0.5);
    assertEquals(31.3, heading("sodegaura"), 0.5);
  }

  @Test
  void holdsOnlyPlausibleRows() {
    Set<String> ids = new HashSet<>();
    for (Track track : Tracks.all()) {
      assertTrue(ids.add(track.id()), track.id());
      assertTrue(track.id().matches("[a-z0-9-]{2,40}"), track.id());
      assertFalse(track.source().isBlank(), track.id());
      assertTrue(track.location().latitude() > 24 && track.location().latitude() < 46, track.id());
      track
          .start()
          .ifPresent(
              g ->
                  assertTrue(
                      g.widthMetres() > 12 && g.widthMetres() < 45, track.id() + g.widthMetres()));
      track.alternativeOf().ifPresent(id -> assertTrue(Tracks.find(id).isPresent(), id));
      if (!track.centreline().isEmpty()) {
        assertTrue(track.distanceMetres(track.centreline().getFirst()) < 100, track.id());
      }
    }
    assertEquals(28, ids.size());
  }

  @Test
  void findsAVenueByPlaceWithoutItsAlternatives() {
    List<String> found =
        Tracks.near(new GeoPoint(36.1502, 139.9195), 1000).stream().map(Track::id).toList();
    assertEquals(List.of("tsukuba-tc2000", "tsukuba-tc1000"), found);
  }

  private static double heading(String id) {
    return Tracks.find(id).orElseThrow().start().orElseThrow().headingDegrees();
  }
}
