package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.car.CarProfile;
import keilog.protocol.track.Quality;

/**
 * The gears of a car, shortest first: where they are from, and how exactly the drive shows them.
 *
 * @param origin where they are from
 * @param tyreScale of the profile's rolling circumference as the drive shows it: 0.98 rolls shorter
 * @param lagNanos by which the road speed came late, beyond what was taken off before
 * @param steps one for each gear
 * @param notes sentences on what is doubtful
 */
record GearPattern(
    GearOrigin origin,
    OptionalDouble tyreScale,
    long lagNanos,
    List<Step> steps,
    List<String> notes) {

  /**
   * One gear.
   *
   * @param logRatio ln(rpm per m/s)
   * @param spread half the samples lie within ± this share
   */
  record Step(double logRatio, double spread, Quality quality) {}

  /** No road car's box has more. */
  private static final int MOST_GEARS = 10;

  /** Load, wear and pressure move the circumference by some 4 %; another tyre by more. Ours. */
  private static final double MOST_SCALE = 0.10;

  /** A scale further from 1 is told. Ours. */
  private static final double LARGE_SCALE = 0.05;

  private static final double SCALE_STEP = 0.0025;

  /** Below this share of the time a pattern is not what the drive shows. Ours. */
  private static final double LEAST_EXPLAINED = 0.5;

  /** A profile is dropped where learning explains this many times more. Ours. */
  private static final double MUCH_BETTER = 1.25;

  /** Half a gear's width when a whole pattern is held against a drive. */
  private static final double WIDTH = 0.03;

  /** A gear that differs from its profile by more is told. Ours. */
  private static final double NOTABLE = 0.02;

  /** A step this much larger than the one below it hides a gear. Ours: boxes stay below 1.2. */
  private static final double MOST_STEP_GROWTH = 1.3;

  private static final int PASSES = 4;
  private static final double LAG_SETTLED_SECONDS = 0.004;

  static GearPattern find(EngineSpeed engine, RoadSpeed road, Optional<CarProfile> profile) {
    List<Double> ofProfile = profile.map(GearPattern::ofProfile).orElse(List.of());
    int most = profile.map(p -> p.gearCount().orElse(MOST_GEARS)).orElse(MOST_GEARS);
    double lag = 0;
    Locked locked = Locked.of(engine, road, 0);
    Choice choice = Choice.of(new RatioHistogram(locked), ofProfile, most);
    for (int pass = 0; pass < PASSES; pass++) {
      double more = new Residuals(locked, choice.logs).lagSeconds();
      if (Math.abs(more) < LAG_SETTLED_SECONDS) {
        break;
      }
      lag += more;
      locked = Locked.of(engine, road, Math.round(lag * 1e9));
      choice = Choice.of(new RatioHistogram(locked), ofProfile, most);
    }
    if (choice.origin == GearOrigin.NONE) {
      return new GearPattern(
          GearOrigin.NONE, OptionalDouble.empty(), 0, List.of(), List.of(choice.why));
    }
    return measured(choice, new Residuals(locked, choice.logs), Math.round(lag * 1e9), most);
  }

  /** What was taken for the gears, before each is measured. */
  private record Choice(GearOrigin origin, List<Double> logs, double scale, String why) {
    static Choice of(RatioHistogram seen, List<Double> ofProfile, int most) {
      List<Double> learned = seen.peaks(most);
      double explained = seen.explained(learned);
      if (!ofProfile.isEmpty()) {
        double offset = offset(seen, ofProfile);
        List<Double> placed = ofProfile.stream().map(g -> g + offset).toList();
        double fit = seen.explained(placed);
        if (fit >= LEAST_EXPLAINED && fit * MUCH_BETTER >= explained) {
          return new Choice(GearOrigin.PROFILE, placed, Math.exp(-offset), "");
        }
      }
      if (learned.isEmpty() || explained < LEAST_EXPLAINED) {
        return new Choice(
            GearOrigin.NONE,
            List.of(),
            1,
            "no gears stand out of engine speed over road speed: too short a drive, a slipping"
                + " converter, or a wrong speed channel");
      }
      return new Choice(
          GearOrigin.LEARNED,
          learned,
          1,
          ofProfile.isEmpty()
              ? ""
              : "the profile's gears, final drive and tyre do not fit this drive: learned instead");
    }

    private static double offset(RatioHistogram seen, List<Double> ofProfile) {
      double best = 0;
      double most = -1;
      for (double offset = -MOST_SCALE; offset <= MOST_SCALE; offset += SCALE_STEP) {
        double shift = offset;
        double mass = ofProfile.stream().mapToDouble(g -> seen.mass(g + shift, WIDTH / 3)).sum();
        if (mass > most) {
          most = mass;
          best = offset;
        }
      }
      return best;
    }
  }

  private static GearPattern measured(Choice choice, Residuals residuals, long lagNanos, int most) {
    List<String> notes = new ArrayList<>();
    if (!choice.why.isEmpty()) {
      notes.add(choice.why);
    }
    double common = choice.origin == GearOrigin.PROFILE ? residuals.cruiseMedian() : 0;
    List<Step> steps = new ArrayList<>();
    for (int g = 0; g < choice.logs.size(); g++) {
      Residuals.Cluster seen = residuals.cluster(g);
      double own = seen.median() - common;
      if (seen.seen() && choice.origin == GearOrigin.PROFILE && Math.abs(own) > NOTABLE) {
        notes.add(
            String.format(
                Locale.ROOT, "gear %d shows %+.1f %% against its profile", g + 1, 100 * own));
      }
      steps.add(
          new Step(
              choice.logs.get(g) + (seen.seen() ? seen.median() : common),
              seen.spread(),
              seen.quality()));
    }
    double scale = choice.scale * Math.exp(-common);
    if (Math.abs(scale - 1) > LARGE_SCALE) {
      notes.add(
          String.format(
              Locale.ROOT,
              "the tyre would roll %+.1f %% off its profile: another tyre, a wrong speed factor, or"
                  + " other gears",
              100 * (scale - 1)));
    }
    if (choice.origin == GearOrigin.LEARNED && steps.size() < most) {
      addUnused(steps, notes);
    }
    return new GearPattern(
        choice.origin,
        choice.origin == GearOrigin.PROFILE ? OptionalDouble.of(scale) : OptionalDouble.empty(),
        lagNanos,
        steps,
        notes);
  }

  /**
   * Steps of a box shrink from gear to gear. Where one is much larger than the step below it, the
   * drive never used the gear between: its number is kept free, its ratio is a guess.
   */
  private static void addUnused(List<Step> steps, List<String> notes) {
    for (int g = 2; g < steps.size(); g++) {
      double below = steps.get(g - 2).logRatio - steps.get(g - 1).logRatio;
      double here = steps.get(g - 1).logRatio - steps.get(g).logRatio;
      if (here > MOST_STEP_GROWTH * below) {
        double between = (steps.get(g - 1).logRatio + steps.get(g).logRatio) / 2;
        steps.add(g, new Step(between, 0, Quality.INSUFFICIENT));
        notes.add(
            "gear "
                + (g + 1)
                + " was hardly used, if at all: that there is one is guessed from the gap");
        return;
      }
    }
  }

  /**
   * Whether a gear was put in that the drive never showed, so that the numbers above are a guess.
   */
  boolean guessed() {
    return origin == GearOrigin.LEARNED
        && steps.stream().anyMatch(s -> s.quality == Quality.INSUFFICIENT);
  }

  /** ln(rpm per m/s) of each gear, by the book; empty where the profile does not say enough. */
  private static List<Double> ofProfile(CarProfile profile) {
    OptionalDouble last = profile.finalDrive();
    OptionalDouble road = profile.rollingCircumferenceMm();
    if (last.isEmpty() || road.isEmpty()) {
      return List.of();
    }
    return profile.gears().stream()
        .map(gear -> Math.log(60 * gear * last.getAsDouble() / (road.getAsDouble() / 1000)))
        .sorted(Comparator.reverseOrder())
        .toList();
  }
}
