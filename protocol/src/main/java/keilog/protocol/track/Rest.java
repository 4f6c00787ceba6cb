package keilog.protocol.track;

/**
 * A car that stands near the start line and sets off. Its lap begins when it first moves: the line
 * through its first two speeds above walking, drawn back to no speed, never before the last fix at
 * rest but one. One thread.
 */
final class Rest {
  /** A receiver at rest shows up to this, m/s. */
  private static final double STANDING_SPEED = 0.5;

  /** As a VBOX arms: at rest for a second. */
  private static final double STANDING_SECONDS = 1;

  /** From the last row of a small grid to the nose over the line. */
  private static final double BEFORE_METRES = 25;

  private static final double PAST_METRES = 5;

  /** While laps are timed, only a stop at the line itself begins a new one: no pit box near it. */
  private static final double AT_LINE_METRES = 8;

  private static final double LEAST_UNCERTAINTY = 0.02;

  private final GateLine line;
  private final FixTrail trail;
  private boolean standing;
  private double standingSeconds;
  private int moved;
  private Passing departure;
  private boolean pastLine;

  Rest(GateLine line, FixTrail trail) {
    this.line = line;
    this.trail = trail;
  }

  /** Takes the newest fix. */
  void step() {
    int n = trail.newest();
    if (n < 1 || !trail.doppler(n) || trail.cut(n)) {
      standing = false;
      standingSeconds = 0;
      moved = 0;
      return;
    }
    if (trail.speed(n) < STANDING_SPEED) {
      standingSeconds += trail.seconds(n - 1, n);
      standing |= standingSeconds >= STANDING_SECONDS;
      moved = 0;
      return;
    }
    standingSeconds = 0;
    moved = standing ? moved + 1 : 0;
    if (moved == 2) {
      standing = false;
      moved = 0;
      depart(n);
    }
  }

  private void depart(int n) {
    double past = line.past(trail.east(n - 2), trail.north(n - 2));
    boolean near =
        past >= -BEFORE_METRES
            && past <= PAST_METRES
            && line.between(trail.east(n - 2), trail.north(n - 2), 0)
            && line.forwards(trail.eastSpeed(n), trail.northSpeed(n)) > 0;
    if (!near) {
      departure = null;
      return;
    }
    double step = trail.seconds(n - 1, n);
    double gained = trail.speed(n) - trail.speed(n - 1);
    double back = gained > 0 ? trail.speed(n - 1) * step / gained : step;
    double seconds = Math.min(back, 2 * trail.seconds(n - 2, n - 1));
    long nanos = Math.round(seconds * 1e9);
    double uncertainty = Math.max(LEAST_UNCERTAINTY, step / 3);
    pastLine = past >= 0;
    departure =
        new Passing(
            0,
            new Crossing(
                line.gate(),
                trail.epoch(n - 1) - nanos,
                trail.time(n - 1) - nanos,
                0,
                Quality.MEASURED,
                Math.round(uncertainty * 1e9)),
            trail.odometer(n - 2),
            n - 2,
            0,
            trail.poor(n),
            false);
  }

  /** A departure from behind the line, asked for once, when the car is already past it. */
  Passing takePastLine() {
    if (departure == null || !pastLine) {
      return null;
    }
    Passing taken = departure;
    departure = null;
    return taken;
  }

  /**
   * The departure that led straight over the line at a passing; null where there was none.
   *
   * @param timing whether a lap is being timed
   */
  Passing before(Passing passing, boolean timing) {
    Passing taken = departure;
    departure = null;
    double most = timing ? AT_LINE_METRES : BEFORE_METRES + PAST_METRES;
    boolean led = taken != null && passing.odometer() - taken.odometer() <= most;
    return led ? taken : null;
  }
}
