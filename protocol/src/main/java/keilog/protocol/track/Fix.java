package keilog.protocol.track;

/**
 * One epoch of a receiver as timing needs it. Filled anew for each row, so that timing in the car
 * allocates nothing. One thread.
 */
public final class Fix {
  /** Monotonic nanoseconds where the row was placed. */
  public long timeNanos;

  /** {@code gnss_time}: when it was valid, UTC nanoseconds since 1970. */
  public long gnssNanos;

  /** Degrees. */
  public double latitude;

  /** Degrees. */
  public double longitude;

  /** Doppler speed over ground in m/s; NaN where the receiver did not say. */
  public double speed = Double.NaN;

  /** Course over ground, degrees clockwise from north; NaN where the receiver did not say. */
  public double heading = Double.NaN;

  /** One standard deviation in metres as the receiver claims; NaN where it did not say. */
  public double horizontalAccuracy = Double.NaN;

  /** One standard deviation in m/s as the receiver claims; NaN where it did not say. */
  public double speedAccuracy = Double.NaN;

  /** 0 none, else the receiver's kind of fix. */
  public int quality;

  /** Satellites used; -1 where the receiver did not say. */
  public int satellites = -1;

  /** Takes over another's values. */
  public void set(Fix other) {
    timeNanos = other.timeNanos;
    gnssNanos = other.gnssNanos;
    latitude = other.latitude;
    longitude = other.longitude;
    speed = other.speed;
    heading = other.heading;
    horizontalAccuracy = other.horizontalAccuracy;
    speedAccuracy = other.speedAccuracy;
    quality = other.quality;
    satellites = other.satellites;
  }
}
