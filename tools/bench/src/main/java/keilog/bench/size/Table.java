package keilog.bench.size;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.channel.Scale;

/**
 * A text table made into a group: a column's resolution is the finest decimal it is printed with.
 * Times are moved so that the first row of the drive is ten minutes after boot.
 */
final class Table {
  private static final BigDecimal START_SECONDS = BigDecimal.valueOf(600);

  private final List<String> names;
  private final List<BigDecimal> times = new ArrayList<>();
  private final List<String[]> cells = new ArrayList<>();

  Table(List<String> names) {
    this.names = List.copyOf(names);
  }

  void add(String seconds, String[] row) {
    times.add(new BigDecimal(seconds));
    cells.add(row);
  }

  int size() {
    return cells.size();
  }

  BigDecimal firstSeconds() {
    return times.getFirst();
  }

  /**
   * The columns {@code first} to {@code end}, exclusive, as one group. Its tick is the decimal that
   * times are printed with.
   */
  GroupSpec group(int id, String source, int first, int end) {
    List<ChannelSpec> channels = new ArrayList<>();
    for (int c = first; c < end; c++) {
      channels.add(
          new ChannelSpec(
              0x8000 + id * 64 + c - first,
              0,
              names.get(c),
              "",
              Scale.of(1, BigDecimal.TEN.pow(decimals(c)).longValueExact()),
              -1e9,
              1e9,
              decimals(c)));
    }
    int digits = times.stream().mapToInt(t -> t.stripTrailingZeros().scale()).max().orElse(0);
    long tickNanos = BigDecimal.ONE.movePointRight(9 - Math.max(0, digits)).longValueExact();
    return new GroupSpec(id, source, tickNanos, 0, channels);
  }

  /** The rows of the same columns; times relative to {@code zeroSeconds}. */
  List<Recording.Row> rows(int groupIndex, int first, int end, BigDecimal zeroSeconds) {
    List<Recording.Row> rows = new ArrayList<>();
    int[] decimals = new int[end];
    for (int c = first; c < end; c++) {
      decimals[c] = decimals(c);
    }
    for (int r = 0; r < cells.size(); r++) {
      long present = 0;
      long[] raws = new long[end - first];
      for (int c = first; c < end; c++) {
        String text = cells.get(r)[c];
        if (!text.isEmpty()) {
          present |= 1L << c - first;
          raws[c - first] =
              new BigDecimal(text).movePointRight(decimals[c]).toBigIntegerExact().longValueExact();
        }
      }
      BigDecimal seconds = times.get(r).subtract(zeroSeconds).add(START_SECONDS);
      if (present != 0) {
        rows.add(
            new Recording.Row(
                groupIndex, seconds.movePointRight(9).longValueExact(), present, raws));
      }
    }
    return rows;
  }

  private int decimals(int column) {
    int decimals = 0;
    for (String[] row : cells) {
      int point = row[column].indexOf('.');
      decimals = point < 0 ? decimals : Math.max(decimals, row[column].length() - point - 1);
    }
    return decimals;
  }
}
