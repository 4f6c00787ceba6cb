package keilog.tools.analysis.straight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import keilog.protocol.car.CarProfile;
import keilog.protocol.channel.Channel;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.engine.Gears;
import keilog.tools.analysis.motion.Motion;
import keilog.tools.analysis.straight.Grades.Grade;
import keilog.tools.analysis.straight.PowerCurve.Point;
import keilog.tools.analysis.straight.PullFinder.Stretch;

/** Measures the power at the wheels by how a drive's pulls accelerate. One thread. */
final class Dynamometer {
  /** A pull with a wider band says too little. */
  static final double MOST_BAND = 0.08;

  /**
   * Share of the force that the receiver's noise may leave open, one deviation: where more is open,
   * the highest power is mostly the luckiest noise.
   */
  private static final double MOST_NOISE = 0.015;

  private static final int MOST_PULLS = 100;

  /** Of the strongest pull: less was hardly full throttle, where no channel tells. */
  private static final double STRONG = 0.9;

  /** The strongest of several pulls is so by chance too. */
  private static final double STRONG_BAND = 0.03;

  /** Along a pull the power is looked at so often. */
  private static final double STEP_SECONDS = 0.05;

  /** Engine over road speed varies by less within a gear; more is a slipping clutch or tyre. */
  private static final double MOST_SLIP = 0.04;

  private static final long CHANNEL_GAP_NANOS = 600_000_000L;

  private final Recording recording;
  private final Motion motion;
  private final RoadLoad load;
  private final Grades grades;
  private final Column rpm;
  private final boolean byStrength;
  private final PowerCurve points = new PowerCurve();
  private final List<Pull> pulls = new ArrayList<>();
  private int wide;
  private int slipping;

  private Dynamometer(
      Recording recording,
      Motion motion,
      List<TimedLap> laps,
      RoadLoad load,
      Column rpm,
      boolean byStrength) {
    this.recording = recording;
    this.motion = motion;
    this.load = load;
    this.grades = new Grades(recording.fixes(), motion, laps);
    this.rpm = rpm;
    this.byStrength = byStrength;
  }

  /** Measures a drive. */
  static Power of(
      Recording recording,
      Motion motion,
      List<TimedLap> laps,
      Optional<CarProfile> profile,
      Gears gears,
      OptionalDouble weighedKg) {
    PullFinder finder = new PullFinder(recording, motion, gears);
    Optional<Column> rpm = recording.column(Channel.ENGINE_SPEED);
    if (rpm.isEmpty() || motion.size() == 0) {
      return Power.none(finder.evidence(), "power needs fixes and engine_speed");
    }
    if (gears.gears().isEmpty()) {
      return Power.none(finder.evidence(), "power needs gears, and the drive shows none");
    }
    Air air = Air.of(recording);
    Optional<RoadLoad> load = RoadLoad.of(profile, weighedKg, air);
    if (load.isEmpty()) {
      return Power.none(
          finder.evidence(),
          "power needs the car's mass: weigh it with driver, or set mass_kg in its profile");
    }
    Dynamometer meter =
        new Dynamometer(
            recording,
            motion,
            laps,
            load.get(),
            rpm.get(),
            finder.evidence() == FullThrottle.ACCELERATION);
    List<Stretch> stretches = finder.find();
    stretches.forEach(meter::measure);
    return meter.power(stretches.size(), finder.evidence(), profile);
  }

  private void measure(Stretch stretch) {
    Fixes fixes = recording.fixes();
    int n = stretch.to() - stretch.from() + 1;
    double[] seconds = new double[n];
    double[] speeds = new double[n];
    long begin = motion.epochs()[stretch.from()];
    for (int i = 0; i < n; i++) {
      int row = stretch.from() + i;
      seconds[i] = (motion.epochs()[row] - begin) * 1e-9;
      boolean known = Math.abs(fixes.speed(row) - motion.speed()[row]) <= Motion.MOST_SMOOTHED_AWAY;
      speeds[i] = known ? fixes.speed(row) : motion.speed()[row];
    }
    SpeedCurve curve =
        SpeedCurve.of(seconds, speeds, Math.min(SpeedCurve.degree(seconds[n - 1]), n - 4));
    double ratio = ratio(stretch, seconds, curve);
    if (Double.isNaN(ratio)) {
      slipping++;
      return;
    }
    evaluate(stretch, curve, seconds[n - 1], ratio, grades.of(stretch));
  }

  /** Median of engine over road speed; NaN where they do not keep step. */
  private double ratio(Stretch stretch, double[] seconds, SpeedCurve curve) {
    long late = Math.round(motion.quality().dopplerLagSeconds() * 1e9);
    double[] ratios = new double[seconds.length];
    int count = 0;
    for (int i = 0; i < seconds.length; i++) {
      double engine = rpm.at(motion.times()[stretch.from() + i] - late, CHANNEL_GAP_NANOS);
      if (!Double.isNaN(engine)) {
        ratios[count++] = engine / curve.speed(seconds[i]);
      }
    }
    if (count < seconds.length / 2) {
      return Double.NaN;
    }
    Arrays.sort(ratios, 0, count);
    double median = ratios[count / 2];
    boolean steady =
        ratios[count - 1 - count / 10] / median < 1 + MOST_SLIP
            && ratios[count / 10] / median > 1 - MOST_SLIP;
    return steady ? median : Double.NaN;
  }

  private void evaluate(Stretch stretch, SpeedCurve curve, double end, double ratio, Grade grade) {
    double middle = end / 2;
    double half = curve.speed(middle) * middle;
    double best = 0;
    Point top = null;
    List<Point> along = new ArrayList<>();
    for (double t = 0; t <= end; t += STEP_SECONDS) {
      double v = curve.speed(t);
      double a = curve.acceleration(t);
      double way = (curve.speed((t + middle) / 2)) * (t - middle);
      double slope = grade.slope() + grade.bend() * Math.clamp(way, -half, half);
      double force = load.force(ratio, v, a, slope);
      double noise = curve.accelerationNoise(t);
      double known = load.band(ratio, v, a, slope, grade.band(), noise) / force;
      double band = byStrength ? Math.hypot(known, STRONG_BAND) : known;
      Point point = new Point(ratio * v, force * v, band, slope);
      boolean quiet = load.feltMass(ratio) * noise <= MOST_NOISE * force;
      if (force > 0 && band <= MOST_BAND && quiet) {
        along.add(point);
        if (force * v * (1 - band) > best) {
          best = force * v * (1 - band);
          top = point;
        }
      }
    }
    if (top == null) {
      wide++;
      return;
    }
    points.add(along);
    List<String> reasons = new ArrayList<>();
    if (!grade.reason().isEmpty()) {
      reasons.add(grade.reason());
    }
    if (byStrength) {
      reasons.add("no channel tells that the throttle was full");
    }
    pulls.add(
        new Pull(
            motion.epochs()[stretch.from()],
            motion.epochs()[stretch.to()],
            stretch.gear(),
            ratio * curve.speed(0),
            ratio * curve.speed(end),
            top.rpm(),
            top.watts() / 1000,
            top.watts() / Power.WATTS_PER_PS,
            top.band(),
            100 * top.slope(),
            Quality.ESTIMATED,
            reasons));
  }

  private Power power(int found, FullThrottle evidence, Optional<CarProfile> profile) {
    if (byStrength) {
      weakOut();
    }
    List<String> leftOut = new ArrayList<>();
    if (wide > 0) {
      leftOut.add(
          wide
              + " of "
              + found
              + " pulls left more than ± 8 % open: short, in a low gear, or too fast");
    }
    if (slipping > 0) {
      leftOut.add(slipping + " of " + found + " pulls slipped");
    }
    List<PowerPoint> curve = points.curve();
    boolean natural = profile.flatMap(CarProfile::aspiration).filter("natural"::equals).isPresent();
    List<String> reasons = new ArrayList<>();
    if (pulls.isEmpty()) {
      reasons.add(
          found == 0
              ? "no pull: it takes a second and a half in one gear, foot down, straight ahead"
              : "no pull with a narrow enough band");
    }
    return new Power(
        spread(),
        found,
        leftOut,
        curve,
        curve.stream().max(Comparator.comparingDouble(p -> p.kilowatts() * (1 - p.band()))),
        evidence,
        Optional.of(load),
        natural ? load.air().saeFactor() : OptionalDouble.empty(),
        pulls.isEmpty() ? Quality.INSUFFICIENT : Quality.ESTIMATED,
        reasons);
  }

  /** Without any channel for the throttle, only the strongest of each gear count. */
  private void weakOut() {
    Map<Integer, Double> strongest = new TreeMap<>();
    pulls.forEach(p -> strongest.merge(p.gear(), p.kilowatts(), Math::max));
    pulls.removeIf(p -> p.kilowatts() < STRONG * strongest.get(p.gear()));
    points.onlyStrongest(STRONG);
  }

  /** At most a hundred, evenly over the drive. */
  private List<Pull> spread() {
    if (pulls.size() <= MOST_PULLS) {
      return pulls;
    }
    List<Pull> some = new ArrayList<>();
    for (int i = 0; i < MOST_PULLS; i++) {
      some.add(pulls.get((int) ((long) i * pulls.size() / MOST_PULLS)));
    }
    return some;
  }
}
