package keilog.tools.analysis.lap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import keilog.protocol.track.Fix;
import keilog.protocol.track.Tracks;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;
import org.junit.jupiter.api.Test;

class LapsTest {
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

  @Test
  void aDriveWithoutFixesHasNoLapsAndSaysWhy() {
    Laps laps = laps(recording(new Fixes.Builder().build()));
    assertTrue(laps.laps().isEmpty());
    assertTrue(laps.best().isEmpty());
    assertEquals(0, laps.consistency().laps());
    assertTrue(laps.missing().orElseThrow().contains("no GPS fix"), laps.toString());
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
  }
}
