package keilog.tools.analysis.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import keilog.protocol.track.Fix;
import keilog.tools.analysis.Fixes;
import org.junit.jupiter.api.Test;

/** The traffic light of a receiver. */
class GpsQualityTest {
  @Test
  void countsLightsGapsAndLostFixes() {
    Fixes.Builder fixes = new Fixes.Builder();
    for (int i = 0; i < 100; i++) {
      if (i >= 40 && i < 50) {
        continue;
      }
      Fix fix = new Fix();
      fix.gnssNanos = i * 100_000_000L;
      fix.timeNanos = fix.gnssNanos;
      fix.quality = i < 10 ? 0 : 3;
      fix.horizontalAccuracy = i < 30 ? 2 : i < 40 ? 5 : 0.5;
      fix.speedAccuracy = i < 90 ? 0.1 : 0.5;
      fix.satellites = i < 80 ? 14 : 9;
      fixes.add(fix, Double.NaN);
    }
    GpsQuality quality = GpsQuality.of(fixes.build(), 0);
    assertEquals(90, quality.fixes());
    assertEquals(10, quality.rateHz(), 1e-9);
    assertEquals(30 / 90.0, quality.green(), 1e-9);
    assertEquals(40 / 90.0, quality.amber(), 1e-9);
    assertEquals(20 / 90.0, quality.red(), 1e-9);
    assertEquals(1.1, quality.largestGapSeconds(), 1e-9);
    assertEquals(0.1, quality.lostShare(), 1e-9);
  }

  @Test
  void aReceiverThatClaimsNothingIsAmber() {
    Fixes.Builder fixes = new Fixes.Builder();
    Fix fix = new Fix();
    fix.quality = 1;
    fixes.add(fix, Double.NaN);
    GpsQuality quality = GpsQuality.of(fixes.build(), 0);
    assertEquals(1, quality.amber());
    assertEquals(0, quality.rateHz());
  }

  @Test
  void noFixesHaveNoLight() {
    assertEquals(0, GpsQuality.of(new Fixes.Builder().build(), 0).green());
  }
}
