package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import keilog.protocol.car.CarProfile;

/**
 * The gear of each sample, and what they come to. A gear is in where the ratio of speeds lies near
 * its own and stays there; anything shorter is passing through.
 */
final class GearLabels {
  /** A sample further off, in ln(ratio), is in no gear; steps of a box are 0.2 and more. */
  private static final double NEAR = 0.06;

  /** A gear that holds for less is only passed on the way to another. */
  private static final long HELD_NANOS = 120_000_000L;

  /** Without a gear for this long, and not gaining speed, the car rolls in neutral. Ours. */
  private static final long NEUTRAL_NANOS = 1_500_000_000L;

  private static final double GAINING_MPS2 = 0.2;

  /** A slower engine is off. */
  private static final float TURNING_RPM = 300;

  /** A start from rest must reach its gear within this. Ours. */
  private static final long START_NANOS = 10_000_000_000L;

  private static final float STILL_MPS = 1;

  private final EngineSpeed engine;
  private final float[] speed;
  private final GearPattern pattern;
  private final double[] logs;
  private final byte[] column;
  private final double[] seconds;
  private double movingSeconds;
  private int slips;
  private double slipSeconds;

  private GearLabels(EngineSpeed engine, float[] speed, GearPattern pattern) {
    this.engine = engine;
    this.speed = speed;
    this.pattern = pattern;
    this.logs = pattern.steps().stream().mapToDouble(GearPattern.Step::logRatio).toArray();
    this.column = new byte[engine.size()];
    this.seconds = new double[logs.length + 1];
  }

  static GearLabels of(EngineSpeed engine, float[] speed, GearPattern pattern) {
    GearLabels labels = new GearLabels(engine, speed, pattern);
    labels.nearest();
    if (labels.logs.length > 0) {
      labels.dropShort();
      labels.settleOpen();
    }
    labels.sum();
    return labels;
  }

  private void nearest() {
    float[] lowest = new float[logs.length];
    float[] highest = new float[logs.length];
    for (int g = 0; g < logs.length; g++) {
      double above = g > 0 ? logs[g - 1] - logs[g] : 1;
      double below = g < logs.length - 1 ? logs[g] - logs[g + 1] : 1;
      double reach = Math.min(NEAR, Math.min(above, below) / 2);
      lowest[g] = (float) Math.exp(logs[g] - reach);
      highest[g] = (float) Math.exp(logs[g] + reach);
    }
    for (int i = 0; i < column.length; i++) {
      float v = speed[i];
      float rpm = engine.rpm()[i];
      if (!(v >= Gears.LEAST_MPS) || Float.isNaN(rpm) || logs.length == 0) {
        column[i] = Gears.UNKNOWN;
        continue;
      }
      float ratio = rpm / v;
      int gear = logs.length - 1;
      while (gear >= 0 && !(ratio > lowest[gear] && ratio < highest[gear])) {
        gear--;
      }
      column[i] = rpm < TURNING_RPM ? Gears.OPEN : (byte) (gear + 1);
    }
  }

  /** Gears that were only passed become open; moments in which one gear was missed are filled. */
  private void dropShort() {
    long sample = Math.round(1e9 / Math.max(1, engine.rateHz()));
    for (int from = 0, to; from < column.length; from = to) {
      to = end(from);
      if (column[from] > 0 && held(from, to) + sample < HELD_NANOS) {
        Arrays.fill(column, from, to, Gears.OPEN);
      }
    }
    for (int from = 0, to; from < column.length; from = to) {
      to = end(from);
      boolean within = from > 0 && to < column.length && column[from] == Gears.OPEN;
      if (within && column[from - 1] == column[to] && held(from, to) + sample < HELD_NANOS) {
        Arrays.fill(column, from, to, column[to]);
      }
    }
  }

  private void settleOpen() {
    for (int from = 0, to; from < column.length; from = to) {
      to = end(from);
      if (column[from] != Gears.OPEN) {
        continue;
      }
      long held = held(from, to);
      double gained = (speed[to - 1] - speed[from]) / Math.max(1e-9, held * 1e-9);
      if (held >= NEUTRAL_NANOS && gained <= GAINING_MPS2) {
        Arrays.fill(column, from, to, Gears.NEUTRAL);
      } else if (from > 0 && to < column.length && column[from - 1] > 0) {
        slip(from, to);
      }
    }
  }

  /** In one gear before and after, with the engine ahead of it between. */
  private void slip(int from, int to) {
    if (column[from - 1] != column[to]) {
      return;
    }
    double gear = logs[column[to] - 1];
    double ahead = 0;
    for (int i = from; i < to; i++) {
      ahead += Math.log(engine.rpm()[i] / speed[i]) - gear;
    }
    if (ahead > 0) {
      slips++;
      slipSeconds += held(from, to) * 1e-9;
    }
  }

  /** The first sample after a run of equal ones; a gap ends a run too. */
  private int end(int from) {
    int i = from + 1;
    while (i < column.length
        && column[i] == column[from]
        && engine.times()[i] - engine.times()[i - 1] <= EngineSpeed.MOST_GAP_NANOS) {
      i++;
    }
    return i;
  }

  private long held(int from, int to) {
    return engine.times()[to - 1] - engine.times()[from];
  }

  private void sum() {
    for (int i = 0; i < column.length; i++) {
      double span = engine.span(i) * 1e-9;
      if (column[i] > 0) {
        seconds[column[i]] += span;
      }
      movingSeconds += column[i] == Gears.UNKNOWN ? 0 : span;
    }
  }

  byte[] column() {
    return column;
  }

  int slips() {
    return slips;
  }

  double slipSeconds() {
    return slipSeconds;
  }

  double inGearShare() {
    double inGear = 0;
    for (double s : seconds) {
      inGear += s;
    }
    return movingSeconds == 0 ? 0 : inGear / movingSeconds;
  }

  List<Gear> gears() {
    double total = Math.max(1e-9, Arrays.stream(seconds).sum());
    List<Gear> gears = new ArrayList<>();
    for (int g = 0; g < logs.length; g++) {
      GearPattern.Step step = pattern.steps().get(g);
      gears.add(
          new Gear(
              g + 1,
              Math.exp(logs[g]),
              step.spread(),
              seconds[g + 1],
              seconds[g + 1] / total,
              step.quality()));
    }
    return gears;
  }

  /** Whether the shortest gear learned is first: as many as the car has, or a start used it. */
  boolean numbered(Optional<CarProfile> profile) {
    int known = profile.map(p -> p.gearCount().orElse(0)).orElse(0);
    if (logs.length == 0 || logs.length == known) {
      return logs.length > 0;
    }
    long still = Long.MIN_VALUE / 2;
    for (int i = 0; i < column.length; i++) {
      if (speed[i] < STILL_MPS) {
        still = engine.times()[i];
      } else if (column[i] > 0) {
        if (column[i] == 1 && engine.times()[i] - still < START_NANOS) {
          return true;
        }
        still = Long.MIN_VALUE / 2;
      }
    }
    return false;
  }
}
