package keilog.tools.analysis.driving;

import java.util.ArrayList;
import java.util.List;
import keilog.tools.analysis.lap.LapTraces.Trace;

/**
 * Finds where a lap was driven under brakes: by the brake's own channel where there is one, else by
 * deceleration. A driver marks the place of the foot; a car without a channel shows it by g alone,
 * whose rise is spread by pitch and smoothing, so its begin is looked for where engine braking and
 * drag end to explain it.
 */
final class BrakeFinder {
  /** g; below is surely the brake: drag and a shut throttle give 0.1 to 0.2 g. */
  private static final double SURE_G = -0.25;

  /** g; from here on is taken for the brake once it led to SURE_G. */
  static final double BEGIN_G = -0.1;

  /** Shorter is a bump or a shift. */
  private static final double LEAST_SECONDS = 0.3;

  /** A pause as short is one braking: the heel blips the throttle. */
  private static final double PAUSE_SECONDS = 0.25;

  /** Of the peak of one application: where the foot is on the brake. */
  private static final double CHANNEL_SHARE = 0.1;

  private final Axis axis;

  BrakeFinder(Axis axis) {
    this.axis = axis;
  }

  /** By the brake's channel, 0 to 1 at each point. */
  List<BrakeRun> byChannel(Trace trace, double[] brake) {
    List<BrakeRun> runs = new ArrayList<>();
    double[] released = new double[brake.length];
    for (int i = 0; i < brake.length; i++) {
      released[i] = -brake[i];
    }
    for (int[] run : runs(trace, released, -CHANNEL_SHARE)) {
      double peak = 0;
      for (int i = run[0]; i <= run[1]; i++) {
        peak = Math.max(peak, brake[i]);
      }
      runs.add(run(trace, released, run, -CHANNEL_SHARE * peak));
    }
    return runs;
  }

  /** By deceleration. */
  List<BrakeRun> byDeceleration(Trace trace) {
    List<BrakeRun> runs = new ArrayList<>();
    for (int[] run : runs(trace, trace.along(), SURE_G)) {
      runs.add(run(trace, trace.along(), run, BEGIN_G));
    }
    return runs;
  }

  private List<int[]> runs(Trace trace, double[] signal, double below) {
    List<int[]> runs = new ArrayList<>();
    double[] seconds = trace.seconds();
    for (int i = 0; i < signal.length; i++) {
      if (!(signal[i] < below)) {
        continue;
      }
      int first = i;
      while (i + 1 < signal.length && signal[i + 1] < below) {
        i++;
      }
      int[] before = runs.isEmpty() ? null : runs.getLast();
      if (before != null && seconds[first] - seconds[before[1]] < PAUSE_SECONDS) {
        before[1] = i;
      } else {
        runs.add(new int[] {first, i});
      }
    }
    runs.removeIf(r -> !(seconds[r[1]] - seconds[r[0]] >= LEAST_SECONDS));
    return runs;
  }

  /** Widens a run to where the signal passes its begin level on either side. */
  private BrakeRun run(Trace trace, double[] signal, int[] run, double level) {
    int first = run[0];
    while (first > 0 && signal[first] < level) {
      first--;
    }
    int last = run[1];
    while (last < signal.length - 1 && signal[last] < level) {
      last++;
    }
    double on = signal[first] >= level ? axis.crossing(signal, first, level) : Double.NaN;
    double off = signal[last] >= level ? axis.crossing(signal, last - 1, level) : Double.NaN;
    double peak = Double.NaN;
    for (int i = run[0]; i <= run[1]; i++) {
      if (!(-trace.along()[i] <= peak)) {
        peak = -trace.along()[i];
      }
    }
    double in = trace.speed()[run[0]];
    double out = trace.speed()[run[1]];
    return new BrakeRun(run[0], run[1], on, off, peak, in * in - out * out);
  }
}
