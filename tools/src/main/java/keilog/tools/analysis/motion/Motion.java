package keilog.tools.analysis.motion;

import java.util.Arrays;
import java.util.stream.IntStream;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.Plane;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.TimeAxis;

/**
 * The car's motion at each of its fixes, smoothed, one row for each fix in the same order. Raw
 * stays beside it in {@link Fixes}; lap times never come from here: they come from the raw fixes.
 *
 * @param plane the metres are on
 * @param epochs {@code gnss_time} of the rows
 * @param times the same on the monotonic axis, the receiver's latency taken off
 * @param east metres on the plane
 * @param north metres on the plane
 * @param speed m/s
 * @param heading radians clockwise from north, going on over full turns; held where the car is too
 *     slow to have one
 * @param along g, forwards positive: NaN where unknown
 * @param across g, to the right positive: NaN where unknown
 * @param alignment the latency that was taken off
 * @param acceleration where the g come from
 * @param quality of the fixes
 */
public record Motion(
    Plane plane,
    long[] epochs,
    long[] times,
    double[] east,
    double[] north,
    double[] speed,
    double[] heading,
    double[] along,
    double[] across,
    Alignment alignment,
    Acceleration acceleration,
    GpsQuality quality) {

  /** Metres per second squared of one g. */
  public static final double GRAVITY = 9.80665;

  /** Fixes further apart do not belong to one movement. */
  public static final long MOST_GAP_NANOS = Smoother.MOST_GAP_NANOS;

  /**
   * m/s by which a Doppler speed may differ from the smoothed one: more is a stray. A velocity that
   * is 0.14 s old differs by 1.4 m/s under hard braking.
   */
  public static final double MOST_SMOOTHED_AWAY = 3;

  /**
   * m/s below which the course is noise: receivers freeze it there. A car cannot pull 0.05 g
   * sideways at that speed.
   */
  private static final double LEAST_COURSE_SPEED = 1.0;

  /** A movement made by hand: aligned already, its fixes not judged. */
  public Motion(
      Plane plane,
      long[] epochs,
      long[] times,
      double[] east,
      double[] north,
      double[] speed,
      double[] heading,
      double[] along,
      double[] across) {
    this(
        plane,
        epochs,
        times,
        east,
        north,
        speed,
        heading,
        along,
        across,
        Alignment.none("", Double.NaN, 0, "not looked for"),
        Acceleration.gps("as given"),
        new GpsQuality(epochs.length, 0, 0, 0, 0, 0, 0, 0));
  }

  public int size() {
    return epochs.length;
  }

  /** The motion of a drive: smoothed, its latency found and taken off, g from the best source. */
  public static Motion of(Recording recording) {
    Motion unaligned = of(recording.fixes());
    Alignment alignment = LatencySearch.of(recording, unaligned);
    Motion aligned = unaligned.aligned(alignment);
    return Accelerometer.of(recording, aligned);
  }

  /** The smoothed motion of fixes alone, on the times they have. */
  public static Motion of(Fixes fixes) {
    int n = fixes.size();
    Plane plane = Plane.at(middle(fixes));
    Smoother s = Smoother.of(fixes, plane);
    Motion m =
        new Motion(
            plane,
            new long[n],
            new long[n],
            s.east,
            s.north,
            new double[n],
            new double[n],
            new double[n],
            new double[n],
            Alignment.none("", Double.NaN, 0, "no channel of the car was looked at"),
            n < 3
                ? new Acceleration(GSource.NONE, Double.NaN, Double.NaN, "there are no fixes")
                : Acceleration.gps("change and turning of the smoothed speed"),
            GpsQuality.of(fixes, s.dopplerLag));
    for (int i = 0; i < n; i++) {
      m.epochs[i] = fixes.epoch(i);
      m.times[i] = fixes.time(i);
      m.speed[i] = Math.sqrt(s.eastSpeed[i] * s.eastSpeed[i] + s.northSpeed[i] * s.northSpeed[i]);
    }
    m.headings(s);
    m.pushes(s);
    return m;
  }

  /** The median place of a hundred, so that no glitch is the middle of the world. */
  private static GeoPoint middle(Fixes fixes) {
    int n = fixes.size();
    int step = Math.max(1, n / 100);
    int[] rows =
        IntStream.range(0, n)
            .filter(i -> i % step == 0 && Math.abs(fixes.latitude(i) + fixes.longitude(i)) < 270)
            .toArray();
    if (rows.length == 0) {
      return new GeoPoint(0, 0);
    }
    double[] latitudes = Arrays.stream(rows).mapToDouble(fixes::latitude).sorted().toArray();
    double[] longitudes = Arrays.stream(rows).mapToDouble(fixes::longitude).sorted().toArray();
    return new GeoPoint(latitudes[rows.length / 2], longitudes[rows.length / 2]);
  }

  /** Course where there is one, going on over full turns; before the first, the first. */
  private void headings(Smoother s) {
    double last = Double.NaN;
    for (int i = 0; i < size(); i++) {
      if (speed[i] >= LEAST_COURSE_SPEED) {
        double course = Math.atan2(s.eastSpeed[i], s.northSpeed[i]);
        boolean first = Double.isNaN(last);
        last = first ? course : last + Math.IEEEremainder(course - last, 2 * Math.PI);
        if (first) {
          Arrays.fill(heading, 0, i, last);
        }
      }
      heading[i] = last;
    }
    if (Double.isNaN(last)) {
      Arrays.fill(heading, 0);
    }
  }

  private void pushes(Smoother s) {
    for (int i = 0; i < size(); i++) {
      boolean alone = s.begins[i] && (i + 1 == size() || s.begins[i + 1]);
      double ahead = Math.cos(heading[i]);
      double aside = Math.sin(heading[i]);
      double forwards = s.eastPush[i] * aside + s.northPush[i] * ahead;
      double rightwards = s.eastPush[i] * ahead - s.northPush[i] * aside;
      along[i] = alone ? Double.NaN : forwards / GRAVITY;
      across[i] = alone ? Double.NaN : speed[i] < LEAST_COURSE_SPEED ? 0 : rightwards / GRAVITY;
    }
  }

  private Motion aligned(Alignment found) {
    long[] moved = times.clone();
    if (found.quality() != Quality.INSUFFICIENT) {
      for (int i = 0; i < moved.length; i++) {
        moved[i] -= found.latencyNanos();
      }
    }
    return new Motion(
        plane,
        epochs,
        moved,
        east,
        north,
        speed,
        heading,
        along,
        across,
        found,
        acceleration,
        quality);
  }

  Motion with(double[] newAlong, double[] newAcross, Acceleration from) {
    return new Motion(
        plane, epochs, times, east, north, speed, heading, newAlong, newAcross, alignment, from,
        quality);
  }

  /** The last row at or before a monotonic time; -1 where there is none. */
  public int rowAtTime(long timeNanos) {
    return TimeAxis.floor(times, timeNanos);
  }

  /** The last row at or before a {@code gnss_time}; -1 where there is none. */
  public int rowAtEpoch(long gnssNanos) {
    return TimeAxis.floor(epochs, gnssNanos);
  }

  /** From {@code gnss_time} to the monotonic axis, latency taken off; needs a fix. */
  public long timeOfEpoch(long gnssNanos) {
    return TimeAxis.across(epochs, times, gnssNanos);
  }

  /** From the monotonic axis to {@code gnss_time}, latency taken off; needs a fix. */
  public long epochOfTime(long timeNanos) {
    return TimeAxis.across(times, epochs, timeNanos);
  }

  /**
   * Speed at a monotonic time, by the cubic that fits speed and acceleration at both neighbours.
   *
   * @return m/s; NaN outside, and within gaps
   */
  public double speedAt(long timeNanos) {
    int i = rowAtTime(timeNanos);
    if (i < 0 || i + 1 >= size()) {
      return i >= 0 && times[i] == timeNanos ? speed[i] : Double.NaN;
    }
    long gap = times[i + 1] - times[i];
    if (gap > MOST_GAP_NANOS) {
      return Double.NaN;
    }
    double u = (double) (timeNanos - times[i]) / gap;
    double w = 1 - u;
    double from = slope(i) * gap * 1e-9;
    double to = slope(i + 1) * gap * 1e-9;
    return speed[i] * w * w * (1 + 2 * u)
        + speed[i + 1] * u * u * (3 - 2 * u)
        + from * u * w * w
        - to * u * u * w;
  }

  private double slope(int i) {
    return Double.isNaN(along[i]) ? 0 : along[i] * GRAVITY;
  }
}
