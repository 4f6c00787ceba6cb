package keilog.tools.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keilog.protocol.channel.Tool;

/**
 * TrackAddict's CSV, which RaceRender reads: remarks that begin with #, a quoted head, and a row
 * for each sample of the phone's sensors. The last fix stands in every row; only where {@code
 * GPS_Update} is 1 it is a new one.
 */
record TrackAddictCsv() implements Format {
  private static final String UPDATE = "GPS_Update";
  private static final String TIME = "UTC Time";
  private static final Pattern UNIT = Pattern.compile(".*\\(([A-Za-z/%]{1,4})\\)");
  private static final Pattern LAP = Pattern.compile("# Lap (\\d+): (\\d+):(\\d+):(\\d+\\.?\\d*)");

  @Override
  public Tool tool() {
    return Tool.TRACKADDICT;
  }

  @Override
  public boolean wrote(List<String> head) {
    return head.stream().anyMatch(TrackAddictCsv::isHead);
  }

  private static boolean isHead(String line) {
    List<String> cells = line.startsWith("#") ? List.of() : CsvLine.cells(line).orElse(List.of());
    return cells.contains(UPDATE) && cells.contains(TIME);
  }

  @Override
  public ForeignFile read(String name, TextLines lines) throws IOException {
    String line = lines.head(name, TrackAddictCsv::isHead);
    List<String> titles = CsvLine.cells(line).orElseThrow();
    List<ForeignColumn> columns = new ArrayList<>();
    for (String title : titles) {
      ForeignColumn known = ForeignColumn.of(tool(), title, "", "phone");
      Matcher unit = UNIT.matcher(title);
      columns.add(
          known.quantity().isEmpty() && unit.matches()
              ? ForeignColumn.own(title, unit.group(1), "phone")
              : known);
    }
    ForeignRows rows = new ForeignRows(columns, titles.indexOf(TIME), 1e6);
    Needed.place(name, lines.number(), rows);
    List<ForeignLap> laps = new ArrayList<>();
    for (line = lines.next(); line != null; line = lines.next()) {
      if (line.startsWith("#")) {
        lap(line, laps);
      } else {
        rows.add(lines.number(), line);
      }
    }
    BitSet all = new BitSet();
    all.set(0, rows.size());
    BitSet fixes = new BitSet();
    int update = titles.indexOf(UPDATE);
    for (int row = 0; row < rows.size(); row++) {
      fixes.set(row, rows.value(update, row) == 1);
    }
    return new ForeignFile(
        tool(),
        new ForeignRecording(rows).of(name, fixes, column -> all),
        laps,
        rows.size(),
        rows.damaged(),
        rows.damages());
  }

  private static void lap(String remark, List<ForeignLap> laps) {
    Matcher lap = LAP.matcher(remark);
    if (lap.matches()) {
      laps.add(
          new ForeignLap(
              lap.group(1),
              Double.parseDouble(lap.group(2)) * 3600
                  + Double.parseDouble(lap.group(3)) * 60
                  + Double.parseDouble(lap.group(4))));
    }
  }
}
