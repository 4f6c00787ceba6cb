package keilog.protocol.track;

/** The usual time between two epochs, learned from them. One thread. */
final class Cadence {
  /** So many longer steps in a row are no gaps: the receiver was set slower. */
  private static final int SLOWER_STEPS = 8;

  private double seconds = Double.NaN;
  private int longer;

  /** Takes the time between two neighbours. */
  void add(double step) {
    if (Double.isNaN(seconds) || step < 0.7 * seconds || longer >= SLOWER_STEPS) {
      seconds = step;
      longer = 0;
    } else if (step < 1.5 * seconds) {
      seconds += (step - seconds) / 16;
      longer = 0;
    } else {
      longer++;
    }
  }

  /** Seconds; 1 while nothing is known. */
  double seconds() {
    return Double.isNaN(seconds) ? 1 : seconds;
  }
}
