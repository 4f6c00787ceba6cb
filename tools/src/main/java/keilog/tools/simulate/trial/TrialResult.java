package keilog.tools.simulate.trial;

import java.util.ArrayList;
import java.util.List;

/** How far timed laps, or sectors, were from the truth. One thread. */
public final class TrialResult {
  private final List<Double> millis = new ArrayList<>();
  private final List<Double> deviations = new ArrayList<>();
  private int missing;

  void add(double errorMillis, double claimedMillis) {
    millis.add(errorMillis);
    deviations.add(Math.abs(errorMillis) / claimedMillis);
  }

  void miss(int count) {
    missing += count;
  }

  /** Takes over what another trial found. */
  public void addAll(TrialResult other) {
    millis.addAll(other.millis);
    deviations.addAll(other.deviations);
    missing += other.missing;
  }

  /** How many were compared. */
  public int count() {
    return millis.size();
  }

  /** How many true ones had no time, or a time had no true one. */
  public int missing() {
    return missing;
  }

  /** Root mean square of the errors in milliseconds; NaN without any. */
  public double rms() {
    return Math.sqrt(millis.stream().mapToDouble(e -> e * e).average().orElse(Double.NaN));
  }

  /** The largest error in milliseconds; 0 without any. */
  public double worst() {
    return millis.stream().mapToDouble(Math::abs).max().orElse(0);
  }

  /** Share of errors within so many of their claimed deviations. */
  public double within(double claims) {
    return deviations.stream().filter(d -> d <= claims).count() / (double) deviations.size();
  }
}
