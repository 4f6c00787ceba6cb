package keilog.device.lap;

import java.util.Optional;
import keilog.protocol.track.Crossing;
import keilog.protocol.track.DrivenPath;
import keilog.protocol.track.Fix;
import keilog.protocol.track.Projection;
import keilog.protocol.track.Quality;
import keilog.protocol.track.ReferenceLap;
import keilog.protocol.track.TimedLap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delta to the fastest lap so far that counts, fix by fix, and what the lap will be if the rest of
 * it is driven as then. The recorder's thread; allocates once a lap.
 */
final class LiveDelta {
  private static final Logger LOG = LoggerFactory.getLogger(LiveDelta.class);

  /** Where lines lie metres apart, raw delta jumps by up to 67 ms from fix to fix; ours. */
  private static final double SMOOTH_SECONDS = 0.4;

  /** Just behind the line a delta is all noise. */
  private static final double FIRST_SECONDS = 10;

  private static final double FIRST_METRES = 100;

  /** A poorer fix leaves the last value standing. */
  private static final double MOST_PLACE_ERROR_METRES = 2;

  private static final double MOST_SPEED_ERROR = 0.5;

  /** After a longer gap smoothing begins anew. */
  private static final double GAP_SECONDS = 2;

  private final LapBoard board;
  private final DrivenPath path = new DrivenPath();
  private Projection projection;
  private boolean inLap;
  private long startNanos;
  private long smoothedNanos;
  private double smoothed;
  private double lineSpeed;

  LiveDelta(LapBoard board) {
    this.board = board;
  }

  /** Another drive: nothing of the one before counts. */
  void clear() {
    path.clear();
    projection = null;
    inLap = false;
  }

  /** Laps so far were those of another course; they are told anew. */
  void otherCourse() {
    projection = null;
    inLap = false;
  }

  /** Takes the next epoch into the path; before the timer sees it. */
  void driven(Fix fix) {
    path.add(fix);
  }

  /** Says where the car stands against the reference; after the timer has seen the fix. */
  void show(Fix fix) {
    if (!inLap || projection == null || !isGood(fix) || !projection.fix(fix)) {
      return;
    }
    double raw = projection.delta();
    if (Double.isNaN(raw)) {
      return;
    }
    double step = (fix.gnssNanos - smoothedNanos) * 1e-9;
    boolean anew = smoothedNanos < startNanos || step > GAP_SECONDS;
    smoothed = anew ? raw : smoothed + (raw - smoothed) * (1 - Math.exp(-step / SMOOTH_SECONDS));
    smoothedNanos = fix.gnssNanos;
    if ((fix.gnssNanos - startNanos) * 1e-9 >= FIRST_SECONDS
        && projection.distance() >= FIRST_METRES) {
      tell(fix.timeNanos, smoothed);
    }
  }

  private void tell(long timeNanos, double delta) {
    board.delta(timeNanos, delta, projection.reference().durationNanos() * 1e-9 + delta);
  }

  private static boolean isGood(Fix fix) {
    return fix.quality > 0
        && !(fix.horizontalAccuracy > MOST_PLACE_ERROR_METRES)
        && !(fix.speedAccuracy > MOST_SPEED_ERROR);
  }

  /** A line was passed; its speed belongs to the lap that ends there. */
  void crossed(Crossing crossing) {
    lineSpeed = crossing.speed();
  }

  /** A lap begins. */
  void begins(long gnssNanos) {
    path.forgetBefore(gnssNanos);
    inLap = true;
    startNanos = gnssNanos;
    if (projection != null) {
      projection.start(gnssNanos);
    }
  }

  /**
   * A lap ended: its delta is now exact, and it may be the reference from here on.
   *
   * @param timeNanos of the newest fix
   */
  void ends(TimedLap lap, long timeNanos) {
    if (inLap && projection != null && lap.startNanos() == startNanos) {
      Projection.Closing closing = projection.end(lap.endNanos(), lineSpeed);
      tell(timeNanos, closing.deltaNanos() * 1e-9);
      if (lap.quality() == Quality.MEASURED && !closing.agrees()) {
        LOG.warn(
            "lap {}: place and time disagree at the line; the line or the reference lap is wrong:"
                + " seconds={}",
            lap.number(),
            closing.errorSeconds());
      }
    }
    inLap = false;
    boolean faster =
        projection == null || lap.durationNanos() < projection.reference().durationNanos();
    if (lap.counts() && faster) {
      Optional<ReferenceLap> reference = path.lap(lap.startNanos(), lap.endNanos());
      reference.ifPresent(r -> projection = new Projection(r));
    }
  }
}
