package keilog.tools.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import keilog.protocol.channel.Tool;

/**
 * The GPS channels of an AiM logger as a CSV: one head line that begins with the receiver's time
 * {@code t_ms} in milliseconds since the logger was switched on, one row per fix.
 */
record AimCsv() implements Format {
  private static final String HEAD = "t_ms,GPS";

  @Override
  public Tool tool() {
    return Tool.AIM;
  }

  @Override
  public boolean wrote(List<String> head) {
    return !head.isEmpty() && head.getFirst().startsWith(HEAD);
  }

  @Override
  public ForeignFile read(String name, TextLines lines) throws IOException {
    List<ForeignColumn> columns = new ArrayList<>();
    String head = lines.head(name, line -> line.startsWith(HEAD));
    for (String title : CsvLine.cells(head).orElse(List.of())) {
      columns.add(ForeignColumn.of(tool(), title.strip(), "", "gps"));
    }
    ForeignRows rows = new ForeignRows(columns, 0, 1e3);
    Needed.place(name, lines.number(), rows);
    for (String line = lines.next(); line != null; line = lines.next()) {
      rows.add(lines.number(), line);
    }
    BitSet all = new BitSet();
    all.set(0, rows.size());
    return new ForeignFile(
        tool(),
        new ForeignRecording(rows).of(name, all, column -> all),
        List.of(),
        rows.size(),
        rows.damaged(),
        rows.damages());
  }
}
