package keilog.protocol.track;

import java.util.List;
import java.util.Optional;

/**
 * Times laps from fixes in the order of their epochs, in the car while it drives and in the pits
 * from its file: the same fixes give the same laps to the nanosecond. Never looks ahead; a lap is
 * known half a second, or two epochs, after the line. Allocates only where a line is passed. One
 * thread.
 */
public final class LapTimer {
  private final Timing timing;

  private LapTimer(Timing timing) {
    this.timing = timing;
  }

  /**
   * Times a course that is known beforehand.
   *
   * @throws java.util.NoSuchElementException where the track has no start line
   */
  public static LapTimer on(Track track, LapListener listener) {
    CourseTimer timer = new CourseTimer(track, listener);
    listener.layout(timer.track().orElseThrow());
    return new LapTimer(timer);
  }

  /**
   * Finds the layout among candidates while it times: by place, by the lines crossed, and by the
   * length of the lap between them. Until it is known nothing is told; then everything from the
   * first fix on. Candidates without a start line and alternatives of others are left aside; where
   * none is near, nothing is timed.
   */
  public static LapTimer finding(List<Track> candidates, LapListener listener) {
    return new LapTimer(new LayoutChoice(candidates, listener));
  }

  /** Takes the next epoch. */
  public void fix(Fix fix) {
    timing.fix(fix);
  }

  /** The supply failed before the next epoch: the lap that spans it is an estimate. */
  public void powerCut() {
    timing.powerCut();
  }

  /** No more fixes follow: the open lap is the way in. */
  public void end() {
    timing.end();
  }

  /**
   * The layout with the lines in force, drawn sector lines among them; empty while it is not known.
   */
  public Optional<Track> track() {
    return timing.track();
  }
}
