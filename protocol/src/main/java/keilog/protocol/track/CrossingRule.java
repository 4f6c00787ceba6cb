package keilog.protocol.track;

/**
 * When a gate was passed. Where places are smooth, by the two fixes beside it: constant
 * acceleration between them, as other tools do, so that their tables are met. Where places are
 * noisy, by all fixes within a second or two epochs, each brought to the line by Doppler. Where
 * fixes are missing, by the cubic through both ends, and said to be an estimate. One thread.
 */
final class CrossingRule {
  /** White noise below this leaves nothing to gain from more than two fixes: 1 ms at 40 m/s. */
  private static final double SMOOTH_METRES = 0.05;

  /**
   * Fixes behind the line that are waited for: fewer, and noise remains; more, and a lap is late.
   */
  private static final double WAITED_SECONDS = 0.5;

  /** Slow receivers: the second fix behind the line, which may come a little early. */
  private static final double WAITED_EPOCHS = 0.9;

  /** Fixes before the line cost no waiting; older ones than this add little. */
  private static final double WINDOW_SECONDS = 1;

  private static final double WINDOW_EPOCHS = 2.1;

  /** At 5 Hz and faster two fixes are missing beyond this, at 1 Hz one. */
  private static final double FAST_GAP_SECONDS = 0.6;

  private static final double ROUNDING_SECONDS = 0.001;

  private static final double SLOW_GAP_PERIODS = 1.5;

  private static final double FAST_PERIOD_SECONDS = 0.25;

  /** Beyond this a bridged crossing has happened, but who knows when. */
  private static final double BRIDGE_SECONDS = 10;

  /** Step and Doppler must agree within this share. */
  private static final double AGREEMENT = 0.15;

  /** One deviation of a good receiver's Doppler, m/s. */
  private static final double DOPPLER_NOISE = 0.06;

  /** What a car's acceleration does within a gap, m/s². */
  private static final double GAP_ACCELERATION = 3;

  /** Jerk that two fixes do not show, m/s³: the largest at a change of gear. */
  private static final double HIDDEN_JERK = 5;

  /** Epochs are exact; files of other tools round them to a millisecond. */
  private static final double CLOCK_SECONDS = 0.0003;

  /** Slower than this the instant on a line hangs on noise. */
  private static final double CREEPING_SPEED = 1;

  /** Of a car that is said to have passed a line, m/s. */
  private static final double LEAST_SPEED = 0.001;

  private static final double POOR_SECONDS = 1;

  /** A receiver's error that changes from lap to lap is about a fifth of what it claims. Ours. */
  private static final double DRIFT_SHARE = 0.2;

  private static final double LEAST_DRIFT = 0.1;
  private static final double USUAL_DRIFT = 0.25;

  private final NormalFilter forwards = new NormalFilter();
  private final NormalFilter backwards = new NormalFilter();
  private final FixTrail trail;
  private final NoiseEstimate noise;
  private final Cadence cadence;

  /** Seconds after the last fix before the line, and one deviation of it in metres. */
  private double after;

  private double metres;

  /** Speed over the line, m/s. */
  private double over;

  private Quality quality;

  CrossingRule(FixTrail trail, NoiseEstimate noise, Cadence cadence) {
    this.trail = trail;
    this.noise = noise;
    this.cadence = cadence;
  }

  /** Whether enough fixes behind the line are known. */
  boolean ripe(Approach approach) {
    double wanted = Math.max(WAITED_SECONDS, WAITED_EPOCHS * cadence.seconds());
    return trail.seconds(approach.before() + 1, trail.newest()) >= wanted;
  }

  private double window() {
    return Math.max(WINDOW_SECONDS, WINDOW_EPOCHS * cadence.seconds());
  }

  /** Solves it with the fixes that are known. */
  Passing solve(Approach approach) {
    int before = approach.before();
    GateLine line = approach.line();
    double step = trail.seconds(before, before + 1);
    boolean gap = step > longestStep() + ROUNDING_SECONDS;
    quality = Quality.MEASURED;
    if (gap) {
      bridge(line, before, step);
    } else if (noise.metres() < SMOOTH_METRES || !measured(before)) {
      between(line, before, step);
    } else {
      smooth(line, before, step);
    }
    double speed = Math.max(LEAST_SPEED, over);
    double seconds = Math.hypot(metres / Math.max(speed, CREEPING_SPEED / 2), CLOCK_SECONDS);
    if (speed < CREEPING_SPEED || approach.lingerNanos() > 0) {
      quality = quality.worst(Quality.ESTIMATED);
      seconds = Math.hypot(seconds, approach.lingerNanos() * 0.5e-9);
    }
    boolean poor = poor(before, step);
    return new Passing(
        approach.gate(),
        new Crossing(
            line.gate(),
            trail.epoch(before) + Math.round(after * 1e9),
            trail.time(before)
                + Math.round(after / step * (trail.time(before + 1) - trail.time(before))),
            speed,
            poor ? quality.worst(Quality.ESTIMATED) : quality,
            Math.round(seconds * 1e9)),
        trail.odometer(before)
            + after / step * (trail.odometer(before + 1) - trail.odometer(before)),
        before,
        drift(before),
        poor,
        gap);
  }

  private double longestStep() {
    double period = cadence.seconds();
    return period <= FAST_PERIOD_SECONDS
        ? FAST_GAP_SECONDS
        : Math.max(FAST_GAP_SECONDS, SLOW_GAP_PERIODS * period);
  }

  private boolean measured(int before) {
    return trail.doppler(before) && trail.doppler(before + 1);
  }

  private double past(GateLine line, int n) {
    return line.past(trail.east(n), trail.north(n));
  }

  private double speed(GateLine line, int n) {
    return line.forwards(trail.eastSpeed(n), trail.northSpeed(n));
  }

  /** Two fixes: constant acceleration, or constant speed where the speeds make no sense. */
  private void between(GateLine line, int before, double step) {
    double from = past(line, before);
    double way = past(line, before + 1) - from;
    double share = -from / way;
    double speed = speed(line, before);
    double acceleration = (speed(line, before + 1) - speed) / step;
    double driven = (speed + speed(line, before + 1)) / 2 * step;
    double root = Math.sqrt(speed * speed + 2 * acceleration * share * driven);
    boolean agree = Math.abs(driven - way) <= AGREEMENT * way + 6 * noise.metres();
    boolean plausible = agree && measured(before) && speed > 0 && root > 0;
    after = plausible ? 2 * share * driven / (speed + root) : share * step;
    over = plausible ? speed + acceleration * after : way / step;
    double white = noise.metres() * Math.hypot(share, 1 - share);
    double hidden = HIDDEN_JERK * step * step * step / 60;
    metres = plausible ? Math.hypot(white, hidden) : Math.hypot(white, step * step / 3);
    if (!agree) {
      quality = Quality.ESTIMATED;
      metres = Math.hypot(metres, Math.abs(driven - way) / 4);
    }
  }

  /** Doppler is trusted over the window, places by their noise; found by Newton's steps. */
  private void smooth(GateLine line, int before, double step) {
    between(line, before, step);
    double plain = after;
    int first = before;
    while (first > trail.oldest() && usable(first, before)) {
      first--;
    }
    int last = before + 1;
    while (last < trail.newest() && usable(last + 1, before + 1)) {
      last++;
    }
    for (int i = 0; i < 6; i++) {
      estimate(line, first, last, before, after);
      double move = -forwards.place() / Math.max(CREEPING_SPEED, forwards.speed());
      after += move;
      if (Math.abs(move) < 1e-7) {
        break;
      }
    }
    double window = window();
    if (!(Math.abs(after - plain) < window)) {
      between(line, before, step);
      quality = Quality.ESTIMATED;
      return;
    }
    over = forwards.speed();
    metres = Math.sqrt(forwards.variance());
  }

  /** Whether the step that ends at a fix belongs to the window around another. */
  private boolean usable(int n, int centre) {
    return !trail.cut(n)
        && trail.doppler(n - 1)
        && trail.doppler(n)
        && trail.seconds(n - 1, n) <= longestStep() * 2
        && Math.abs(trail.seconds(n - 1, centre)) <= window()
        && Math.abs(trail.seconds(n, centre)) <= window();
  }

  /** Leaves in {@code forwards} what all fixes say of an instant. */
  private void estimate(GateLine line, int first, int last, int before, double instant) {
    double place = noise.metres() * noise.metres();
    double doppler = DOPPLER_NOISE * DOPPLER_NOISE;
    int split = first;
    while (split < last - 1 && trail.seconds(before, split + 1) <= instant) {
      split++;
    }
    forwards.begin(past(line, first), place, speed(line, first), doppler);
    for (int n = first + 1; n <= split; n++) {
      forwards.predict(trail.seconds(n - 1, n));
      forwards.place(past(line, n), place);
      forwards.speed(speed(line, n), doppler);
    }
    forwards.predict(instant - trail.seconds(before, split));
    backwards.begin(past(line, last), place, -speed(line, last), doppler);
    for (int n = last - 1; n > split; n--) {
      backwards.predict(trail.seconds(n, n + 1));
      backwards.place(past(line, n), place);
      backwards.speed(-speed(line, n), doppler);
    }
    backwards.predict(trail.seconds(before, split + 1) - instant);
    backwards.reverse();
    forwards.join(backwards);
  }

  /** Over a gap: how far the car was from the cubic is what an unseen acceleration does. */
  private void bridge(GateLine line, int before, double step) {
    Bridge bridge = new Bridge(trail, before);
    after = bridge.secondsToLine(line);
    double mean = (past(line, before + 1) - past(line, before)) / step;
    over = Math.max(mean / 2, line.forwards(bridge.eastSpeed(after), bridge.northSpeed(after)));
    metres = Math.hypot(noise.metres(), GAP_ACCELERATION * step * step / 14);
    quality = step > BRIDGE_SECONDS ? Quality.INSUFFICIENT : Quality.ESTIMATED;
  }

  private boolean poor(int before, double step) {
    for (int n = before;
        n >= trail.oldest() && trail.seconds(n, before) + after <= POOR_SECONDS;
        n--) {
      if (trail.poor(n)) {
        return true;
      }
    }
    for (int n = before + 1;
        n <= trail.newest() && trail.seconds(before, n) - after <= POOR_SECONDS;
        n++) {
      if (trail.poor(n)) {
        return true;
      }
    }
    return false;
  }

  private double drift(int before) {
    double claimed = trail.accuracy(before);
    return Double.isNaN(claimed) ? USUAL_DRIFT : Math.max(LEAST_DRIFT, DRIFT_SHARE * claimed);
  }
}
