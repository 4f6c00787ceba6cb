package keilog.protocol.track;

/**
 * A car that creeps or stands on a line. Noise carries it over and back; where it stands is known
 * better than any single fix says. One thread.
 */
final class Creep {
  /** From below this a car can stop within the metres that make it clear of the line, m/s. */
  static final double SPEED = 7;

  /** So far behind the line a car has passed it, so far before it has not. */
  static final double CLEAR_METRES = 3;

  /** A receiver at rest shows up to this, m/s. */
  private static final double REST_SPEED = 0.5;

  /** A mean of so many fixes says on which side a car stands. */
  private static final int REST_FIXES = 5;

  /** Nearer to the line than this the side is anybody's guess. */
  private static final double DOUBT_METRES = 0.3;

  private boolean active;
  private int flip;
  private boolean flipped;
  private boolean arrived;
  private int rests;
  private double restSum;
  private long firstNanos;

  /** Nothing is known any more. */
  void clear() {
    active = false;
    flipped = false;
    arrived = false;
    rests = 0;
    restSum = 0;
  }

  boolean active() {
    return active;
  }

  /** A slow fix near the line. */
  void near(FixTrail trail, int n, double past) {
    if (!active) {
      clear();
      active = true;
      firstNanos = trail.epoch(n);
    }
    if (trail.speed(n) < REST_SPEED) {
      rests++;
      restSum += past;
    }
  }

  /** The sign changed after this fix, forwards. */
  void flip(int before) {
    arrived |= rests < REST_FIXES;
    // Of the flips after a rest the last one counts, of those before it too.
    if (rests < REST_FIXES || !passedAtArrival()) {
      flip = before;
      flipped = true;
    }
  }

  /** Number of the fix before the line. */
  int before() {
    return flip;
  }

  /** Whether the car came to rest behind the line, which it passed when it came. */
  boolean passedAtArrival() {
    return arrived && rests >= REST_FIXES && restSum / rests > DOUBT_METRES;
  }

  /** Whether the line was passed at all. */
  boolean flipped() {
    return flipped;
  }

  /** How long it stood so near to the line that nobody knows when it passed it. */
  long doubtNanos(FixTrail trail) {
    boolean doubtful = arrived && rests >= REST_FIXES && Math.abs(restSum / rests) <= DOUBT_METRES;
    return doubtful ? Math.max(0, trail.epoch(flip) - firstNanos) : 0;
  }
}
