package keilog.tools.analysis.engine;

import java.util.List;
import java.util.Optional;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Column;

/**
 * Finds the lowest engine speed at which a pull in a high gear has the usual boost. Lag delays a
 * pull, so the lowest of many is an upper bound that gets better with every pull. One thread.
 */
final class ThresholdFinder {
  private static final double OPEN = 80;

  /** What counts as there. */
  private static final double REACHED = 0.9;

  /** A pull that begins with more has nothing to show. Ours. */
  private static final double BEGINS_BELOW = 0.5;

  /** The usual boost is this share of the way up through all of full throttle. Ours. */
  private static final double USUAL = 0.8;

  /** With less of it, no boost is usual, s. Ours. */
  private static final double LEAST_SECONDS = 3;

  private static final double LEAST_KPA = 10;

  private final EngineDrive drive;
  private final Column manifold;
  private final float[] kpa;
  private final float[] air;

  ThresholdFinder(EngineDrive drive, Column manifold, float[] kpa, float[] air) {
    this.drive = drive;
    this.manifold = manifold;
    this.kpa = kpa;
    this.air = air;
  }

  Optional<Boost.Threshold> find() {
    EngineSpeed engine = drive.engine();
    int high = highGear();
    float[] boost = boost(engine);
    double target = usual(boost);
    if (high == 0 || !(target >= LEAST_KPA)) {
      return Optional.empty();
    }
    Optional<Boost.Threshold> lowest = Optional.empty();
    boolean pulling = false;
    boolean armed = false;
    int gear = 0;
    for (int i = 0; i < engine.size(); i++) {
      boolean open = drive.pedal()[i] > OPEN && drive.gears().at(i) >= high;
      boolean same = pulling && open && drive.gears().at(i) == gear;
      if (open && !same) {
        gear = drive.gears().at(i);
        armed = boost[i] < BEGINS_BELOW * target;
      }
      pulling = open;
      if (open && armed && boost[i] >= REACHED * target) {
        armed = false;
        double rpm = engine.rpm()[i];
        if (lowest.isEmpty() || rpm < lowest.get().rpm()) {
          lowest =
              Optional.of(
                  new Boost.Threshold(
                      rpm, target, gear, drive.moment(engine.times()[i]), Quality.ESTIMATED));
        }
      }
    }
    return lowest;
  }

  /**
   * The second longest gear that was driven in, but no shorter than third; 0 where there is none.
   */
  private int highGear() {
    List<Gear> driven = drive.gears().gears().stream().filter(g -> g.seconds() > 0).toList();
    return driven.isEmpty() ? 0 : Math.max(3, driven.getLast().number() - 1);
  }

  private float[] boost(EngineSpeed engine) {
    float[] boost = new float[kpa.length];
    for (int i = 0; i < boost.length; i++) {
      boost[i] = kpa[i] - air[i];
    }
    return new Series(manifold.times(), boost, EngineSpeed.MOST_GAP_NANOS)
        .at(engine.times(), engine.size(), 0);
  }

  private double usual(float[] boost) {
    int n = 0;
    float[] open = new float[boost.length];
    for (int i = 0; i < boost.length; i++) {
      if (drive.pedal()[i] > OPEN && drive.gears().at(i) > 0 && !Float.isNaN(boost[i])) {
        open[n++] = boost[i];
      }
    }
    return n == 0 || n < LEAST_SECONDS * drive.engine().rateHz()
        ? Double.NaN
        : Quantile.of(open, n, USUAL);
  }
}
