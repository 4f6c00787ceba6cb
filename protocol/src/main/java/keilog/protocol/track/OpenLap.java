package keilog.protocol.track;

import java.util.EnumSet;
import java.util.Set;

/** What is seen on the way while a lap is driven. Walks over the fixes in order. One thread. */
final class OpenLap {
  /** One fix in a hundred may be lost without a word; this long a silence is said. */
  private static final double GAP_SECONDS = 1;

  private static final double GAP_PERIODS = 2.5;

  /** The shortest lap takes 25 s: in a longer silence a line may have been passed unseen. */
  private static final double DOUBTFUL_GAP_SECONDS = 10;

  /** 25 km/h. */
  private static final double PIT_SPEED = 25 / 3.6;

  private static final double PIT_SECONDS = 5;

  /** A receiver at rest shows up to this. */
  private static final double STANDING_SPEED = 0.5;

  private static final double STOP_SECONDS = 3;

  private final Set<TimedLap.Remark> remarks = EnumSet.noneOf(TimedLap.Remark.class);
  private int walked = -1;
  private double slowSeconds;
  private double standingSeconds;
  private boolean pit;
  private boolean doubtful;

  /** The next lap begins where this one is. */
  void begin() {
    remarks.clear();
    slowSeconds = 0;
    standingSeconds = 0;
    pit = false;
    doubtful = false;
  }

  /** Sees all fixes up to one. */
  void walk(FixTrail trail, Cadence cadence, int to) {
    for (int n = Math.max(walked + 1, trail.oldest() + 1); n <= to; n++) {
      step(trail, cadence, n);
    }
    walked = Math.max(walked, to);
  }

  private void step(FixTrail trail, Cadence cadence, int n) {
    double seconds = trail.seconds(n - 1, n);
    if (trail.cut(n) || seconds > Math.max(GAP_SECONDS, GAP_PERIODS * cadence.seconds())) {
      remarks.add(TimedLap.Remark.GAP);
    }
    doubtful |= trail.cut(n) || seconds > DOUBTFUL_GAP_SECONDS;
    double speed = Math.max(trail.speed(n - 1), trail.speed(n));
    slowSeconds = speed < PIT_SPEED ? slowSeconds + seconds : 0;
    standingSeconds = speed < STANDING_SPEED ? standingSeconds + seconds : 0;
    pit |= slowSeconds > PIT_SECONDS;
    if (standingSeconds >= STOP_SECONDS) {
      remarks.add(TimedLap.Remark.STOPPED);
    }
  }

  void remark(TimedLap.Remark remark) {
    remarks.add(remark);
  }

  /** What was seen; to be copied. */
  Set<TimedLap.Remark> remarks() {
    return remarks;
  }

  /** Whether the car went as slowly and as long as in a pit lane. */
  boolean pit() {
    return pit;
  }

  /** Whether the line may have been passed unseen. */
  boolean doubtful() {
    return doubtful;
  }
}
