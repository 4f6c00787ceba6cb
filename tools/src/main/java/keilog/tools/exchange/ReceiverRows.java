package keilog.tools.exchange;

import java.util.BitSet;
import keilog.protocol.channel.Channel;

/**
 * Finds the fixes among RaceChrono's rows: those on the clock of the receiver. Between two fixes it
 * interpolates place and speed but holds the course, so a change of course marks a fix: in a drive
 * at 25 Hz 2,093 of 2,108 fixes, and no other row. That proves the clock that the rate promises;
 * where it fails, every row counts, which costs nothing but rows.
 */
final class ReceiverRows {
  /** Times are rounded to 10 ms. */
  private static final long TOLERANCE_NANOS = 5_000_000;

  /** Share of the changes of course that must lie on the clock. */
  private static final double LEAST_PROOF = 0.95;

  private static final int LEAST_CHANGES = 10;
  private static final int BINS = 200;

  private ReceiverRows() {}

  static BitSet of(ForeignRows rows) {
    BitSet all = new BitSet();
    all.set(0, rows.size());
    double rate = rate(rows);
    int course = rows.column(Channel.HEADING);
    if (!(rate >= 1 && rate <= 100) || course < 0) {
      return all;
    }
    double period = 1e9 / rate;
    BitSet onClock = onClock(rows, period, phase(rows, period));
    int changes = 0;
    int proven = 0;
    for (int row = 1; row < rows.size(); row++) {
      double before = rows.value(course, row - 1);
      double after = rows.value(course, row);
      if (!Double.isNaN(before) && !Double.isNaN(after) && before != after) {
        changes++;
        proven += onClock.get(row) ? 1 : 0;
      }
    }
    return changes >= LEAST_CHANGES && proven >= LEAST_PROOF * changes ? onClock : all;
  }

  private static double rate(ForeignRows rows) {
    for (int c = 0; c < rows.columns().size(); c++) {
      ForeignColumn column = rows.columns().get(c);
      if (column.name().equals("device_update_rate") && column.source().contains("gps")) {
        for (int row = 0; row < rows.size(); row++) {
          if (!Double.isNaN(rows.value(c, row))) {
            return rows.value(c, row);
          }
        }
      }
    }
    return Double.NaN;
  }

  /** Where in the period most rows lie: other sources have no clock in common with it. */
  private static double phase(ForeignRows rows, double period) {
    int[] bins = new int[BINS];
    for (int row = 0; row < rows.size(); row++) {
      bins[(int) (since(rows, row) % period / period * BINS) % BINS]++;
    }
    int fullest = 0;
    for (int bin = 1; bin < BINS; bin++) {
      fullest = bins[bin] > bins[fullest] ? bin : fullest;
    }
    double sum = 0;
    for (int row = 0; row < rows.size(); row++) {
      double in = since(rows, row) % period;
      sum += (int) (in / period * BINS) % BINS == fullest ? in : 0;
    }
    return sum / Math.max(1, bins[fullest]);
  }

  /** The row nearest to each tick, if it is near enough. */
  private static BitSet onClock(ForeignRows rows, double period, double phase) {
    BitSet found = new BitSet();
    long tick = Long.MIN_VALUE;
    double nearest = Double.MAX_VALUE;
    for (int row = 0; row < rows.size(); row++) {
      long at = Math.round((since(rows, row) - phase) / period);
      double off = Math.abs(since(rows, row) - phase - at * period);
      if (off > TOLERANCE_NANOS) {
        continue;
      }
      if (at != tick) {
        tick = at;
        nearest = off;
        found.set(row);
      } else if (off < nearest) {
        nearest = off;
        found.clear(found.length() - 1);
        found.set(row);
      }
    }
    return found;
  }

  /** Nanoseconds since the first row: a double holds these exactly. */
  private static double since(ForeignRows rows, int row) {
    return rows.time(row) - rows.time(0);
  }
}
