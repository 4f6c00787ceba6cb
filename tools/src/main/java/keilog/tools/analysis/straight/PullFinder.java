package keilog.tools.analysis.straight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import keilog.protocol.channel.Channel;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.engine.Gears;
import keilog.tools.analysis.motion.Motion;

/** Finds the stretches of a drive that say what the engine gives: one gear, foot down, straight. */
final class PullFinder {
  /**
   * A stretch of fixes in one gear at full throttle.
   *
   * @param from first row
   * @param to last row, inclusive
   */
  record Stretch(int gear, int from, int to) {}

  /** Of the travel that the drive shows: a pedal's stop reads 80 to 100 %, by car. */
  private static final double FULL = 0.95;

  /** Percent; a drive whose throttle never passes it never had the foot down. */
  private static final double LEAST_TRAVEL = 60;

  /** A share of the drive's highest manifold pressure. */
  private static final double FULL_MANIFOLD = 0.93;

  /** g; more and the tyres take force for the bend. */
  private static final double MOST_ACROSS = 0.15;

  /** m/s. */
  private static final double LEAST_SPEED = 8;

  /** g; what a pull without any channel for the throttle must show. */
  private static final double LEAST_ALONG = 0.05;

  /** Taken off at the begin: the clutch bites, and a turbo finds its pressure again. */
  private static final long SETTLE_NANOS = 400_000_000L;

  /** Taken off at the end: the foot may already be on its way. */
  private static final long LEAVE_NANOS = 100_000_000L;

  private static final long LEAST_NANOS = 900_000_000L;
  private static final int LEAST_ROWS = 8;
  private static final long MOST_STEP_NANOS = 450_000_000L;
  private static final long CHANNEL_GAP_NANOS = 600_000_000L;

  private final Motion motion;
  private final Gears gears;
  private final FullThrottle evidence;
  private final Optional<Column> channel;
  private final double full;

  PullFinder(Recording recording, Motion motion, Gears gears) {
    this.motion = motion;
    this.gears = gears;
    Optional<Column> throttle =
        recording
            .column(Channel.THROTTLE_POSITION)
            .or(() -> recording.column(Channel.ACCELERATOR_POSITION))
            .filter(c -> highest(c) >= LEAST_TRAVEL);
    Optional<Column> manifold = recording.column(Channel.MANIFOLD_PRESSURE);
    if (throttle.isPresent()) {
      evidence = FullThrottle.THROTTLE;
      channel = throttle;
      full = FULL * highest(throttle.get());
    } else if (manifold.isPresent()) {
      evidence = FullThrottle.MANIFOLD;
      channel = manifold;
      full = FULL_MANIFOLD * highest(manifold.get());
    } else {
      evidence = FullThrottle.ACCELERATION;
      channel = Optional.empty();
      full = Double.NaN;
    }
  }

  FullThrottle evidence() {
    return evidence;
  }

  /** All stretches that are long enough, in order. */
  List<Stretch> find() {
    List<Stretch> stretches = new ArrayList<>();
    int from = -1;
    int gear = 0;
    for (int i = 0; i <= motion.size(); i++) {
      int now = i < motion.size() && pulls(i) ? gears.gearAt(motion.times()[i]) : 0;
      boolean goesOn =
          from >= 0
              && now == gear
              && motion.epochs()[i] - motion.epochs()[i - 1] <= MOST_STEP_NANOS;
      if (!goesOn) {
        if (from >= 0) {
          add(gear, from, i - 1, stretches);
        }
        from = now > 0 ? i : -1;
        gear = now;
      }
    }
    return stretches;
  }

  private boolean pulls(int i) {
    boolean straight =
        motion.speed()[i] > LEAST_SPEED && Math.abs(motion.across()[i]) < MOST_ACROSS;
    if (!straight) {
      return false;
    }
    return channel.isPresent()
        ? channel.get().at(motion.times()[i], CHANNEL_GAP_NANOS) >= full
        : motion.along()[i] > LEAST_ALONG;
  }

  private void add(int gear, int first, int last, List<Stretch> stretches) {
    long[] epochs = motion.epochs();
    int from = first;
    int to = last;
    while (from < to && epochs[from] - epochs[first] < SETTLE_NANOS) {
      from++;
    }
    while (to > from && epochs[last] - epochs[to] < LEAVE_NANOS) {
      to--;
    }
    if (epochs[to] - epochs[from] >= LEAST_NANOS && to - from + 1 >= LEAST_ROWS) {
      stretches.add(new Stretch(gear, from, to));
    }
  }

  /** What the channel reaches but for strays: one sample in two hundred lies above. */
  private static double highest(Column column) {
    int step = Math.max(1, column.size() / 20_000);
    float[] some = new float[(column.size() + step - 1) / step];
    for (int i = 0; i < some.length; i++) {
      some[i] = column.values()[i * step];
    }
    Arrays.sort(some);
    return some[(int) (0.995 * (some.length - 1))];
  }
}
