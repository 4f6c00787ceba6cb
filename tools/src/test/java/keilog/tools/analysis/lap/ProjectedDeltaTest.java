package keilog.tools.analysis.lap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import keilog.protocol.track.Fix;
import keilog.protocol.track.Projection;
import keilog.protocol.track.ReferenceLap;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.SimulatedDrive.Passage;
import keilog.tools.analysis.SimulatedDrive.Plan;
import org.junit.jupiter.api.Test;

/** Delta by place against the simulator's truth at every line that both laps passed. */
class ProjectedDeltaTest {
  private static final String START = "start";
  private static final double NANO = 1e-9;

  private final List<Double> errors = new ArrayList<>();
  private final List<Double> closings = new ArrayList<>();
  private int found;
  private int fixes;

  private void drive(Plan plan) {
    SimulatedDrive drive = SimulatedDrive.of(plan);
    List<Fix> all = new ArrayList<>();
    Fixes recorded = drive.recording().fixes();
    for (int row = 0; row < recorded.size(); row++) {
      Fix fix = new Fix();
      recorded.get(row, fix);
      all.add(fix);
    }
    List<List<Passage>> laps = laps(drive.passages());
    ReferenceLap reference =
        ReferenceLap.of(
                all, laps.getFirst().getFirst().gnssNanos(), laps.get(1).getFirst().gnssNanos())
            .orElseThrow();
    for (int lap = 1; lap + 1 < laps.size(); lap++) {
      compare(all, reference, laps.getFirst(), laps.get(lap), laps.get(lap + 1).getFirst());
    }
  }

  /** Each from one passage of the start line to before the next. */
  private static List<List<Passage>> laps(List<Passage> passages) {
    List<List<Passage>> laps = new ArrayList<>();
    for (Passage passage : passages) {
      if (passage.gate().equals(START)) {
        laps.add(new ArrayList<>());
      }
      if (!laps.isEmpty()) {
        laps.getLast().add(passage);
      }
    }
    return laps;
  }

  private void compare(
      List<Fix> all, ReferenceLap reference, List<Passage> best, List<Passage> lap, Passage end) {
    Projection projection = new Projection(reference);
    projection.start(lap.getFirst().gnssNanos());
    int gate = 1;
    double before = 0;
    long beforeNanos = lap.getFirst().gnssNanos();
    for (Fix fix : all) {
      if (fix.gnssNanos <= lap.getFirst().gnssNanos() || fix.gnssNanos >= end.gnssNanos()) {
        continue;
      }
      fixes++;
      if (!projection.fix(fix)) {
        continue;
      }
      found++;
      for (; gate < lap.size() && lap.get(gate).gnssNanos() <= fix.gnssNanos; gate++) {
        double share =
            (double) (lap.get(gate).gnssNanos() - beforeNanos) / (fix.gnssNanos - beforeNanos);
        double shown = before + share * (projection.delta() - before);
        errors.add(shown - truth(best, lap, gate));
      }
      before = projection.delta();
      beforeNanos = fix.gnssNanos;
    }
    Projection.Closing closing = projection.end(end.gnssNanos(), end.speed());
    assertEquals(
        end.gnssNanos() - lap.getFirst().gnssNanos() - reference.durationNanos(),
        closing.deltaNanos());
    closings.add(closing.errorSeconds());
  }

  private static double truth(List<Passage> best, List<Passage> lap, int gate) {
    assertEquals(best.get(gate).gate(), lap.get(gate).gate());
    long here = lap.get(gate).gnssNanos() - lap.getFirst().gnssNanos();
    return (here - (best.get(gate).gnssNanos() - best.getFirst().gnssNanos())) * NANO;
  }

  private static double rms(List<Double> values) {
    return Math.sqrt(values.stream().mapToDouble(v -> v * v).average().orElseThrow());
  }

  private void print(String what) {
    System.out.printf(
        "delta %s: %d lines, rms %.1f ms; at the lap's end rms %.1f ms; %d of %d fixes found%n",
        what, errors.size(), 1e3 * rms(errors), 1e3 * rms(closings), found, fixes);
  }

  @Test
  void withoutNoiseDeltaIsRightToAMillisecond() {
    for (int hz : new int[] {10, 25}) {
      drive(Plan.PERFECT.seconds(420).gps(hz, 0, 0, 0, 0));
    }
    print("without noise");
    assertTrue(errors.size() >= 12, "lines=" + errors.size());
    assertEquals(fixes, found);
    assertTrue(rms(errors) < 0.001, "rms=" + rms(errors));
    assertTrue(rms(closings) < 0.001, "rms=" + rms(closings));
  }

  @Test
  void withNoiseItIsAsGoodAsThePlaces() {
    for (long seed = 1; seed <= 2; seed++) {
      drive(Plan.PERFECT.seed(seed).seconds(420).gps(10, 0.3, 0.05, 0.1, 0.01));
    }
    print("with 0.3 m of noise");
    // 0.3 m of the fix, as much of the reference, at 20 to 40 m/s.
    assertTrue(rms(errors) < 0.012, "rms=" + rms(errors));
    assertTrue(rms(closings) < 0.012, "rms=" + rms(closings));
    assertTrue(found >= 0.999 * fixes, "found=" + found + " of " + fixes);
  }

  @Test
  void aSlowReceiverIsFollowedToo() {
    drive(Plan.PERFECT.seconds(420).gps(1, 0, 0, 0, 0.02));
    print("at 1 Hz");
    assertTrue(found >= 0.98 * fixes, "found=" + found + " of " + fixes);
    assertTrue(rms(errors) < 0.005, "rms=" + rms(errors));
  }
}
