package keilog.tools.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import keilog.protocol.channel.Tool;

/**
 * RaceChrono's CSV, version 3: three head rows (name, unit, source), then a row for every update of
 * any source, with every other source's values interpolated to that instant, and a row at each
 * crossing of the start line. Only rows on the receiver's own clock are fixes; what RaceChrono
 * calculated from them ({@code calc}) stands under its own name and measures nothing.
 */
record RaceChronoCsv() implements Format {
  private static final String TIME = "timestamp";
  private static final String HEAD = TIME + ",fragment_id,lap_number,elapsed_time";

  @Override
  public Tool tool() {
    return Tool.RACECHRONO;
  }

  @Override
  public boolean wrote(List<String> head) {
    return head.stream().anyMatch(line -> line.startsWith(HEAD));
  }

  @Override
  public ForeignFile read(String name, TextLines lines) throws IOException {
    String line = lines.head(name, text -> text.startsWith(HEAD));
    List<String> titles = CsvLine.cells(line).orElse(List.of());
    List<String> units = headRow(name, "units", titles.size(), lines);
    List<String> sources = headRow(name, "sources", titles.size(), lines);
    List<ForeignColumn> columns = new ArrayList<>();
    for (int c = 0; c < titles.size(); c++) {
      String source = sources.get(c).replaceFirst("^\\d+: *", "");
      columns.add(
          source.isEmpty() || source.equals("calc")
              ? ForeignColumn.own(titles.get(c), units.get(c), source)
              : ForeignColumn.of(tool(), titles.get(c), units.get(c), source));
    }
    ForeignRows rows = new ForeignRows(columns, 0, 1e6);
    Needed.place(name, lines.number(), rows);
    for (line = lines.next(); line != null; line = lines.next()) {
      if (!line.isBlank()) {
        rows.add(lines.number(), line);
      }
    }
    BitSet fixes = ReceiverRows.of(rows);
    BitSet all = new BitSet();
    all.set(0, rows.size());
    Map<String, BitSet> updates = new HashMap<>(Map.of("", all));
    return new ForeignFile(
        tool(),
        new ForeignRecording(rows)
            .of(
                name,
                fixes,
                column ->
                    columns.get(column).source().contains("gps")
                        ? fixes
                        : updates.computeIfAbsent(
                            columns.get(column).source(), s -> UpdatedRows.of(rows, s))),
        laps(rows),
        rows.size(),
        rows.damaged(),
        rows.damages());
  }

  private static List<String> headRow(String file, String what, int wanted, TextLines lines)
      throws IOException {
    String line = lines.next();
    List<String> cells = line == null ? List.of() : CsvLine.cells(line).orElse(List.of());
    if (cells.size() != wanted) {
      throw new RefusedForeignFile(
          file,
          lines.number(),
          "the row of %s does not fit the head: cells=%d, columns=%d"
              .formatted(what, cells.size(), wanted));
    }
    return cells;
  }

  /** Whole laps between two changes of the lap's number. */
  private static List<ForeignLap> laps(ForeignRows rows) {
    int number = rows.column("lap_number");
    int elapsed = rows.column("elapsed_time");
    List<ForeignLap> laps = new ArrayList<>();
    int begun = -1;
    for (int row = 1; row < rows.size(); row++) {
      double before = rows.value(number, row - 1);
      if (rows.value(number, row) == before + 1) {
        if (begun >= 0) {
          laps.add(
              new ForeignLap(
                  String.valueOf(Math.round(before)),
                  rows.value(elapsed, row) - rows.value(elapsed, begun)));
        }
        begun = row;
      } else if (rows.value(number, row) != before) {
        begun = -1;
      }
    }
    return laps;
  }
}
