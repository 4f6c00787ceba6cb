package keilog.protocol.track;

/** Watches one gate: tells when the car passes between its ends, once each time. One thread. */
final class GateWatch {
  /** A gate passed once is passed again only after both, as RaceCapture's re-arming does. */
  static final double REARM_METRES = 100;

  static final double REARM_SECONDS = 10;

  /** cos 60°: a course further from the right angle is another piece of road. */
  private static final double STRAIGHT_ENOUGH = 0.5;

  /** Below this a car on the line may stop, or the noise may carry it over and back. */
  private static final double CREEPING_SPEED = 2;

  /** So far behind the line a creeping car has passed it, so far before it has not. */
  private static final double CLEAR_METRES = 3;

  /** Nothing is known of a way without fixes after this time. */
  private static final double LOST_SECONDS = 30;

  /** The way through a gap is only guessed: the line is taken so much wider. */
  private static final double GAP_TOLERANCE = 5;

  private static final double GAP_SECONDS = 1.5;

  private final int number;
  private final GateLine line;
  private double before = Double.NaN;
  private boolean passedOnce;
  private double passedOdometer;
  private long passedEpoch;
  private boolean creeping;
  private int creptBefore;
  private long creptSince;

  GateWatch(int number, GateLine line) {
    this.number = number;
    this.line = line;
  }

  GateLine line() {
    return line;
  }

  /** Takes the newest fix; null where it did not pass the gate. */
  Approach step(FixTrail trail) {
    int n = trail.newest();
    double from = before;
    double to = line.past(trail.east(n), trail.north(n));
    before = to;
    if (Double.isNaN(from) || trail.cut(n)) {
      creeping = false;
      return null;
    }
    if (from < 0 && to >= 0) {
      return forwards(trail, n);
    }
    if (from >= 0 && to < 0) {
      return backwards(trail, n);
    }
    return creeping ? crept(trail, n, to) : null;
  }

  private Approach forwards(FixTrail trail, int n) {
    if (!armed(trail, n) || !meets(trail, n, 1)) {
      return null;
    }
    if (Math.min(trail.speed(n - 1), trail.speed(n)) < CREEPING_SPEED) {
      if (!creeping) {
        creptSince = trail.epoch(n);
      }
      creeping = true;
      creptBefore = n - 1;
      return null;
    }
    long linger = creeping ? trail.epoch(n) - creptSince : 0;
    return pass(trail, n, n - 1, linger);
  }

  private Approach backwards(FixTrail trail, int n) {
    boolean driven = Math.min(trail.speed(n - 1), trail.speed(n)) >= CREEPING_SPEED;
    return driven && meets(trail, n, -1) ? new Approach(number, line, n - 1, false, 0) : null;
  }

  /** A car that crept over the line has passed it when it is clear of it. */
  private Approach crept(FixTrail trail, int n, double past) {
    boolean forgotten = creptBefore <= trail.oldest();
    if (past < -CLEAR_METRES || forgotten) {
      creeping = false;
      return null;
    }
    if (past <= CLEAR_METRES) {
      return null;
    }
    return pass(trail, n, creptBefore, trail.epoch(creptBefore + 1) - creptSince);
  }

  private Approach pass(FixTrail trail, int n, int bracket, long linger) {
    creeping = false;
    passedOnce = true;
    passedOdometer = trail.odometer(n);
    passedEpoch = trail.epoch(n);
    return new Approach(number, line, bracket, true, linger);
  }

  private boolean armed(FixTrail trail, int n) {
    return !passedOnce
        || trail.odometer(n) - passedOdometer >= REARM_METRES
            && (trail.epoch(n) - passedEpoch) * 1e-9 >= REARM_SECONDS;
  }

  /**
   * Whether the way between the last two fixes leads between the ends, in a direction that fits.
   */
  private boolean meets(FixTrail trail, int n, int direction) {
    double seconds = trail.seconds(n - 1, n);
    if (seconds > LOST_SECONDS) {
      return false;
    }
    Bridge bridge = new Bridge(trail, n - 1);
    double at = bridge.secondsToLine(line);
    double eastSpeed = bridge.eastSpeed(at);
    double northSpeed = bridge.northSpeed(at);
    if (seconds <= GAP_SECONDS) {
      eastSpeed = trail.eastSpeed(n - 1) + trail.eastSpeed(n);
      northSpeed = trail.northSpeed(n - 1) + trail.northSpeed(n);
    }
    double over = direction * line.forwards(eastSpeed, northSpeed);
    return over > STRAIGHT_ENOUGH * Math.hypot(eastSpeed, northSpeed)
        && line.between(
            bridge.east(at), bridge.north(at), seconds > GAP_SECONDS ? GAP_TOLERANCE : 0);
  }
}
