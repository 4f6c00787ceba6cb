package keilog.tools.analysis.driving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keilog.protocol.testing.Needs;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.lap.LapTraces;
import keilog.tools.analysis.motion.Motion;
import keilog.tools.exchange.ForeignFile;
import org.junit.jupiter.api.Test;

/** A real drive has no truth, but its halves must agree. */
class RealDriveTest {
  private static List<TimedLap> laps(Path table) throws IOException {
    List<TimedLap> laps = new ArrayList<>();
    for (String line : Files.readAllLines(table)) {
      String[] cells = line.split(",");
      if (cells[0].matches("[1-9]\\d*")) {
        laps.add(
            DrivenLaps.lap(
                Integer.parseInt(cells[0]),
                Long.parseLong(cells[1]) * 1_000_000,
                Long.parseLong(cells[2]) * 1_000_000));
      }
    }
    return laps;
  }

  @Test
  void halfTheLapsOfARealDriveShowTheCornersOfTheOtherHalf() throws IOException {
    Recording recording = ForeignFile.read(Needs.recording("laps/adria-aim-gps.csv")).recording();
    List<TimedLap> laps = laps(Needs.recording("laps/adria-aim-laps.csv"));
    Motion motion = Motion.of(recording);
    LapTraces traces = LapTraces.of(motion, laps, Optional.empty());
    List<CornerDriving> odd = half(recording, motion, traces, 1).corners();
    List<CornerDriving> even = half(recording, motion, traces, 0).corners();
    assertTrue(odd.size() >= 8, "corners=" + odd.size());
    assertEquals(odd.size(), even.size());
    for (int i = 0; i < odd.size(); i++) {
      Corner a = odd.get(i).corner();
      Corner b = even.get(i).corner();
      assertEquals(a.direction(), b.direction(), a.label());
      assertEquals(a.startMetres(), b.startMetres(), 20, a.label());
      assertEquals(a.endMetres(), b.endMetres(), 20, a.label());
      assertEquals(1, a.radiusMetres() / b.radiusMetres(), 0.25, a.label());
      assertEquals(
          odd.get(i).minimumKmh().median().orElseThrow(),
          even.get(i).minimumKmh().median().orElseThrow(),
          8,
          a.label());
    }
  }

  private static Driving half(Recording recording, Motion motion, LapTraces all, int odd) {
    List<TimedLap> laps = new ArrayList<>();
    List<LapTraces.Trace> traces = new ArrayList<>();
    for (int i = 0; i < all.laps().size(); i++) {
      if (i % 2 == odd) {
        laps.add(all.laps().get(i));
        traces.add(all.traces().get(i));
      }
    }
    return Driving.of(
        recording, motion, new LapTraces(all.stepMetres(), all.lengthMetres(), laps, -1, traces));
  }

  @Test
  void adviceForARealDriveAddsUpAndIsSaidInASentence() throws IOException {
    Recording recording = ForeignFile.read(Needs.recording("laps/adria-aim-gps.csv")).recording();
    List<TimedLap> laps = laps(Needs.recording("laps/adria-aim-laps.csv"));
    Motion motion = Motion.of(recording);
    Driving driving = Driving.of(recording, motion, LapTraces.of(motion, laps, Optional.empty()));
    int whole = 0;
    for (int k = 0; k < laps.size(); k++) {
      double sum = 0;
      for (CornerDriving stretch : driving.stretches()) {
        sum += stretch.passes().get(k).seconds().orElse(Double.NaN);
      }
      whole += Double.isNaN(sum) ? 0 : 1;
      assertTrue(
          Double.isNaN(sum) || Math.abs(laps.get(k).durationNanos() * 1e-9 - sum) < 1e-9,
          "lap " + k + " " + sum);
    }
    assertTrue(whole >= 8, "laps without a hidden boundary=" + whole);
    System.out.println("Adria: laps whole " + whole + " of " + laps.size());
    assertEquals(3, driving.places().size());
    driving.places().forEach(p -> System.out.println("Adria: " + p.english()));
  }
}
