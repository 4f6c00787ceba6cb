package keilog.tools.analysis.straight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.motion.GpsQuality;
import keilog.tools.analysis.motion.Motion;
import keilog.tools.analysis.straight.Sprint.Mark;

/** Finds every sprint of a drive. One thread. */
final class Sprints {
  /** Marks of a drag strip: 60 ft, 330 ft, an eighth of a mile, 1000 ft, a quarter of a mile. */
  private static final double[] MARKS = {18.288, 100.58, 201.17, 304.8, Discipline.QUARTER_MILE};

  /** The trap: 66 ft before the end. */
  private static final double TRAP = 20.12;

  /** One foot. */
  private static final double ROLLOUT = 0.3048;

  /** Slower receivers time nothing: 5 Hz are the least that Racelogic states a figure for. */
  private static final double LEAST_RATE_HZ = 4.5;

  /** ± of a begin that is known by places alone. Ours, against truth. */
  private static final double BLIND_SECONDS = 0.5;

  private static final double ROLLING_START = 60 / 3.6;

  /** A run is over where the car has lost so much of its speed, or takes so long. Ours. */
  private static final double BRAKED = 5 / 3.6;

  private static final double MOST_SECONDS = 60;

  /** A gap so long within a run makes it an estimate; a long one ends it. */
  private static final long GAP_NANOS = 450_000_000L;

  /** Uphill or down by more, it cannot be compared. */
  private static final double MOST_SLOPE_PERCENT = 1;

  private final Fixes fixes;
  private final Motion motion;
  private final double[] speeds;
  private final boolean dopplerless;
  private final double uncertainty;
  private final double rate;

  Sprints(Fixes fixes, Motion motion) {
    this.fixes = fixes;
    this.motion = motion;
    this.speeds = new double[fixes.size()];
    boolean missing = false;
    for (int i = 0; i < speeds.length; i++) {
      boolean known = Math.abs(fixes.speed(i) - motion.speed()[i]) <= Motion.MOST_SMOOTHED_AWAY;
      missing |= !known;
      speeds[i] = known ? fixes.speed(i) : motion.speed()[i];
    }
    this.dopplerless = missing;
    this.rate = motion.quality().rateHz();
    double byRate = rate >= 100 ? 0.01 : rate >= 9 ? 0.05 : 0.2;
    this.uncertainty = missing ? Math.max(BLIND_SECONDS, byRate) : byRate;
  }

  /** The best first: by class, then by time. */
  static final Comparator<Sprint> BEST =
      Comparator.comparing(Sprint::quality).thenComparingDouble(Sprint::seconds);

  /** All of a drive; none of a receiver that is too slow. */
  List<Sprint> find() {
    List<Sprint> found = new ArrayList<>();
    if (rate < LEAST_RATE_HZ) {
      return found;
    }
    for (Launch launch : Launch.of(fixes, motion, speeds)) {
      run(launch.startNanos(), launch.row(), 0, true, found);
    }
    for (int i = 1; i < fixes.size(); i++) {
      if (speeds[i - 1] < ROLLING_START
          && speeds[i] >= ROLLING_START
          && fixes.epoch(i) - fixes.epoch(i - 1) < Motion.MOST_GAP_NANOS) {
        run(crossing(i, ROLLING_START), i, ROLLING_START, false, found);
      }
    }
    return found;
  }

  private long crossing(int row, double speed) {
    double share = (speed - speeds[row - 1]) / (speeds[row] - speeds[row - 1]);
    return fixes.epoch(row - 1) + Math.round(share * (fixes.epoch(row) - fixes.epoch(row - 1)));
  }

  /** Follows one run from its begin for as long as it goes on. */
  private void run(long start, int row, double startSpeed, boolean standing, List<Sprint> found) {
    Run run = new Run(start, row, startSpeed);
    double highest = startSpeed;
    for (int i = row; i < fixes.size(); i++) {
      double speed = speeds[i];
      long gap = i == row ? 0 : fixes.epoch(i) - fixes.epoch(i - 1);
      highest = Math.max(highest, speed);
      boolean over =
          !(speed > highest - BRAKED)
              || gap > Motion.MOST_GAP_NANOS
              || (fixes.epoch(i) - start) * 1e-9 > MOST_SECONDS
              || (!standing && speed < startSpeed - BRAKED / 2);
      if (over) {
        return;
      }
      run.gap |= gap > GAP_NANOS;
      run.step(i, speed);
      for (Discipline discipline : Discipline.values()) {
        if (discipline.standing() == standing && run.ended(discipline)) {
          found.add(run.sprint(discipline));
        }
      }
      boolean done =
          run.done.contains(Discipline.FROM_60_TO_100)
              || run.done.contains(Discipline.ZERO_TO_402_METRES)
                  && run.done.contains(Discipline.ZERO_TO_100);
      if (done) {
        return;
      }
    }
  }

  /** What is known of a run while it goes on. */
  private final class Run {
    private final long start;
    private final int first;
    private final List<Mark> marks = new ArrayList<>();
    private final Set<Discipline> done = new LinkedHashSet<>();
    private OptionalDouble rollout = OptionalDouble.empty();
    private double trapBegin = Double.NaN;
    private boolean gap;
    private int row;
    private double time;
    private double speed;
    private double metres;
    private double lastTime;
    private double lastSpeed;
    private double lastMetres;

    Run(long start, int first, double startSpeed) {
      this.start = start;
      this.first = first;
      this.speed = startSpeed;
    }

    void step(int i, double newSpeed) {
      lastTime = time;
      lastSpeed = speed;
      lastMetres = metres;
      row = i;
      time = (fixes.epoch(i) - start) * 1e-9;
      speed = newSpeed;
      metres += (speed + lastSpeed) / 2 * (time - lastTime);
      if (rollout.isEmpty() && metres >= ROLLOUT) {
        rollout = OptionalDouble.of(timeAt(ROLLOUT));
      }
      double trap = Discipline.QUARTER_MILE - TRAP;
      if (Double.isNaN(trapBegin) && metres >= trap) {
        trapBegin = timeAt(trap);
      }
      while (marks.size() < MARKS.length && metres >= MARKS[marks.size()]) {
        double mark = MARKS[marks.size()];
        double at = timeAt(mark);
        marks.add(new Mark(mark, at, 3.6 * speedAt(at)));
      }
    }

    /** Within the last step, at a constant acceleration. */
    private double timeAt(double distance) {
      double acceleration = (speed - lastSpeed) / (time - lastTime);
      double way = distance - lastMetres;
      double root = Math.sqrt(Math.max(0, lastSpeed * lastSpeed + 2 * acceleration * way));
      return lastTime + 2 * way / Math.max(1e-9, lastSpeed + root);
    }

    private double speedAt(double at) {
      return lastSpeed + (speed - lastSpeed) * (at - lastTime) / (time - lastTime);
    }

    boolean ended(Discipline discipline) {
      boolean there =
          discipline.endSpeed().isPresent()
              ? speed >= discipline.endSpeed().getAsDouble()
              : metres >= Discipline.QUARTER_MILE;
      return there && time > lastTime && done.add(discipline);
    }

    Sprint sprint(Discipline discipline) {
      boolean quarter = discipline.endSpeed().isEmpty();
      double share =
          quarter ? 0 : (discipline.endSpeed().getAsDouble() - lastSpeed) / (speed - lastSpeed);
      double seconds = quarter ? marks.getLast().seconds() : lastTime + share * (time - lastTime);
      double way =
          quarter
              ? Discipline.QUARTER_MILE
              : lastMetres + (lastSpeed + speedAt(seconds)) / 2 * (seconds - lastTime);
      OptionalDouble slope = Heights.slopePercent(fixes, first, row, way);
      List<String> reasons = new ArrayList<>();
      boolean poor = judge(slope, reasons);
      return new Sprint(
          discipline,
          start,
          seconds,
          uncertainty,
          discipline.standing() && rollout.isPresent()
              ? OptionalDouble.of(seconds - rollout.getAsDouble())
              : OptionalDouble.empty(),
          way,
          quarter ? marks : List.of(),
          quarter ? OptionalDouble.of(3.6 * TRAP / (seconds - trapBegin)) : OptionalDouble.empty(),
          slope,
          poor ? Quality.ESTIMATED : Quality.MEASURED,
          reasons);
    }

    /** Says what speaks against it; true where that is grave. */
    private boolean judge(OptionalDouble slope, List<String> reasons) {
      boolean poor = false;
      if (slope.isEmpty()) {
        reasons.add("slope unknown: the receiver gave no height");
      } else if (Math.abs(slope.getAsDouble()) > MOST_SLOPE_PERCENT) {
        reasons.add("slope above 1 %: cannot be compared");
        poor = true;
      }
      int red = 0;
      int amber = 0;
      for (int i = first; i <= row; i++) {
        GpsQuality.Light light = GpsQuality.light(fixes, i);
        red += light == GpsQuality.Light.RED ? 1 : 0;
        amber += light == GpsQuality.Light.AMBER ? 1 : 0;
      }
      if (red > 0) {
        reasons.add("poor fixes within");
        poor = true;
      } else if (amber > 0) {
        reasons.add("some fixes only fair, or their accuracy unknown");
      }
      if (dopplerless) {
        reasons.add("the receiver gave no speed for some fixes: their smoothed places were used");
        poor = true;
      }
      if (gap) {
        reasons.add("fixes are missing within");
        poor = true;
      }
      return poor;
    }
  }
}
