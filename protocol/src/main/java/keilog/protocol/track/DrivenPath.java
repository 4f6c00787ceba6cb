package keilog.protocol.track;

import java.util.Arrays;
import java.util.Optional;

/**
 * The way of a car, kept as knots at least two metres apart, so that one of its laps can become a
 * {@link ReferenceLap} once it has ended. Standing costs nothing, and the white noise of a quick
 * receiver does not turn a straight into a saw. One thread; allocates only while it grows.
 */
public final class DrivenPath {
  /** Ours: ten times the noise of a good receiver, and still a fine hairpin. */
  private static final double KNOT_METRES = 2;

  /** Beyond this nobody knows where the car went. */
  private static final double GAP_SECONDS = 2;

  /** A knot from before the car stood is followed by one from when it left. */
  private static final double STOOD_SECONDS = 1;

  /** No car brakes, turns or gathers speed harder; m/s². */
  private static final double HARDEST = 20;

  private static final double JUMP_METRES = 5;
  private static final double FASTEST = 100;

  /** 80 km of two metres each: more than any lap. */
  private static final int MOST_KNOTS = 40_000;

  private final Fix last = new Fix();
  private Plane plane;
  private boolean lastIsKnot;
  private boolean gapBefore;
  private int size;
  private long[] nanos = new long[1024];
  private double[] east = new double[1024];
  private double[] north = new double[1024];
  private double[] eastSpeed = new double[1024];
  private double[] northSpeed = new double[1024];
  private boolean[] bridged = new boolean[1024];

  /** Takes the next epoch; one without a place, a repeated one and a lone jump are left out. */
  public void add(Fix fix) {
    if (fix.quality == 0) {
      return;
    }
    if (plane == null) {
      plane = Plane.at(new GeoPoint(fix.latitude, fix.longitude));
    }
    if (size == 0) {
      last.set(fix);
      knot(fix);
      return;
    }
    double step = (fix.gnssNanos - last.gnssNanos) * 1e-9;
    if (step <= 0 || jumps(fix, step)) {
      return;
    }
    double x = plane.east(fix.longitude) - east[size - 1];
    double y = plane.north(fix.latitude) - north[size - 1];
    boolean moved = Math.hypot(x, y) >= KNOT_METRES;
    if (moved && !lastIsKnot && (last.gnssNanos - nanos[size - 1]) * 1e-9 > STOOD_SECONDS) {
      knot(last);
    }
    gapBefore |= step > GAP_SECONDS;
    lastIsKnot = false;
    if (moved) {
      knot(fix);
    }
    last.set(fix);
  }

  private boolean jumps(Fix fix, double step) {
    double moved =
        Math.hypot(
            plane.east(fix.longitude) - plane.east(last.longitude),
            plane.north(fix.latitude) - plane.north(last.latitude));
    double speed = Math.max(orFastest(last.speed), orFastest(fix.speed));
    return step <= GAP_SECONDS && moved > speed * step + HARDEST * step * step / 2 + JUMP_METRES;
  }

  private static double orFastest(double speed) {
    return Double.isNaN(speed) ? FASTEST : speed;
  }

  private void knot(Fix fix) {
    if (size == MOST_KNOTS) {
      size = 0;
    }
    put(size, fix);
    size++;
    lastIsKnot = true;
    gapBefore = false;
  }

  private void put(int at, Fix fix) {
    if (at == nanos.length) {
      int larger = at * 2;
      nanos = Arrays.copyOf(nanos, larger);
      east = Arrays.copyOf(east, larger);
      north = Arrays.copyOf(north, larger);
      eastSpeed = Arrays.copyOf(eastSpeed, larger);
      northSpeed = Arrays.copyOf(northSpeed, larger);
      bridged = Arrays.copyOf(bridged, larger);
    }
    double heading = Math.toRadians(fix.heading);
    nanos[at] = fix.gnssNanos;
    east[at] = plane.east(fix.longitude);
    north[at] = plane.north(fix.latitude);
    eastSpeed[at] = fix.speed * Math.sin(heading);
    northSpeed[at] = fix.speed * Math.cos(heading);
    bridged[at] = gapBefore;
  }

  /** Lets go of what lies before an instant; a lap that begins there can still be built. */
  public void forgetBefore(long gnssNanos) {
    int keep = 0;
    while (keep + 1 < size && nanos[keep + 1] <= gnssNanos) {
      keep++;
    }
    size -= keep;
    System.arraycopy(nanos, keep, nanos, 0, size);
    System.arraycopy(east, keep, east, 0, size);
    System.arraycopy(north, keep, north, 0, size);
    System.arraycopy(eastSpeed, keep, eastSpeed, 0, size);
    System.arraycopy(northSpeed, keep, northSpeed, 0, size);
    System.arraycopy(bridged, keep, bridged, 0, size);
  }

  /** Lets go of everything. */
  public void clear() {
    size = 0;
  }

  /**
   * The way between two instants, as a rule two crossings.
   *
   * @param startNanos {@code gnss_time}
   * @param endNanos {@code gnss_time}
   * @return empty where no fix is known at or before the start, or none at or after the end, or the
   *     car did not move
   */
  public Optional<ReferenceLap> lap(long startNanos, long endNanos) {
    int knots = size;
    if (knots > 0 && !lastIsKnot) {
      put(knots++, last);
    }
    if (knots < 2
        || nanos[0] > startNanos
        || nanos[knots - 1] < endNanos
        || startNanos >= endNanos) {
      return Optional.empty();
    }
    int first = 0;
    while (nanos[first + 1] <= startNanos) {
      first++;
    }
    int end = first + 1;
    while (nanos[end] < endNanos) {
      end++;
    }
    double metres = trace(first, end, startNanos, endNanos, Line.NOWHERE);
    int steps = (int) Math.round(metres / ReferenceLap.STEP_METRES);
    if (steps < 1) {
      return Optional.empty();
    }
    ReferenceLap.Points points = new ReferenceLap.Points(steps + 1, metres / steps);
    trace(first, end, startNanos, endNanos, points);
    return Optional.of(new ReferenceLap(plane, endNanos - startNanos, points.finish()));
  }

  /** Follows the way in steps far shorter than half a metre. */
  @FunctionalInterface
  interface Line {
    Line NOWHERE = (metres, seconds, x, y, speed, known) -> {};

    void to(double metres, double seconds, double x, double y, double speed, boolean known);
  }

  private double trace(int first, int end, long startNanos, long endNanos, Line line) {
    double metres = 0;
    double x = Double.NaN;
    double y = Double.NaN;
    for (int k = first; k < end; k++) {
      long from = Math.max(startNanos, nanos[k]);
      long to = Math.min(endNanos, nanos[k + 1]);
      Span span = new Span(k);
      int steps = 2 + (int) (8 * span.chord);
      for (int i = k == first ? 0 : 1; i <= steps; i++) {
        long at = from + (to - from) * i / steps;
        span.at(at);
        if (!Double.isNaN(x)) {
          metres += Math.hypot(span.x - x, span.y - y);
        }
        x = span.x;
        y = span.y;
        boolean known = !bridged[k + 1] || at == startNanos || at == to;
        line.to(metres, (at - startNanos) * 1e-9, x, y, span.speed, known);
      }
    }
    return metres;
  }

  /**
   * Between two knots: the cubic through both places with both velocities where they are known and
   * agree with the places, else straight on at one speed.
   */
  private final class Span {
    private final int k;
    private final double seconds;
    private final double chord;
    private final double startEast;
    private final double startNorth;
    private final double endEast;
    private final double endNorth;
    private double x;
    private double y;
    private double speed;

    Span(int k) {
      this.k = k;
      seconds = (nanos[k + 1] - nanos[k]) * 1e-9;
      double dx = east[k + 1] - east[k];
      double dy = north[k + 1] - north[k];
      chord = Math.hypot(dx, dy);
      double offEast = (eastSpeed[k] + eastSpeed[k + 1]) / 2 * seconds - dx;
      double offNorth = (northSpeed[k] + northSpeed[k + 1]) / 2 * seconds - dy;
      boolean agrees =
          !bridged[k + 1] && Math.hypot(offEast, offNorth) < Math.max(1, chord * 3 / 10);
      startEast = agrees ? eastSpeed[k] : dx / seconds;
      startNorth = agrees ? northSpeed[k] : dy / seconds;
      endEast = agrees ? eastSpeed[k + 1] : dx / seconds;
      endNorth = agrees ? northSpeed[k + 1] : dy / seconds;
    }

    void at(long gnssNanos) {
      double u = (gnssNanos - nanos[k]) * 1e-9 / seconds;
      double back = 1 - u;
      double ends = u * u * (3 - 2 * u);
      double out = u * back * back * seconds;
      double in = -u * u * back * seconds;
      x = east[k] + ends * (east[k + 1] - east[k]) + out * startEast + in * endEast;
      y = north[k] + ends * (north[k + 1] - north[k]) + out * startNorth + in * endNorth;
      speed = back * Math.hypot(startEast, startNorth) + u * Math.hypot(endEast, endNorth);
    }
  }
}
