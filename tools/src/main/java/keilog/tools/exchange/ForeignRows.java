package keilog.tools.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import keilog.protocol.channel.Channel;

/**
 * Collects the rows of a foreign file, column by column. A line that makes no sense is told,
 * counted and left out. One thread.
 */
final class ForeignRows {
  private static final int MOST_TOLD = 20;

  /** A clock that runs ahead by more, and comes back, was a damaged line. */
  private static final long LONGEST_JUMP_NANOS = 60_000_000_000L;

  /** Nine digits of seconds: their nanoseconds still fit into 63 bits. */
  private static final double LATEST_MICROS = 9e15;

  private final List<ForeignColumn> columns;
  private final int timeColumn;
  private final double microsPerUnit;
  private final List<String> damages = new ArrayList<>();
  private final double[] row;
  private final double[][] values;
  private long[] times = new long[1024];
  private int size;
  private long damaged;

  /**
   * For rows of these columns.
   *
   * @param timeColumn which of them is the clock
   * @param microsPerUnit of the clock
   */
  ForeignRows(List<ForeignColumn> columns, int timeColumn, double microsPerUnit) {
    this.columns = List.copyOf(columns);
    this.timeColumn = timeColumn;
    this.microsPerUnit = microsPerUnit;
    this.row = new double[columns.size()];
    this.values = new double[columns.size()][1024];
  }

  /** Takes a line; says whether it was kept. */
  boolean add(long line, String text) {
    List<String> cells = CsvLine.cells(text).orElse(List.of());
    if (cells.size() != columns.size()) {
      return damage(line, "it has %d cells, the head %d".formatted(cells.size(), columns.size()));
    }
    for (int c = 0; c < row.length; c++) {
      row[c] = Cells.number(cells.get(c));
      if (Double.isInfinite(row[c])) {
        return damage(line, c, "no number: " + Cells.shortened(cells.get(c)));
      }
    }
    double micros = row[timeColumn] * microsPerUnit;
    if (!(micros >= 0 && micros < LATEST_MICROS)) {
      return damage(line, timeColumn, "no time");
    }
    for (int c = 0; c < row.length; c++) {
      if (isPlace(c) && Math.abs(row[c]) > (columns.get(c).measures(Channel.LATITUDE) ? 90 : 180)) {
        return damage(line, c, "no place on earth");
      }
    }
    return append(line, Math.round(micros) * 1000);
  }

  private boolean append(long line, long told) {
    if (size > 0 && told <= times[size - 1] - 1000) {
      boolean aheadBefore =
          size == 1
              || told > times[size - 2] && times[size - 1] - times[size - 2] > LONGEST_JUMP_NANOS;
      if (!aheadBefore) {
        return damage(line, timeColumn, "the time goes back");
      }
      size--;
      damage(line - 1, timeColumn, "the time runs ahead of the next line's");
    }
    if (size == times.length) {
      grow();
    }
    // clocks are rounded: rows of one instant stay in order
    times[size] = size == 0 ? told : Math.max(told, times[size - 1] + 1);
    for (int c = 0; c < row.length; c++) {
      values[c][size] = row[c];
    }
    size++;
    return true;
  }

  private void grow() {
    times = Arrays.copyOf(times, size * 2);
    for (int c = 0; c < values.length; c++) {
      values[c] = Arrays.copyOf(values[c], size * 2);
    }
  }

  private boolean isPlace(int column) {
    return columns.get(column).measures(Channel.LATITUDE)
        || columns.get(column).measures(Channel.LONGITUDE);
  }

  private boolean damage(long line, int column, String what) {
    return damage(
        line,
        String.format(
            Locale.ROOT, "column %d (%s): %s", column + 1, columns.get(column).name(), what));
  }

  private boolean damage(long line, String what) {
    damaged++;
    if (damages.size() < MOST_TOLD) {
      damages.add("line %d: %s".formatted(line, what));
    }
    return false;
  }

  /** How many rows were kept. */
  int size() {
    return size;
  }

  long damaged() {
    return damaged;
  }

  List<String> damages() {
    return damages;
  }

  List<ForeignColumn> columns() {
    return columns;
  }

  int timeColumn() {
    return timeColumn;
  }

  long time(int kept) {
    return times[kept];
  }

  /** As written, in the unit of the file; NaN where the cell was empty. */
  double value(int column, int kept) {
    return values[column][kept];
  }

  /** The first column of a name; -1 where there is none. */
  int column(String name) {
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).name().equals(name)) {
        return c;
      }
    }
    return -1;
  }

  /** The column that measures something; -1 where there is none. */
  int column(Channel quantity) {
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).measures(quantity)) {
        return c;
      }
    }
    return -1;
  }
}
