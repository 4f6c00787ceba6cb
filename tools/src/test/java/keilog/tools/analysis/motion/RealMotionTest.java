package keilog.tools.analysis.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import keilog.protocol.testing.Needs;
import keilog.tools.analysis.Fixes;
import keilog.tools.exchange.ForeignFile;
import org.junit.jupiter.api.Test;

/**
 * Smoothing stays with the fixes of real receivers, whose velocities are older than their places.
 */
class RealMotionTest {
  @Test
  void aKartAtAdriaAtEightHertz() throws IOException {
    stays("laps/adria-aim-gps.csv", 0.14, 0.6);
  }

  @Test
  void aLapOfTianmaAtTwentyFiveHertz() throws IOException {
    stays("laps/tianma-lap9-racechrono-v3.csv", 0.12, 1.2);
  }

  @Test
  void aTelephoneWithGapsIsNotPoisoned() throws IOException {
    Motion motion = motion("logs/spreewaldring-trackaddict.csv");
    assertEquals(1, motion.quality().red());
    for (int i = 0; i < motion.size(); i++) {
      double sum = motion.east()[i] + motion.north()[i] + motion.speed()[i] + motion.heading()[i];
      assertTrue(Double.isFinite(sum), "row " + i);
    }
  }

  private static Motion motion(String file) throws IOException {
    return Motion.of(ForeignFile.read(Needs.recording(file)).recording());
  }

  /**
   * @param lag of the velocities that steps in place against speed show, seconds
   * @param most metres, root mean square, between fixes and smoothed places
   */
  private static void stays(String file, double lag, double most) throws IOException {
    Fixes fixes = ForeignFile.read(Needs.recording(file)).recording().fixes();
    Motion motion = Motion.of(fixes);
    double squares = 0;
    for (int i = 0; i < fixes.size(); i++) {
      double east = motion.plane().east(fixes.longitude(i)) - motion.east()[i];
      double north = motion.plane().north(fixes.latitude(i)) - motion.north()[i];
      squares += east * east + north * north;
    }
    double off = Math.sqrt(squares / fixes.size());
    System.out.printf(
        "%s: velocities %.3f s old, smoothed places %.2f m from the fixes%n",
        file, motion.quality().dopplerLagSeconds(), off);
    assertEquals(lag, motion.quality().dopplerLagSeconds(), 0.02);
    assertTrue(off < most, "off " + off);
  }
}
