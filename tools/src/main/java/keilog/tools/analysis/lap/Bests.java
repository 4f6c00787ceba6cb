package keilog.tools.analysis.lap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToIntFunction;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;

/**
 * What the drive had in it beside its best lap. From valid laps only; each empty where there is too
 * little to say it.
 *
 * @param theoretical the best sectors, put together
 * @param rolling the best round from any place to itself
 * @param feasible what of several laps joins into one that can be driven
 */
public record Bests(
    Optional<Theoretical> theoretical, Optional<Rolling> rolling, Optional<Feasible> feasible) {

  /** Nothing was driven that counts. */
  public static final Bests NONE = new Bests(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * The sum of the best sectors. Where a sector ends, the one lap and the other need not fit: it is
   * a limit, not a lap.
   *
   * @param seconds of the sum
   * @param gainSeconds on the best lap
   * @param uncertaintySeconds one standard deviation
   * @param sectors the best time of each sector
   * @param laps which lap each is from
   */
  public record Theoretical(
      double seconds,
      double gainSeconds,
      double uncertaintySeconds,
      List<Double> sectors,
      List<Integer> laps) {
    public Theoretical {
      sectors = List.copyOf(sectors);
      laps = List.copyOf(laps);
    }
  }

  /**
   * The best round that was really driven, from any place of the course to the same place a lap
   * later: no joint, so nothing to doubt.
   *
   * @param seconds it took
   * @param gainSeconds on the best lap
   * @param uncertaintySeconds one standard deviation, from the noise of place at its begin and end
   * @param fromMetres where it began, from the start line
   * @param lap in which it began; it ended in the next
   */
  public record Rolling(
      double seconds, double gainSeconds, double uncertaintySeconds, double fromMetres, int lap) {}

  /**
   * A lap put together from stretches of several, joined only where the car could go from the one
   * to the other.
   *
   * @param seconds it would have taken, with all allowances paid
   * @param gainSeconds on the best lap
   * @param allowanceSeconds within seconds: what the joints cost for the noise of the receiver
   * @param missingSpeedSeconds within seconds: what arriving slower at a joint costs on the way on
   * @param cutMetres distance of places where laps may be joined
   * @param gearsKnown whether joints also need equal gears, or could only look at the speed
   * @param stretches in order; one where no joint pays
   */
  public record Feasible(
      double seconds,
      double gainSeconds,
      double allowanceSeconds,
      double missingSpeedSeconds,
      double cutMetres,
      boolean gearsKnown,
      List<Stretch> stretches) {
    public Feasible {
      stretches = List.copyOf(stretches);
    }
  }

  /**
   * A stretch taken from one lap.
   *
   * @param lap its number
   * @param fromMetres from the start line
   * @param toMetres from the start line
   * @param gainSeconds on the best lap over the same stretch
   */
  public record Stretch(int lap, double fromMetres, double toMetres, double gainSeconds) {}

  /**
   * Looks for all three.
   *
   * @param laps of a drive
   * @param traces of the same laps
   * @param gears gear at a monotonic time, 0 where unknown; empty where the car's gears are not
   *     known at all
   */
  public static Bests of(Laps laps, LapTraces traces, Optional<LongToIntFunction> gears) {
    if (laps.best().isEmpty()) {
      return NONE;
    }
    double best = laps.best().get().seconds();
    List<Integer> valid = new ArrayList<>();
    for (int i = 0; i < traces.laps().size(); i++) {
      if (laps.lap(traces.laps().get(i).number()).map(Lap::valid).orElse(false)) {
        valid.add(i);
      }
    }
    return new Bests(
        theoretical(laps.valid(), best),
        rolling(traces, valid, best),
        FeasibleSearch.search(traces, valid, gears));
  }

  private static Optional<Theoretical> theoretical(List<Lap> valid, double best) {
    int sectors = valid.stream().mapToInt(l -> l.sectors().size()).max().orElse(0);
    List<Double> times = new ArrayList<>();
    List<Integer> from = new ArrayList<>();
    double variance = 0;
    for (int s = 0; s < sectors; s++) {
      Lap fastest = null;
      for (Lap lap : valid) {
        boolean timed =
            s < lap.sectors().size() && lap.sectors().get(s).quality() == Quality.MEASURED;
        if (timed
            && (fastest == null
                || lap.sectors().get(s).seconds() < fastest.sectors().get(s).seconds())) {
          fastest = lap;
        }
      }
      if (fastest == null) {
        return Optional.empty();
      }
      Lap.Sector sector = fastest.sectors().get(s);
      times.add(sector.seconds());
      from.add(fastest.number());
      variance += sector.uncertaintySeconds() * sector.uncertaintySeconds();
    }
    double sum = times.stream().mapToDouble(t -> t).sum();
    return sectors < 2
        ? Optional.empty()
        : Optional.of(new Theoretical(sum, best - sum, Math.sqrt(variance), times, from));
  }

  private static Optional<Rolling> rolling(LapTraces traces, List<Integer> valid, double best) {
    Rolling found = null;
    for (int k : valid) {
      if (!valid.contains(k + 1)) {
        continue;
      }
      TimedLap lap = traces.laps().get(k);
      if (lap.endNanos() != traces.laps().get(k + 1).startNanos()) {
        continue;
      }
      double[] first = traces.traces().get(k).seconds();
      double[] second = traces.traces().get(k + 1).seconds();
      double duration = lap.durationNanos() * 1e-9;
      for (int i = 0; i < first.length; i++) {
        double seconds = duration - first[i] + second[i];
        if (seconds > 0 && (found == null || seconds < found.seconds)) {
          double speed = Math.max(1, traces.traces().get(k).speed()[i]);
          found =
              new Rolling(
                  seconds,
                  best - seconds,
                  Math.sqrt(2) * FeasibleSearch.NOISE_METRES / speed,
                  i * traces.stepMetres(),
                  lap.number());
        }
      }
    }
    return Optional.ofNullable(found);
  }
}
