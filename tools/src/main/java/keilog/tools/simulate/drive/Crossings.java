package keilog.tools.simulate.drive;

import java.util.List;

/**
 * Finds when the car crosses the lines of its road, to below a microsecond. One thread at a time.
 */
public final class Crossings implements DriveListener {
  /** Is told each crossing. */
  @FunctionalInterface
  public interface Sink {
    /** The car at the instant when it is on the line, and the line. */
    void crossed(Gate gate, CarState car);
  }

  private final List<Gate> gates;
  private final Sink sink;

  public Crossings(Road road, Sink sink) {
    this(road.gates(), sink);
  }

  /** For other lines than those that the road has. */
  public Crossings(List<Gate> gates, Sink sink) {
    this.gates = List.copyOf(gates);
    this.sink = sink;
  }

  @Override
  public void stepped(Drive drive, CarState before, CarState after) {
    for (Gate gate : gates) {
      if (gate.past(before.east(), before.north()) < 0
          && gate.past(after.east(), after.north()) >= 0) {
        double share = gate.share(after.east(), after.north());
        if (share >= 0 && share <= 1) {
          sink.crossed(gate, solve(drive, gate, before, after));
        }
      }
    }
  }

  private static CarState solve(Drive drive, Gate gate, CarState before, CarState after) {
    long low = before.nanos();
    long high = after.nanos();
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      CarState there = drive.between(before, after, middle);
      if (gate.past(there.east(), there.north()) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return drive.between(before, after, high);
  }
}
