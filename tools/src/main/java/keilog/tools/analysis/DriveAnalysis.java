package keilog.tools.analysis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import keilog.protocol.car.CarProfile;
import keilog.protocol.track.Track;
import keilog.tools.analysis.driving.CornerDriving;
import keilog.tools.analysis.driving.Driving;
import keilog.tools.analysis.engine.EngineHealth;
import keilog.tools.analysis.engine.Gears;
import keilog.tools.analysis.lap.Bests;
import keilog.tools.analysis.lap.LapComparison;
import keilog.tools.analysis.lap.LapTraces;
import keilog.tools.analysis.lap.Laps;
import keilog.tools.analysis.lap.Prediction;
import keilog.tools.analysis.motion.Motion;
import keilog.tools.analysis.straight.StraightLine;

/**
 * All that a drive says. Never fails: what a drive does not show is empty in its part, with a
 * reason there.
 *
 * @param recording that was analysed
 * @param laps timed from raw fixes
 * @param motion smoothed
 * @param traces the timed laps on one axis
 * @param bests what the drive had in it
 * @param predictions how well a lap's end could be told on its way
 * @param driving how it was driven
 * @param gears which gear was in
 * @param engine whether it is well
 * @param straight acceleration figures and power at the wheels
 */
public record DriveAnalysis(
    Recording recording,
    Laps laps,
    Motion motion,
    LapTraces traces,
    Bests bests,
    List<Prediction> predictions,
    Driving driving,
    Gears gears,
    EngineHealth engine,
    StraightLine straight) {

  public DriveAnalysis {
    predictions = List.copyOf(predictions);
  }

  /**
   * Analyses a drive; parts that do not need each other run side by side on a second thread.
   *
   * @param recording of the drive
   * @param candidates tracks it may have been on
   * @param chosenTrack id of the one it was on, by somebody who knows
   * @param profile of the car, where one is known
   */
  public static DriveAnalysis of(
      Recording recording,
      List<Track> candidates,
      Optional<String> chosenTrack,
      Optional<CarProfile> profile) {
    return of(recording, candidates, chosenTrack, profile, OptionalDouble.empty());
  }

  /**
   * The same with a mass that was weighed.
   *
   * @param weighedKg of the car as it was driven, with driver; empty takes the profile's
   */
  public static DriveAnalysis of(
      Recording recording,
      List<Track> candidates,
      Optional<String> chosenTrack,
      Optional<CarProfile> profile,
      OptionalDouble weighedKg) {
    CompletableFuture<Laps> timing =
        CompletableFuture.supplyAsync(() -> Laps.of(recording, candidates, chosenTrack));
    Motion motion = Motion.of(recording);
    Gears gears = Gears.of(recording, motion, profile);
    Laps laps = timing.join();
    CompletableFuture<EngineHealth> engine =
        CompletableFuture.supplyAsync(
            () -> EngineHealth.of(recording, motion, gears, laps.timed(), profile));
    CompletableFuture<StraightLine> straight =
        CompletableFuture.supplyAsync(
            () -> StraightLine.of(recording, motion, laps.timed(), profile, gears, weighedKg));
    LapTraces traces = LapTraces.of(motion, laps.timed(), laps.track());
    Driving driving = Driving.of(recording, motion, traces);
    Bests bests =
        Bests.of(
            laps, traces, gears.gears().isEmpty() ? Optional.empty() : Optional.of(gears::gearAt));
    return new DriveAnalysis(
        recording,
        laps,
        motion,
        traces,
        bests,
        Prediction.of(laps, traces),
        driving,
        gears,
        engine.join(),
        straight.join());
  }

  /** The same with gaps to another lap than the best. */
  public DriveAnalysis against(int lap) {
    return new DriveAnalysis(
        recording,
        laps.against(lap),
        motion,
        traces,
        bests,
        predictions,
        driving,
        gears,
        engine,
        straight);
  }

  /** What of it is compared with another drive. */
  public LapComparison.Side side() {
    return new LapComparison.Side(laps, motion, traces);
  }

  /** Its corners, each with the straight that follows it. */
  public List<LapComparison.Place> places() {
    return driving.corners().stream()
        .map(CornerDriving::corner)
        .map(c -> new LapComparison.Place(c.label(), c.fromMetres(), c.toMetres()))
        .toList();
  }
}
