package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.channel.Channel;
import keilog.tools.analysis.Column;

/** Looks for a mixture too lean under load. One thread. */
final class MixtureLog {
  private static final double OPEN = 80;

  /** The probe sits down the pipe and is slow: the first moments of a pull are not its. Ours. */
  private static final long SETTLING_NANOS = 500_000_000L;

  /** A shorter spell is a misfire or the probe's noise. Ours. */
  private static final double LEAST_SECONDS = 0.3;

  /** Above what the engine's computer asks for. Ours. */
  private static final double OVER_COMMANDED = 0.05;

  /** Boosted petrol engines are run at 0.75 to 0.90 under load. Ours. */
  private static final double BOOSTED_LIMIT = 0.95;

  /** Engines without boost at 0.85 to 0.95. Ours. */
  private static final double NATURAL_LIMIT = 1.0;

  /** Boost that counts as load, kPa over the barometer. Ours. */
  private static final double LOAD_KPA = 10;

  private static final long GAP_NANOS = 1_000_000_000L;

  private final EngineDrive drive;
  private final Column lambda;
  private final double limit;
  private final float[] commanded;
  private final float[] manifold;
  private final float[] pedal;
  private final float[] rpm;
  private final double leastKpa;
  private final List<LeanSpell> spells = new ArrayList<>();

  private MixtureLog(EngineDrive drive, Column lambda, double limit) {
    this.drive = drive;
    this.lambda = lambda;
    this.limit = limit;
    this.commanded = at(drive.recording().column(Channel.LAMBDA_COMMANDED));
    Optional<Column> pressure = drive.recording().column(Channel.MANIFOLD_PRESSURE);
    this.manifold = at(pressure);
    this.pedal = drive.throttle().orElseThrow().at(lambda.times(), lambda.size());
    EngineSpeed engine = drive.engine();
    this.rpm =
        new Series(engine.times(), engine.rpm(), GAP_NANOS).at(lambda.times(), lambda.size(), 0);
    boolean boosted = pressure.isPresent() && !natural(drive);
    this.leastKpa = boosted ? Barometer.of(drive, pressure.get()).kpa() + LOAD_KPA : 0;
  }

  /** Empty, with a note, where the drive does not show it. */
  static Optional<Mixture> of(EngineDrive drive, List<String> notes) {
    Optional<Column> lambda = drive.recording().column(Channel.LAMBDA_RATIO);
    if (lambda.isEmpty()) {
      notes.add("mixture not watched: the drive has no lambda");
      return Optional.empty();
    }
    if (drive.throttle().isEmpty()) {
      notes.add("mixture not watched: without a throttle nothing says when there was load");
      return Optional.empty();
    }
    OptionalDouble own = Breaches.above(drive, Channel.LAMBDA_RATIO.channelName());
    boolean asked = drive.recording().column(Channel.LAMBDA_COMMANDED).isPresent();
    double limit = own.orElse(natural(drive) ? NATURAL_LIMIT : BOOSTED_LIMIT);
    String rule =
        own.isPresent()
            ? "lambda above the profile's limit"
            : asked
                ? "lambda " + OVER_COMMANDED + " above what the engine's computer asks (our limit)"
                : "lambda above " + limit + " (our limit: set your engine's in its profile)";
    boolean commanded = asked && own.isEmpty();
    return Optional.of(
        new MixtureLog(drive, lambda.get(), commanded ? Double.NaN : limit).mixture(rule));
  }

  private static boolean natural(EngineDrive drive) {
    return drive.profile().flatMap(p -> p.aspiration()).filter("natural"::equals).isPresent();
  }

  private float[] at(Optional<Column> column) {
    if (column.isEmpty()) {
      float[] none = new float[lambda.size()];
      Arrays.fill(none, Float.NaN);
      return none;
    }
    return Series.of(column.get(), 2 * GAP_NANOS).at(lambda.times(), lambda.size(), 0);
  }

  private Mixture mixture(String rule) {
    float[] seen = new float[lambda.size()];
    int n = 0;
    double seconds = 0;
    long loadSince = Long.MAX_VALUE;
    int first = -1;
    for (int i = 0; i < lambda.size(); i++) {
      boolean load = pedal[i] > OPEN && !(manifold[i] < leastKpa);
      loadSince = load ? Math.min(loadSince, lambda.time(i)) : Long.MAX_VALUE;
      boolean counts = load && lambda.time(i) - loadSince >= SETTLING_NANOS;
      if (counts && lambda.value(i) > 0) {
        seen[n++] = lambda.values()[i];
        seconds += i + 1 < lambda.size() ? Math.min(GAP_NANOS, gap(i)) * 1e-9 : 0;
      }
      boolean lean = counts && lambda.value(i) > limit(i);
      if (lean && first < 0) {
        first = i;
      } else if (!lean && first >= 0) {
        spell(first, i - 1);
        first = -1;
      }
    }
    if (first >= 0) {
      spell(first, lambda.size() - 1);
    }
    return new Mixture(
        rule,
        seconds,
        n == 0 ? OptionalDouble.empty() : OptionalDouble.of(Quantile.of(seen, n, 0.5)),
        spells.size(),
        spells.subList(0, Math.min(Mixture.MOST_LISTED, spells.size())));
  }

  private long gap(int row) {
    return lambda.time(row + 1) - lambda.time(row);
  }

  private double limit(int row) {
    return Double.isNaN(limit) ? commanded[row] + OVER_COMMANDED : limit;
  }

  private void spell(int first, int last) {
    double seconds = (lambda.time(last) - lambda.time(first)) * 1e-9;
    if (seconds < LEAST_SECONDS) {
      return;
    }
    int worst = first;
    for (int i = first; i <= last; i++) {
      worst = lambda.value(i) > lambda.value(worst) ? i : worst;
    }
    spells.add(
        new LeanSpell(
            drive.moment(lambda.time(first)),
            seconds,
            lambda.value(worst),
            limit(worst),
            known(rpm[worst]),
            known(manifold[worst])));
  }

  private static OptionalDouble known(float value) {
    return Float.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
