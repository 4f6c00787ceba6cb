package keilog.tools.simulate.gps;

/**
 * How wrong a receiver is, as deviations per axis.
 *
 * @param offset metres, constant through the session
 * @param wander metres, correlated over 100 s
 * @param white metres, new at each epoch
 * @param speed m/s, new at each epoch
 */
public record GpsNoise(double offset, double wander, double white, double speed) {
  public static final GpsNoise REAL = new GpsNoise(0.9, 0.22, 0.03, 0.04);
  public static final GpsNoise NONE = new GpsNoise(0, 0, 0, 0);

  /** The same, larger or smaller. */
  public GpsNoise times(double factor) {
    return new GpsNoise(offset * factor, wander * factor, white * factor, speed * factor);
  }
}
