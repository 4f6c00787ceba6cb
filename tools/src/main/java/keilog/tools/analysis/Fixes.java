package keilog.tools.analysis;

import java.util.Arrays;
import keilog.protocol.track.Fix;

/**
 * The fixes of one drive, column by column, in the order of their epochs; those without a place are
 * left out. Exactly the numbers that the file holds, so that laps timed from here equal those timed
 * in the car. Immutable.
 */
public final class Fixes {
  private final int size;
  private final long[] times;
  private final long[] epochs;
  private final double[] latitudes;
  private final double[] longitudes;
  private final double[] speeds;
  private final double[] headings;
  private final double[] altitudes;
  private final double[] placeAccuracies;
  private final double[] speedAccuracies;
  private final byte[] qualities;
  private final byte[] satellites;

  private Fixes(Builder b) {
    size = b.size;
    times = Arrays.copyOf(b.times, size);
    epochs = Arrays.copyOf(b.epochs, size);
    latitudes = Arrays.copyOf(b.latitudes, size);
    longitudes = Arrays.copyOf(b.longitudes, size);
    speeds = Arrays.copyOf(b.speeds, size);
    headings = Arrays.copyOf(b.headings, size);
    altitudes = Arrays.copyOf(b.altitudes, size);
    placeAccuracies = Arrays.copyOf(b.placeAccuracies, size);
    speedAccuracies = Arrays.copyOf(b.speedAccuracies, size);
    qualities = Arrays.copyOf(b.qualities, size);
    satellites = Arrays.copyOf(b.satellites, size);
  }

  public int size() {
    return size;
  }

  /** Monotonic nanoseconds where the row was placed. */
  public long time(int row) {
    return times[row];
  }

  /** {@code gnss_time}: when it was valid. */
  public long epoch(int row) {
    return epochs[row];
  }

  /** Degrees. */
  public double latitude(int row) {
    return latitudes[row];
  }

  /** Degrees. */
  public double longitude(int row) {
    return longitudes[row];
  }

  /** Doppler speed, m/s; NaN where unknown. */
  public double speed(int row) {
    return speeds[row];
  }

  /** Degrees clockwise from north; NaN where unknown. */
  public double heading(int row) {
    return headings[row];
  }

  /** Metres above the sea; NaN where unknown. */
  public double altitude(int row) {
    return altitudes[row];
  }

  /** Metres, as claimed; NaN where unknown. */
  public double placeAccuracy(int row) {
    return placeAccuracies[row];
  }

  /** m/s, as claimed; NaN where unknown. */
  public double speedAccuracy(int row) {
    return speedAccuracies[row];
  }

  /** 0 none, else the receiver's kind of fix. */
  public int quality(int row) {
    return qualities[row];
  }

  /** -1 where unknown. */
  public int satellites(int row) {
    return satellites[row];
  }

  /** Fills a fix for the lap timer. */
  public void get(int row, Fix into) {
    into.timeNanos = times[row];
    into.gnssNanos = epochs[row];
    into.latitude = latitudes[row];
    into.longitude = longitudes[row];
    into.speed = speeds[row];
    into.heading = headings[row];
    into.horizontalAccuracy = placeAccuracies[row];
    into.speedAccuracy = speedAccuracies[row];
    into.quality = qualities[row];
    into.satellites = satellites[row];
  }

  /** The last row whose epoch is at or before a {@code gnss_time}; -1 where there is none. */
  public int rowAtEpoch(long gnssNanos) {
    return TimeAxis.floor(epochs, gnssNanos);
  }

  /** The last row placed at or before a monotonic time; -1 where there is none. */
  public int rowAtTime(long timeNanos) {
    return TimeAxis.floor(times, timeNanos);
  }

  /** From {@code gnss_time} to the monotonic axis; beyond the ends by the nearest fix. */
  public long timeOfEpoch(long gnssNanos) {
    return TimeAxis.across(epochs, times, gnssNanos);
  }

  /** From the monotonic axis to {@code gnss_time}; beyond the ends by the nearest fix. */
  public long epochOfTime(long timeNanos) {
    return TimeAxis.across(times, epochs, timeNanos);
  }

  /** Collects fixes; an epoch that does not rise is refused. One thread. */
  public static final class Builder {
    private int size;
    private int refused;
    private long[] times = new long[1024];
    private long[] epochs = new long[1024];
    private double[] latitudes = new double[1024];
    private double[] longitudes = new double[1024];
    private double[] speeds = new double[1024];
    private double[] headings = new double[1024];
    private double[] altitudes = new double[1024];
    private double[] placeAccuracies = new double[1024];
    private double[] speedAccuracies = new double[1024];
    private byte[] qualities = new byte[1024];
    private byte[] satellites = new byte[1024];

    /**
     * Appends a fix.
     *
     * @param altitudeMetres NaN where unknown
     * @return false where its epoch is not after the last one's: a repeated or late row
     */
    public boolean add(Fix fix, double altitudeMetres) {
      if (size > 0 && fix.gnssNanos <= epochs[size - 1]) {
        refused++;
        return false;
      }
      if (size == times.length) {
        grow();
      }
      times[size] = size == 0 ? fix.timeNanos : Math.max(fix.timeNanos, times[size - 1] + 1);
      epochs[size] = fix.gnssNanos;
      latitudes[size] = fix.latitude;
      longitudes[size] = fix.longitude;
      speeds[size] = fix.speed;
      headings[size] = fix.heading;
      altitudes[size] = altitudeMetres;
      placeAccuracies[size] = fix.horizontalAccuracy;
      speedAccuracies[size] = fix.speedAccuracy;
      qualities[size] = (byte) fix.quality;
      satellites[size] = (byte) Math.min(fix.satellites, Byte.MAX_VALUE);
      size++;
      return true;
    }

    /** How many were refused. */
    public int refused() {
      return refused;
    }

    public Fixes build() {
      return new Fixes(this);
    }

    private void grow() {
      int larger = size * 2;
      times = Arrays.copyOf(times, larger);
      epochs = Arrays.copyOf(epochs, larger);
      latitudes = Arrays.copyOf(latitudes, larger);
      longitudes = Arrays.copyOf(longitudes, larger);
      speeds = Arrays.copyOf(speeds, larger);
      headings = Arrays.copyOf(headings, larger);
      altitudes = Arrays.copyOf(altitudes, larger);
      placeAccuracies = Arrays.copyOf(placeAccuracies, larger);
      speedAccuracies = Arrays.copyOf(speedAccuracies, larger);
      qualities = Arrays.copyOf(qualities, larger);
      satellites = Arrays.copyOf(satellites, larger);
    }
  }
}
