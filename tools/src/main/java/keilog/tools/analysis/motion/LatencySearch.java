package keilog.tools.analysis.motion;

import java.util.Optional;
import keilog.protocol.channel.Channel;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Recording;

/**
 * Finds how late the fixes are: by which shift the change of GPS speed within a second is most like
 * the change that the car's own channel shows. Changes within a second forget what the wheel's size
 * does not tell, and are large beside the steps of a speed in whole km/h. Wheel speed first;
 * without it engine speed, where the gear stays. One thread.
 */
final class LatencySearch {
  /** Searched; the sign as in {@link Alignment#latencySeconds()}. */
  private static final double LEAST_LATENCY = -0.3;

  private static final double MOST_LATENCY = 0.6;
  private static final double STEP = 0.03;
  private static final int LAGS = (int) Math.round((MOST_LATENCY - LEAST_LATENCY) / STEP) + 1;

  /** Over which a change is taken. */
  private static final long CHANGE_NANOS = 1_000_000_000L;

  private static final long CHANGE_TOLERANCE_NANOS = 300_000_000L;

  /** More pairs say nothing new. */
  private static final int MOST_PAIRS = 6000;

  /** The drive is cut into parts of ten seconds, dealt out to this many hands. */
  private static final long PART_NANOS = 10_000_000_000L;

  private static final int HANDS = 24;
  private static final int LEAST_HANDS = 3;

  private static final double LEAST_SECONDS = 20;
  private static final double LEAST_SPEED = 3;
  private static final double LEAST_RPM = 1500;

  /** Metres per second per second: more is a wheel that locks or spins. */
  private static final double MOST_CHANGE = 14;

  /** By how much engine over road speed may differ between both ends, in one gear. */
  private static final double SAME_GEAR = 0.06;

  /** Below the first, what both show is not one car; above the second it surely is. */
  private static final double SIGNIFICANT = 0.85;

  private static final double SURE = 0.9;
  private static final double MOST_UNCERTAINTY = 0.06;
  private static final double SURE_UNCERTAINTY = 0.03;

  /** What the search itself cannot resolve, seconds. */
  private static final double RESOLUTION = 0.002;

  private final Motion motion;
  private final Column column;
  private final boolean engine;

  /** Which engine speed belongs to which road speed, as far as is known. */
  private final long guessNanos;

  private final double[][] sums = new double[HANDS][2 * LAGS];
  private final double[] own = new double[HANDS];
  private final int[] pairs = new int[HANDS];
  private final double[] changes = new double[LAGS];
  private double covered;

  private LatencySearch(Motion motion, Column column, boolean engine, long guessNanos) {
    this.motion = motion;
    this.column = column;
    this.engine = engine;
    this.guessNanos = guessNanos;
  }

  /** The latency of a drive's fixes against the best channel it has. */
  static Alignment of(Recording recording, Motion motion) {
    if (motion.size() == 0) {
      return Alignment.none("", Double.NaN, 0, "there are no fixes");
    }
    Optional<Column> wheel = recording.column(Channel.VEHICLE_SPEED);
    Optional<Column> rpm = recording.column(Channel.ENGINE_SPEED);
    if (wheel.isEmpty() && rpm.isEmpty()) {
      return Alignment.none(
          "", Double.NaN, 0, "neither vehicle_speed nor engine_speed was recorded");
    }
    Optional<Alignment> byWheel = wheel.map(c -> new LatencySearch(motion, c, false, 0).search());
    if (rpm.isEmpty() || byWheel.filter(a -> a.quality() != Quality.INSUFFICIENT).isPresent()) {
      return byWheel.orElseThrow();
    }
    Alignment first = new LatencySearch(motion, rpm.get(), true, 0).search();
    Alignment byEngine = new LatencySearch(motion, rpm.get(), true, first.latencyNanos()).search();
    return byEngine.quality() == Quality.INSUFFICIENT ? byWheel.orElse(byEngine) : byEngine;
  }

  private Alignment search() {
    collect();
    if (covered < LEAST_SECONDS) {
      return none(Double.NaN, "fewer than 20 s of driving have both fixes and this channel");
    }
    double[] whole = correlations(-1);
    int top = top(whole);
    if (top < 0 || !(whole[top] >= SIGNIFICANT)) {
      return none(
          top < 0 ? Double.NaN : whole[top], "the channel does not change as the GPS speed does");
    }
    if (top == 0 || top == LAGS - 1) {
      return none(whole[top], "the best match lies at the end of what was searched");
    }
    double latency = peak(whole, top);
    double uncertainty = uncertainty();
    if (!(uncertainty <= MOST_UNCERTAINTY)) {
      return none(whole[top], "parts of the drive disagree on it by more than 60 ms");
    }
    boolean sure = whole[top] >= SURE && uncertainty <= SURE_UNCERTAINTY;
    return new Alignment(
        latency,
        uncertainty,
        whole[top],
        column.name(),
        covered,
        sure ? Quality.MEASURED : Quality.ESTIMATED,
        engine
            ? "changes of engine speed in one gear held against changes of GPS speed"
            : "changes of wheel speed held against changes of GPS speed");
  }

  private Alignment none(double correlation, String reason) {
    return Alignment.none(column.name(), correlation, covered, reason);
  }

  private void collect() {
    int stride = Math.max(1, column.size() / MOST_PAIRS);
    long last = Long.MIN_VALUE;
    for (int row = 0; row < column.size(); row += stride) {
      long time = column.time(row);
      int before = column.rowAt(time - CHANGE_NANOS + CHANGE_TOLERANCE_NANOS / 10);
      if (before >= 0 && pair(before, row)) {
        long step = last == Long.MIN_VALUE ? 0 : Math.min(CHANGE_NANOS, time - last);
        covered += step * 1e-9;
        last = time;
      }
    }
  }

  private boolean pair(int before, int row) {
    long from = column.time(before);
    long to = column.time(row);
    if (Math.abs(to - from - CHANGE_NANOS) > CHANGE_TOLERANCE_NANOS) {
      return false;
    }
    double change = change(before, row);
    if (!(Math.abs(change) <= MOST_CHANGE * (to - from) * 1e-9)) {
      return false;
    }
    double squares = 0;
    for (int lag = 0; lag < LAGS; lag++) {
      long late = Math.round((LEAST_LATENCY + lag * STEP) * 1e9);
      changes[lag] = motion.speedAt(to + late) - motion.speedAt(from + late);
      squares += changes[lag];
    }
    if (Double.isNaN(squares)) {
      return false;
    }
    int hand = (int) Math.floorMod(to / PART_NANOS, (long) HANDS);
    for (int lag = 0; lag < LAGS; lag++) {
      sums[hand][2 * lag] += change * changes[lag];
      sums[hand][2 * lag + 1] += changes[lag] * changes[lag];
    }
    own[hand] += change * change;
    pairs[hand]++;
    return true;
  }

  /** Of the channel between two of its rows, m/s; NaN where it says nothing of the car's speed. */
  private double change(int before, int row) {
    double from = column.value(before);
    double to = column.value(row);
    double slow = motion.speedAt(column.time(before) + guessNanos);
    double fast = motion.speedAt(column.time(row) + guessNanos);
    if (!(slow > LEAST_SPEED && fast > LEAST_SPEED)) {
      return Double.NaN;
    }
    if (!engine) {
      return (to - from) / 3.6;
    }
    double ratio = from / slow;
    boolean same = Math.abs(to / fast / ratio - 1) < SAME_GEAR;
    return same && Math.min(from, to) > LEAST_RPM
        ? (to - from) / ((ratio + to / fast) / 2)
        : Double.NaN;
  }

  /** One for each lag, one hand left out; -1 leaves none out. */
  private double[] correlations(int without) {
    double[] all = new double[2 * LAGS];
    double channel = 0;
    for (int hand = 0; hand < HANDS; hand++) {
      if (hand == without) {
        continue;
      }
      channel += own[hand];
      for (int i = 0; i < all.length; i++) {
        all[i] += sums[hand][i];
      }
    }
    double[] correlations = new double[LAGS];
    for (int lag = 0; lag < LAGS; lag++) {
      correlations[lag] = all[2 * lag] / Math.sqrt(channel * all[2 * lag + 1]);
    }
    return correlations;
  }

  /** Of the highest; -1 where there is none. */
  private static int top(double[] correlations) {
    int top = -1;
    for (int lag = 0; lag < LAGS; lag++) {
      if (correlations[lag] > (top < 0 ? -2 : correlations[top])) {
        top = lag;
      }
    }
    return top;
  }

  /** Seconds at the top of the parabola through the highest and its neighbours. */
  private static double peak(double[] correlations, int top) {
    double left = correlations[top - 1];
    double right = correlations[top + 1];
    double bend = left - 2 * correlations[top] + right;
    double off = bend < 0 ? (left - right) / 2 / bend : 0;
    return LEAST_LATENCY + (top + Math.clamp(off, -0.5, 0.5)) * STEP;
  }

  /** The jackknife: how much the answer moves when each hand in turn is left out. */
  private double uncertainty() {
    double[] answers = new double[HANDS];
    int count = 0;
    double mean = 0;
    for (int hand = 0; hand < HANDS; hand++) {
      if (pairs[hand] == 0) {
        continue;
      }
      double[] rest = correlations(hand);
      int top = top(rest);
      if (top <= 0 || top == LAGS - 1) {
        return Double.NaN;
      }
      answers[count] = peak(rest, top);
      mean += answers[count++];
    }
    if (count < LEAST_HANDS) {
      return Double.NaN;
    }
    mean /= count;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (answers[i] - mean) * (answers[i] - mean);
    }
    return Math.hypot(RESOLUTION, Math.sqrt(squares * (count - 1) / count));
  }
}
