package keilog.tools.analysis.driving;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.SimulatedDrive.Plan;
import keilog.tools.analysis.lap.LapTraces;
import keilog.tools.analysis.lap.LapTraces.Trace;
import keilog.tools.analysis.motion.Motion;

/** Laps made of one true lap, over and over, with differences that are known because planted. */
final class PlantedLaps {
  private static final DrivenLaps ONE = DrivenLaps.of(Plan.PERFECT.seconds(190));

  private final Trace original = ONE.traces().traces().get(1);
  private final double step = ONE.traces().stepMetres();
  private final List<TimedLap> laps = new ArrayList<>();
  private final List<Trace> traces = new ArrayList<>();

  /** A stretch of a planted lap driven slower. */
  record Slower(double fromMetres, double toMetres, double seconds) {}

  static List<Corner> corners() {
    return ONE.driving().corners().stream().map(CornerDriving::corner).toList();
  }

  /** One lap more: time lost evenly over stretches, and places measured with an error in time. */
  PlantedLaps lap(Random noise, double noiseSeconds, Slower... slower) {
    int n = original.seconds().length;
    double[] seconds = original.seconds().clone();
    double[] speed = original.speed().clone();
    for (Slower s : slower) {
      int from = (int) Math.round(s.fromMetres / step);
      int to = (int) Math.round(s.toMetres / step);
      double whole = original.seconds()[to] - original.seconds()[from];
      for (int i = from; i < n; i++) {
        double share = i >= to ? 1 : (original.seconds()[i] - original.seconds()[from]) / whole;
        seconds[i] += share * s.seconds;
        if (i < to) {
          speed[i] *= whole / (whole + s.seconds);
        }
      }
    }
    // Noise that is smooth along the way, as what is left after smoothing is; none at the lines.
    double[] knots =
        noise.doubles(n / 50 + 3).map(_ -> noise.nextGaussian() * noiseSeconds).toArray();
    for (int i = 1; i < n - 1; i++) {
      double u = i % 50 / 50.0;
      double ends = Math.min(1, Math.min(i, n - 1 - i) / 20.0);
      seconds[i] += ends * ((1 - u) * knots[i / 50] + u * knots[i / 50 + 1]);
    }
    int number = laps.size() + 1;
    long start = SimulatedDrive.UTC_START + number * 100 * SimulatedDrive.SECOND;
    laps.add(DrivenLaps.lap(number, start, start + Math.round(seconds[n - 1] * 1e9)));
    traces.add(
        new Trace(
            seconds,
            speed,
            original.along().clone(),
            original.across().clone(),
            original.lateral().clone(),
            original.times().clone()));
    return this;
  }

  LapTraces traces() {
    return new LapTraces(step, ONE.traces().lengthMetres(), laps, 0, traces);
  }

  Driving driving() {
    return Driving.of(recording(), motion(), traces());
  }

  static Recording recording() {
    return ONE.drive().recording();
  }

  static Motion motion() {
    return ONE.motion();
  }
}
