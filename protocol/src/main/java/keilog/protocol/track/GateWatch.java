package keilog.protocol.track;

/** Watches one gate: tells when the car passes between its ends, once each time. One thread. */
final class GateWatch {
  /** A gate passed once is passed again only after both, as RaceCapture's re-arming does. */
  private static final double REARM_METRES = 100;

  private static final double REARM_SECONDS = 10;

  /** And only after the car was somewhere else: not from rolling to and fro. Ours. */
  private static final double AWAY_METRES = 40;

  /** cos 60°: a course further from the right angle is another piece of road. */
  private static final double STRAIGHT_ENOUGH = 0.5;

  /** Nothing is known of a way without fixes after this time. */
  private static final double LOST_SECONDS = 30;

  /** The way through a gap is only guessed: the line is taken so much wider. */
  private static final double GAP_TOLERANCE = 5;

  private static final double GAP_SECONDS = 1.5;

  /** Slower than this, m/s, noise may carry a standing car backwards over the line. */
  private static final double MOVING_SPEED = 2;

  private final int number;
  private final GateLine line;
  private final Creep creep = new Creep();
  private double before = Double.NaN;
  private boolean passedOnce;
  private boolean wasAway;
  private double passedOdometer;
  private long passedEpoch;

  GateWatch(int number, GateLine line) {
    this.number = number;
    this.line = line;
  }

  /** Takes the newest fix; null where it did not pass the gate. */
  Approach step(FixTrail trail) {
    int n = trail.newest();
    double from = before;
    double to = line.past(trail.east(n), trail.north(n));
    before = to;
    wasAway = wasAway || line.away(trail.east(n), trail.north(n)) > AWAY_METRES;
    if (Double.isNaN(from) || trail.cut(n)) {
      creep.clear();
      return null;
    }
    if (slow(trail, n, to) && armed(trail, n)) {
      return creep(trail, n, from, to);
    }
    if (creep.active()) {
      return leave(trail, n, from, to);
    }
    if (from < 0 && to >= 0) {
      return armed(trail, n) && meets(trail, n, 1) ? pass(trail, n, n - 1, 0) : null;
    }
    return from >= 0 && to < 0 ? backwards(trail, n) : null;
  }

  private boolean slow(FixTrail trail, int n, double past) {
    return Math.abs(past) <= Creep.CLEAR_METRES
        && trail.speed(n) < Creep.SPEED
        && line.between(trail.east(n), trail.north(n), 0);
  }

  private Approach creep(FixTrail trail, int n, double from, double to) {
    creep.near(trail, n, to);
    if (from < 0 && to >= 0) {
      creep.flip(n - 1);
    }
    return creep.flipped() && creep.passedAtArrival() ? pass(trail, n, creep.before(), 0) : null;
  }

  /** Faster again, or clear of the line: now it is known whether the car passed it. */
  private Approach leave(FixTrail trail, int n, double from, double to) {
    if (from < 0 && to >= 0 && meets(trail, n, 1)) {
      creep.flip(n - 1);
    }
    if (!line.between(trail.east(n), trail.north(n), Creep.CLEAR_METRES)) {
      creep.clear();
      return null;
    }
    if (Math.abs(to) <= Creep.CLEAR_METRES) {
      return null;
    }
    boolean onward = over(trail.eastSpeed(n), trail.northSpeed(n), 1);
    boolean passed = to > 0 && onward && creep.flipped() && creep.before() > trail.oldest();
    long doubt = creep.doubtNanos(trail);
    int flip = creep.before();
    creep.clear();
    return passed && armed(trail, n) ? pass(trail, n, flip, doubt) : null;
  }

  private Approach backwards(FixTrail trail, int n) {
    boolean driven = Math.min(trail.speed(n - 1), trail.speed(n)) >= MOVING_SPEED;
    if (!driven || !meets(trail, n, -1)) {
      return null;
    }
    disarm(trail, n);
    return new Approach(number, line, n - 1, false, 0);
  }

  private Approach pass(FixTrail trail, int n, int bracket, long doubt) {
    creep.clear();
    disarm(trail, n);
    return new Approach(number, line, bracket, true, doubt);
  }

  private void disarm(FixTrail trail, int n) {
    passedOnce = true;
    wasAway = false;
    passedOdometer = trail.odometer(n);
    passedEpoch = trail.epoch(n);
  }

  private boolean armed(FixTrail trail, int n) {
    return !passedOnce
        || wasAway
            && trail.odometer(n) - passedOdometer >= REARM_METRES
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
    return over(eastSpeed, northSpeed, direction)
        && line.between(
            bridge.east(at), bridge.north(at), seconds > GAP_SECONDS ? GAP_TOLERANCE : 0);
  }

  private boolean over(double eastSpeed, double northSpeed, int direction) {
    return direction * line.forwards(eastSpeed, northSpeed)
        > STRAIGHT_ENOUGH * FixTrail.length(eastSpeed, northSpeed);
  }
}
