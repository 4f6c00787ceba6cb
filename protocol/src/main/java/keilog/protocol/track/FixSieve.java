package keilog.protocol.track;

/**
 * Leaves out fixes that cannot be: repeated rows, epochs that do not rise, jumps. A jump that lasts
 * is believed in the end, but nothing is timed across it. One thread.
 */
final class FixSieve {
  /** What becomes of a fix. */
  enum Verdict {
    TAKEN,
    LEFT_OUT,
    /** Taken, but the way to it is unknown. */
    ELSEWHERE
  }

  /**
   * A place may differ from the prediction by this, or by what the poorer of both fixes claims
   * where that is more, and what 1.5 g does in the time between. A phone comes back from an error
   * of 40 m with one step, and that step may lie across the line.
   */
  private static final double JUMP_METRES = 5;

  private static final double MOST_ACCELERATION = 15;

  /** Faster than any car here: bounds a step where the receiver tells no speed. */
  private static final double MOST_SPEED = 110;

  /** After a longer silence any place is possible. */
  private static final double SILENCE_SECONDS = 5;

  /** So many fixes must agree on a new place before it is believed. */
  private static final int AGREEING = 4;

  /** At this speed the place changes between two epochs: an equal one is an old row. */
  private static final double MOVING_SPEED = 2;

  private final Plane plane;
  private final Place last = new Place();
  private final Place suspect = new Place();
  private double lastLatitude;
  private double lastLongitude;
  private int agreeing;

  FixSieve(Plane plane) {
    this.plane = plane;
  }

  Verdict judge(Fix fix) {
    boolean placed = Double.isFinite(fix.latitude) && Double.isFinite(fix.longitude);
    if (fix.quality == 0 || !placed || last.known && fix.gnssNanos <= last.epoch) {
      return Verdict.LEFT_OUT;
    }
    if (last.known
        && fix.latitude == lastLatitude
        && fix.longitude == lastLongitude
        && fix.speed > MOVING_SPEED) {
      return Verdict.LEFT_OUT;
    }
    double east = plane.east(fix.longitude);
    double north = plane.north(fix.latitude);
    if (last.known && !last.leadsTo(fix, east, north)) {
      agreeing = agreeing > 0 && suspect.leadsTo(fix, east, north) ? agreeing + 1 : 1;
      suspect.set(fix, east, north);
      if (agreeing < AGREEING) {
        return Verdict.LEFT_OUT;
      }
      agreeing = 0;
      believe(fix, east, north);
      return Verdict.ELSEWHERE;
    }
    agreeing = 0;
    believe(fix, east, north);
    return Verdict.TAKEN;
  }

  private void believe(Fix fix, double east, double north) {
    last.set(fix, east, north);
    lastLatitude = fix.latitude;
    lastLongitude = fix.longitude;
  }

  /** Where the car was, and how it moved by Doppler and by the last step. */
  private static final class Place {
    private boolean known;
    private boolean stepped;
    private long epoch;
    private double east;
    private double north;
    private double eastSpeed;
    private double northSpeed;
    private double eastStep;
    private double northStep;
    private double claimed;

    void set(Fix fix, double newEast, double newNorth) {
      double seconds = (fix.gnssNanos - epoch) * 1e-9;
      stepped = known && seconds > 0 && seconds < SILENCE_SECONDS;
      eastStep = (newEast - east) / seconds;
      northStep = (newNorth - north) / seconds;
      double heading = Math.toRadians(fix.heading);
      eastSpeed = fix.speed * Math.sin(heading);
      northSpeed = fix.speed * Math.cos(heading);
      epoch = fix.gnssNanos;
      east = newEast;
      north = newNorth;
      claimed = claim(fix);
      known = true;
    }

    private static double claim(Fix fix) {
      return Double.isNaN(fix.horizontalAccuracy) ? 0 : fix.horizontalAccuracy;
    }

    boolean leadsTo(Fix fix, double toEast, double toNorth) {
      double seconds = (fix.gnssNanos - epoch) * 1e-9;
      if (seconds <= 0) {
        return false;
      }
      if (seconds > SILENCE_SECONDS) {
        return true;
      }
      double claim = Math.max(claimed, claim(fix));
      double allowed = Math.max(JUMP_METRES, claim) + MOST_ACCELERATION / 2 * seconds * seconds;
      double eastward = toEast - east;
      double northward = toNorth - north;
      if (Double.isNaN(eastSpeed) && !stepped) {
        return FixTrail.length(eastward, northward) <= JUMP_METRES + MOST_SPEED * seconds;
      }
      return FixTrail.length(eastward - eastSpeed * seconds, northward - northSpeed * seconds)
              <= allowed
          || stepped
              && FixTrail.length(eastward - eastStep * seconds, northward - northStep * seconds)
                  <= allowed;
    }
  }
}
