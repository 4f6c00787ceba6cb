package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.car.CarProfile;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.motion.Motion;

/**
 * Which gear was in, at each sample of engine speed. Engine speed over road speed is one constant
 * per gear; the constants are the profile's where it knows them, else learned from the drive.
 * Immutable.
 */
public final class Gears {
  /** No gear drives: the clutch is open, a shift is under way, or something slips. */
  public static final byte OPEN = 0;

  /** The car rolls without a gear for a while. */
  public static final byte NEUTRAL = -1;

  /** Nothing can be said: the car stands, or a speed is missing. */
  public static final byte UNKNOWN = -2;

  /** Slower than this a gear cannot be told from a slipping clutch. */
  static final float LEAST_MPS = 3;

  private final EngineSpeed engine;
  private final float[] speed;
  private final GearPattern pattern;
  private final byte[] column;
  private final GearSet set;

  private Gears(
      EngineSpeed engine, float[] speed, GearPattern pattern, byte[] column, GearSet set) {
    this.engine = engine;
    this.speed = speed;
    this.pattern = pattern;
    this.column = column;
    this.set = set;
  }

  /**
   * Finds the gears of a drive.
   *
   * @param profile of the car, where one is known
   * @return without any gear, and with a note, where the drive does not show them
   */
  public static Gears of(Recording recording, Motion motion, Optional<CarProfile> profile) {
    EngineSpeed engine = EngineSpeed.of(recording);
    RoadSpeed road = RoadSpeed.of(recording, motion);
    Optional<String> missing = missing(engine, road, profile);
    GearPattern pattern =
        missing.isPresent()
            ? new GearPattern(
                GearOrigin.NONE, OptionalDouble.empty(), 0, List.of(), List.of(missing.get()))
            : GearPattern.find(engine, road, profile);
    float[] speed = road.speed().at(engine.times(), engine.size(), pattern.lagNanos());
    GearLabels labels = GearLabels.of(engine, speed, pattern);
    return new Gears(
        engine, speed, pattern, labels.column(), set(road, pattern, labels, profile, engine));
  }

  private static Optional<String> missing(
      EngineSpeed engine, RoadSpeed road, Optional<CarProfile> profile) {
    if (engine.size() == 0) {
      return Optional.of("no gears: the drive has no engine speed");
    }
    if (road.source() == SpeedSource.NONE) {
      return Optional.of("no gears: the drive has no road speed, of wheels or receiver");
    }
    return profile
        .filter(CarProfile::cvt)
        .map(p -> "no gears: the car's transmission has no fixed ones");
  }

  private static GearSet set(
      RoadSpeed road,
      GearPattern pattern,
      GearLabels labels,
      Optional<CarProfile> profile,
      EngineSpeed engine) {
    List<String> notes = new ArrayList<>(pattern.notes());
    boolean first = pattern.origin() != GearOrigin.LEARNED || labels.numbered(profile);
    if (!first && !labels.gears().isEmpty()) {
      notes.add("gears are numbered from the shortest seen: the drive has no start in first");
    }
    if (engine.spikes() > 0) {
      notes.add(engine.spikes() + " impossible samples of engine speed were left out");
    }
    if (road.source() == SpeedSource.COARSE_WHEEL) {
      notes.add("gears are from a road speed that is slow or in whole km/h");
    }
    return new GearSet(
        pattern.origin(),
        road.source(),
        pattern.lagNanos() * 1e-9,
        pattern.tyreScale(),
        pattern.steps().isEmpty()
            ? Quality.INSUFFICIENT
            : first && !pattern.guessed() ? Quality.MEASURED : Quality.ESTIMATED,
        labels.gears(),
        labels.inGearShare(),
        labels.slips(),
        labels.slipSeconds(),
        notes);
  }

  /** What was found, for people. */
  public GearSet set() {
    return set;
  }

  /** Shortest first; empty where none were found. */
  public List<Gear> gears() {
    return set.gears();
  }

  /** How many samples of engine speed there are. */
  public int size() {
    return column.length;
  }

  /** Monotonic nanoseconds of the samples; nobody writes to them. */
  public long[] times() {
    return engine.times();
  }

  /** A gear from 1, or {@link #OPEN}, {@link #NEUTRAL}, {@link #UNKNOWN}, for each sample. */
  public byte[] column() {
    return column;
  }

  /** The same at one sample. */
  public int at(int row) {
    return column[row];
  }

  /** The same at a monotonic time, by the last sample before it. */
  public int gearAt(long timeNanos) {
    int row = engine.from(timeNanos + 1) - 1;
    boolean near = row >= 0 && timeNanos - engine.times()[row] <= EngineSpeed.MOST_GAP_NANOS;
    return near ? column[row] : UNKNOWN;
  }

  EngineSpeed engine() {
    return engine;
  }

  /** Road speed at each sample of engine speed, m/s; NaN where unknown. */
  float[] speed() {
    return speed;
  }

  GearPattern pattern() {
    return pattern;
  }
}
