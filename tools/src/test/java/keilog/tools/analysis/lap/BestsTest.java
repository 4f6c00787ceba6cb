package keilog.tools.analysis.lap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongToIntFunction;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.Tracks;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.SimulatedDrive.Plan;
import keilog.tools.analysis.motion.Motion;
import keilog.tools.simulate.drive.Variation;
import org.junit.jupiter.api.Test;

class BestsTest {
  private static Laps laps(List<TimedLap> timed) {
    FixShares fixes = new FixShares(1, 1, 0.1, 0.3);
    List<Lap> laps =
        timed.stream()
            .map(l -> new Lap(l, l.counts(), OptionalDouble.empty(), List.of(), 0, 0, 0, 0, fixes))
            .toList();
    return new Laps(
        Tracks.find("tsukuba-tc2000"),
        laps,
        laps.stream().min((a, b) -> Double.compare(a.seconds(), b.seconds())),
        Consistency.of(laps),
        new LiveLaps(0, 0, List.of()),
        Optional.empty());
  }

  private static Bests bests(SimulatedDrive drive, Optional<LongToIntFunction> gears) {
    List<TimedLap> timed = LapTracesTest.laps(drive);
    Motion motion = Motion.of(drive.recording());
    LapTraces traces = LapTraces.of(motion, timed, Tracks.find("tsukuba-tc2000"));
    return Bests.of(laps(timed), traces, gears);
  }

  private static LongToIntFunction trueGears(SimulatedDrive drive) {
    return time -> {
      long row = (time - SimulatedDrive.MONO_START) / 10_000_000;
      return drive.states().get(Math.clamp(row, 0, drive.states().size() - 1)).gear();
    };
  }

  @Test
  void rollingAndFeasibleAreNeverSlowerThanTheBestLap() {
    for (long seed = 1; seed <= 3; seed++) {
      SimulatedDrive drive = SimulatedDrive.of(Plan.PERFECT.seconds(700).seed(seed));
      Bests bests = bests(drive, Optional.of(trueGears(drive)));
      Bests.Rolling rolling = bests.rolling().orElseThrow();
      Bests.Feasible feasible = bests.feasible().orElseThrow();
      assertTrue(rolling.gainSeconds() >= 0, "seed=" + seed);
      assertTrue(feasible.gainSeconds() >= 0, "seed=" + seed);
    }
  }

  @Test
  void noiseAloneDoesNotJoinIntoABetterLap() {
    for (long seed = 1; seed <= 3; seed++) {
      for (int hz : new int[] {10, 25}) {
        Plan plan = new Plan("az-1", seed, Variation.NONE, 800, 0, -150, hz, 0.3, 0.05, 0, 0, 100);
        SimulatedDrive drive = SimulatedDrive.of(plan);
        Bests bests = bests(drive, Optional.empty());
        double gain = bests.feasible().orElseThrow().gainSeconds();
        assertTrue(gain >= 0 && gain < 0.030, "seed=%d, hz=%d: gain=%s".formatted(seed, hz, gain));
      }
    }
  }
}
