package keilog.tools.analysis.engine;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.motion.Motion;

/** Says into which lap a monotonic time falls. Immutable. */
final class LapClock {
  private final int[] numbers;
  private final long[] starts;
  private final long[] ends;

  private LapClock(int[] numbers, long[] starts, long[] ends) {
    this.numbers = numbers;
    this.starts = starts;
    this.ends = ends;
  }

  static LapClock of(List<TimedLap> laps, Motion motion) {
    List<TimedLap> timed = motion.size() == 0 ? List.of() : laps;
    return new LapClock(
        timed.stream().mapToInt(TimedLap::number).toArray(),
        timed.stream().mapToLong(l -> time(motion, l.startNanos())).toArray(),
        timed.stream().mapToLong(l -> time(motion, l.endNanos())).toArray());
  }

  /** From {@code gnss_time} to the monotonic axis; beyond the ends by the nearest fix. */
  private static long time(Motion motion, long epoch) {
    long[] epochs = motion.epochs();
    int found = Arrays.binarySearch(epochs, epoch);
    int row = Math.max(0, found >= 0 ? found : -found - 2);
    long beyond = epoch - epochs[row];
    if (row == epochs.length - 1 || beyond <= 0) {
      return motion.times()[row] + beyond;
    }
    double share = (double) beyond / (epochs[row + 1] - epochs[row]);
    return motion.times()[row]
        + Math.round(share * (motion.times()[row + 1] - motion.times()[row]));
  }

  Moment moment(long timeNanos) {
    for (int i = 0; i < numbers.length; i++) {
      if (timeNanos >= starts[i] && timeNanos < ends[i]) {
        return new Moment(
            timeNanos,
            OptionalInt.of(numbers[i]),
            OptionalDouble.of((timeNanos - starts[i]) * 1e-9));
      }
    }
    return new Moment(timeNanos, OptionalInt.empty(), OptionalDouble.empty());
  }
}
