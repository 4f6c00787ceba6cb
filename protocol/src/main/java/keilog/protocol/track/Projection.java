package keilog.protocol.track;

/**
 * Where on a reference lap a car is, and how much time it has lost or won there. Delta comes from
 * the place: two laps of one course differ by a dozen metres in length, a third of a second on a
 * straight (Racelogic found 11.6 m at Silverstone). Only the stretch that the car can have reached
 * is searched, and only legs that run its way, so that a crossover or a parallel straight cannot
 * catch it. Lap by lap: {@link #start}, then each {@link #fix}, then {@link #end}. One thread;
 * allocates nothing but the result of a lap's end.
 */
public final class Projection {
  /** Further aside the car is off the course or in the pits. */
  public static final double LATERAL_METRES = 25;

  /** A larger error at the line means that line or reference are wrong. */
  public static final double CLOSING_SECONDS = 0.030;

  /** Noise may place a car so far behind where it was. */
  private static final double BACK_METRES = 5;

  private static final double AHEAD_METRES = 15;

  /** The outer line of a hairpin may be twice the inner one. */
  private static final double AHEAD_SHARE = 2;

  /** No window is longer than this until the car was lost for a while. */
  private static final double LOST_METRES = 60;

  /** Once lost, distance driven tells within this share where the car is. */
  private static final double LOST_SHARE = 0.15;

  /** cos 60°: a leg of the line that runs across or against the car's course is another one. */
  private static final double SAME_WAY = 0.5;

  /** Below it the course over ground is noise; m/s. */
  private static final double COURSE_SPEED = 2;

  private static final double CLOSING_WINDOW_SECONDS = 1;
  private static final int KEPT = 32;

  private final ReferenceLap reference;
  private long startNanos;
  private long lastNanos;
  private double lastSpeed;
  private double driven;
  private double distance;
  private double lateral;
  private double delta;
  private int kept;
  private final long[] keptNanos = new long[KEPT];
  private final double[] keptDistance = new double[KEPT];
  private final double[] keptSpeed = new double[KEPT];
  private double bestPlace;
  private double bestLateral;

  public Projection(ReferenceLap reference) {
    this.reference = reference;
    start(0);
  }

  /** By which lap is measured. */
  public ReferenceLap reference() {
    return reference;
  }

  /**
   * A lap begins on the line.
   *
   * @param crossingNanos {@code gnss_time}
   */
  public void start(long crossingNanos) {
    startNanos = crossingNanos;
    lastNanos = crossingNanos;
    lastSpeed = Double.NaN;
    driven = 0;
    distance = 0;
    lateral = Double.NaN;
    delta = Double.NaN;
    kept = 0;
  }

  /**
   * Takes the next fix of the lap.
   *
   * @return whether the car was found on the line: then {@link #distance}, {@link #lateral} and
   *     {@link #delta} are this fix's, else they are the last ones found
   */
  public boolean fix(Fix fix) {
    double step = (fix.gnssNanos - lastNanos) * 1e-9;
    if (fix.quality == 0 || step <= 0) {
      return false;
    }
    double speed = Double.isNaN(fix.speed) ? lastSpeed : fix.speed;
    if (Double.isNaN(speed)) {
      speed = reference.speedAt(distance);
    }
    driven += (Double.isNaN(lastSpeed) ? speed : (lastSpeed + speed) / 2) * step;
    lastNanos = fix.gnssNanos;
    lastSpeed = speed;
    if (!search(fix, speed)) {
      return false;
    }
    distance = bestPlace;
    lateral = bestLateral;
    driven = 0;
    delta = (fix.gnssNanos - startNanos) * 1e-9 - reference.secondsAt(distance);
    int at = kept++ % KEPT;
    keptNanos[at] = fix.gnssNanos;
    keptDistance[at] = distance;
    keptSpeed[at] = speed;
    return true;
  }

  private boolean search(Fix fix, double speed) {
    double from = distance - BACK_METRES;
    double to = distance + AHEAD_METRES + AHEAD_SHARE * driven;
    if (to - distance > Math.max(LOST_METRES, AHEAD_METRES + AHEAD_SHARE * speed)) {
      from = distance + driven * (1 - LOST_SHARE) - LOST_METRES / 2;
      to = distance + driven * (1 + LOST_SHARE) + LOST_METRES / 2;
    }
    double x = reference.plane().east(fix.longitude);
    double y = reference.plane().north(fix.latitude);
    boolean course = speed >= COURSE_SPEED && !Double.isNaN(fix.heading);
    double courseEast = Math.sin(Math.toRadians(fix.heading));
    double courseNorth = Math.cos(Math.toRadians(fix.heading));
    int last = reference.size() - 2;
    int first = Math.clamp((long) (from / reference.stepMetres()), 0, last);
    int end = Math.clamp((long) (to / reference.stepMetres()), 0, last);
    double nearest = LATERAL_METRES;
    boolean beyond = true;
    for (int i = first; i <= end; i++) {
      double ux = reference.east(i + 1) - reference.east(i);
      double uy = reference.north(i + 1) - reference.north(i);
      double length = Math.hypot(ux, uy);
      if (length == 0 || course && (ux * courseEast + uy * courseNorth) < SAME_WAY * length) {
        continue;
      }
      double dx = x - reference.east(i);
      double dy = y - reference.north(i);
      double along = (dx * ux + dy * uy) / (length * length);
      double share = Math.clamp(along, 0, 1);
      double off = Math.hypot(dx - share * ux, dy - share * uy);
      if (off <= nearest) {
        nearest = off;
        beyond = i == last && along > 1;
        bestPlace = (i + share) * reference.stepMetres();
        bestLateral = Math.copySign(off, dx * uy - dy * ux);
      }
    }
    return !beyond;
  }

  /** Metres along the reference, from the line. */
  public double distance() {
    return distance;
  }

  /** Metres to the right of the reference; NaN until the lap's first fix was found. */
  public double lateral() {
    return lateral;
  }

  /** Seconds behind the reference, negative ahead of it; NaN where the reference has a gap. */
  public double delta() {
    return delta;
  }

  /**
   * How a lap ended against the reference.
   *
   * @param deltaNanos the lap's time less the reference's: exact
   * @param errorSeconds by which the place said otherwise over the lap's last second; NaN where no
   *     fix was found there
   */
  public record Closing(long deltaNanos, double errorSeconds) {
    /** False where line or reference are wrong; true where nothing is known against them. */
    public boolean agrees() {
      return !(Math.abs(errorSeconds) > CLOSING_SECONDS);
    }
  }

  /**
   * The lap ends on the line.
   *
   * @param endNanos {@code gnss_time} of the crossing
   * @param lineSpeed m/s there
   */
  public Closing end(long endNanos, double lineSpeed) {
    double sum = 0;
    int count = 0;
    double way = 0;
    long later = endNanos;
    double laterSpeed = lineSpeed;
    for (int k = kept - 1; k >= Math.max(0, kept - KEPT); k--) {
      int at = k % KEPT;
      if (keptNanos[at] > endNanos) {
        continue;
      }
      if ((endNanos - keptNanos[at]) * 1e-9 > CLOSING_WINDOW_SECONDS && count > 0) {
        break;
      }
      way += (keptSpeed[at] + laterSpeed) / 2 * (later - keptNanos[at]) * 1e-9;
      later = keptNanos[at];
      laterSpeed = keptSpeed[at];
      sum += keptDistance[at] + way - reference.lengthMetres();
      count++;
    }
    long elapsed = endNanos - startNanos;
    return new Closing(
        elapsed - reference.durationNanos(), count == 0 ? Double.NaN : sum / count / lineSpeed);
  }
}
