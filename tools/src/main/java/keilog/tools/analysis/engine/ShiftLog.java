package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import keilog.protocol.track.Quality;

/** Finds every change of gear of a drive. One thread. */
final class ShiftLog {
  /** A hand that takes longer was not shifting: the car rolled in neutral between. Ours. */
  private static final long MOST_NANOS = 3_000_000_000L;

  /** Below this rate engine speed shows that a shift was, not how. */
  private static final double LEAST_TIMED_HZ = 20;

  /** Times are exact to a few samples: below this that is no 50 ms. Ours. */
  private static final double MEASURED_HZ = 40;

  /** How long after a change down its revs still belong to it. Ours. */
  private static final long AFTERMATH_NANOS = 500_000_000L;

  /** A dip of engine speed by this share is the driver's, not noise. Ours. */
  private static final double DIP = 0.01;

  private final EngineDrive drive;
  private final Gears gears;
  private final EngineSpeed engine;
  private final ShiftEdges edges;
  private final TorqueGap torque;
  private final List<Shift> shifts = new ArrayList<>();
  private int lastEnd;

  private ShiftLog(EngineDrive drive) {
    this.drive = drive;
    this.gears = drive.gears();
    this.engine = drive.engine();
    this.edges = new ShiftEdges(gears);
    this.torque = new TorqueGap(drive.motion());
  }

  static List<Shift> of(EngineDrive drive) {
    ShiftLog log = new ShiftLog(drive);
    if (!drive.gears().gears().isEmpty()) {
      log.find();
    }
    return log.shifts;
  }

  private void find() {
    byte[] column = gears.column();
    int oldFrom = -1;
    int oldTo = -1;
    for (int from = 0, to; from < column.length; from = to) {
      to = from + 1;
      while (to < column.length && column[to] == column[from]) {
        to++;
      }
      if (column[from] <= 0) {
        continue;
      }
      boolean changed = oldFrom >= 0 && column[oldFrom] != column[from];
      if (changed && unbroken(oldTo - 1, from)) {
        shifts.add(shift(oldFrom, oldTo, from, to));
      }
      oldFrom = Math.max(from, lastEnd);
      oldTo = to;
    }
  }

  private boolean unbroken(int last, int first) {
    if (engine.times()[first] - engine.times()[last] > MOST_NANOS) {
      return false;
    }
    for (int i = last; i < first; i++) {
      if (gears.at(i + 1) == Gears.UNKNOWN
          || engine.times()[i + 1] - engine.times()[i] > EngineSpeed.MOST_GAP_NANOS) {
        return false;
      }
    }
    return true;
  }

  private Shift shift(int oldFrom, int oldTo, int newFrom, int newTo) {
    int from = gears.at(oldFrom);
    int to = gears.at(newFrom);
    int begin = edges.left(oldFrom, oldTo, from);
    int end = edges.reached(newFrom, newTo, to, to < from);
    lastEnd = end;
    boolean timed = engine.rateHz() >= LEAST_TIMED_HZ;
    long length = engine.times()[end] - engine.times()[begin];
    return new Shift(
        drive.moment(engine.times()[begin]),
        engine.times()[end],
        from,
        to,
        gears.speed()[begin],
        engine.rpm()[begin],
        engine.rpm()[end],
        timed ? OptionalDouble.of(length * 1e-9) : OptionalDouble.empty(),
        timed ? OptionalDouble.of(flare(begin, end, Math.min(from, to))) : OptionalDouble.empty(),
        timed && to < from ? OptionalDouble.of(match(begin, end, to)) : OptionalDouble.empty(),
        timed && to > from
            ? torque.seconds(engine.times()[begin], engine.times()[end])
            : OptionalDouble.empty(),
        to < from && money(begin, end),
        engine.rateHz() >= MEASURED_HZ ? Quality.MEASURED : Quality.ESTIMATED);
  }

  private double flare(int begin, int end, int shorter) {
    double most = 0;
    for (int i = begin; i <= end; i++) {
      most = Math.max(most, engine.rpm()[i] - gears.gears().get(shorter - 1).rpm(gears.speed()[i]));
    }
    return most;
  }

  /**
   * The clutch takes the engine at the last low of engine speed before the new gear is in: from
   * there on nothing but the wheels turns it faster. Without a low it takes it at the end.
   */
  private double match(int begin, int end, int to) {
    int taken = end;
    float lowest = engine.rpm()[end];
    float highest = 0;
    for (int i = end; i >= begin; i--) {
      float rpm = engine.rpm()[i];
      if (rpm < lowest) {
        lowest = rpm;
        taken = i;
        highest = rpm;
      }
      highest = Math.max(highest, rpm);
      if (taken < end && highest > lowest * (1 + DIP)) {
        return lowest / gears.gears().get(to - 1).rpm(gears.speed()[taken]);
      }
    }
    return engine.rpm()[end] / gears.gears().get(to - 1).rpm(gears.speed()[end]);
  }

  private boolean money(int begin, int end) {
    OptionalDouble redline = drive.redline();
    if (redline.isEmpty() || engine.rpm()[begin] > redline.getAsDouble()) {
      return false;
    }
    long until = engine.times()[end] + AFTERMATH_NANOS;
    for (int i = begin; i < engine.size() && engine.times()[i] <= until; i++) {
      if (engine.rpm()[i] > redline.getAsDouble()) {
        return true;
      }
    }
    return false;
  }
}
