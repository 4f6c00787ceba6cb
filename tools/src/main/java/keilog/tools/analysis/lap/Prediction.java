package keilog.tools.analysis.lap;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a predicted lap time can be believed: the reference's time and the difference so far,
 * against what the lap then took. It holds the driver's future, so it is a guess, and this says how
 * good a one on this drive.
 *
 * @param lapShare how much of the lap was driven: 0 to 1
 * @param rmsSeconds error over the laps
 * @param laps how many there were
 */
public record Prediction(double lapShare, double rmsSeconds, int laps) {
  private static final double[] SHARES = {0.25, 0.5, 0.75, 0.9};

  public static List<Prediction> of(Laps laps, LapTraces traces) {
    List<Prediction> all = new ArrayList<>();
    if (traces.reference() < 0 || traces.points() < 2) {
      return all;
    }
    LapTraces.Trace reference = traces.traces().get(traces.reference());
    int end = traces.points() - 1;
    for (double share : SHARES) {
      int at = (int) Math.round(share * end);
      double squares = 0;
      int count = 0;
      for (int i = 0; i < traces.laps().size(); i++) {
        LapTraces.Trace trace = traces.traces().get(i);
        boolean valid = laps.lap(traces.laps().get(i).number()).map(Lap::valid).orElse(false);
        double error = LapDelta.at(trace, reference, end) - LapDelta.at(trace, reference, at);
        if (valid && i != traces.reference() && !Double.isNaN(error)) {
          squares += error * error;
          count++;
        }
      }
      if (count > 0) {
        all.add(new Prediction(share, Math.sqrt(squares / count), count));
      }
    }
    return all;
  }
}
