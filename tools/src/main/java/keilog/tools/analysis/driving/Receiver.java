package keilog.tools.analysis.driving;

import keilog.protocol.track.Quality;

/**
 * Receivers by their rate, and what they can show within a corner. With white noise of 0.3 m and
 * 0.05 m/s the simulator's truth shows an eighth to two fifths of these deviations; a real
 * receiver's noise is not white, and a real foot is no step.
 */
enum Receiver {
  // hz, of speeds and braking points, km/h, metres, caution
  FAST(15, Quality.MEASURED, 0.2, 1.5, 1),
  GOOD(7.5, Quality.MEASURED, 0.4, 2, 1),
  POOR(3.5, Quality.ESTIMATED, 1, 4, 2),
  /** Its fixes lie further apart than a corner is long. */
  TOO_SLOW(0, Quality.INSUFFICIENT, Double.NaN, Double.NaN, 4);

  private final double leastHz;
  private final Quality quality;
  private final double kmh;
  private final double brakingMetres;
  private final double caution;

  Receiver(double leastHz, Quality quality, double kmh, double brakingMetres, double caution) {
    this.leastHz = leastHz;
    this.quality = quality;
    this.kmh = kmh;
    this.brakingMetres = brakingMetres;
    this.caution = caution;
  }

  static Receiver of(double hz) {
    for (Receiver receiver : values()) {
      if (hz >= receiver.leastHz) {
        return receiver;
      }
    }
    return TOO_SLOW;
  }

  /** Of speeds and places within a corner. */
  Quality quality() {
    return quality;
  }

  /** Of times between places: these it shows at any rate, if less well. */
  Quality timesQuality() {
    return this == TOO_SLOW ? Quality.ESTIMATED : Quality.MEASURED;
  }

  /** One standard deviation of a speed, km/h. */
  double kmh() {
    return kmh;
  }

  /** One standard deviation of a braking point, metres. */
  double brakingMetres() {
    return brakingMetres;
  }

  /** So many times the evidence of a good receiver is needed to name a cause. */
  double caution() {
    return caution;
  }
}
