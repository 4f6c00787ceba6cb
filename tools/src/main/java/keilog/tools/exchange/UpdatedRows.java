package keilog.tools.exchange;

import java.util.BitSet;

/**
 * Finds the rows in which a source truly answered, among those where RaceChrono interpolated it:
 * there its values do not lie on the line between their neighbours. So a source that answers three
 * times a second is not mistaken for one of fifty.
 */
final class UpdatedRows {
  /** Share of a value, and least amount, that rounding to five decimals cannot explain. */
  private static final double TOLERANCE = 1e-4;

  /** By which a row's time may be wrong: it is rounded to a millisecond. */
  private static final double TIME_ERROR_NANOS = 500_000;

  /** A value that stands still is repeated this often, or it would look like a gap. */
  private static final long LONGEST_PAUSE_NANOS = 500_000_000;

  private UpdatedRows() {}

  static BitSet of(ForeignRows rows, String source) {
    BitSet updated = new BitSet();
    for (int c = 0; c < rows.columns().size(); c++) {
      if (rows.columns().get(c).source().equals(source)) {
        bends(rows, c, updated);
      }
    }
    int last = -1;
    for (int row = 0; row < rows.size(); row++) {
      boolean pause = last < 0 || rows.time(row) - rows.time(last) >= LONGEST_PAUSE_NANOS;
      if (updated.get(row) || pause || row == rows.size() - 1) {
        updated.set(row);
        last = row;
      }
    }
    return updated;
  }

  private static void bends(ForeignRows rows, int column, BitSet into) {
    for (int row = 1; row < rows.size() - 1; row++) {
      double before = rows.value(column, row - 1);
      double here = rows.value(column, row);
      double after = rows.value(column, row + 1);
      double span = rows.time(row + 1) - rows.time(row - 1);
      double share = (rows.time(row) - rows.time(row - 1)) / span;
      double off = Math.abs(here - (before + share * (after - before)));
      double explained =
          TOLERANCE * (1 + Math.abs(here)) + Math.abs(after - before) / span * TIME_ERROR_NANOS;
      if (!(off <= explained)) {
        into.set(row);
      }
    }
  }
}
