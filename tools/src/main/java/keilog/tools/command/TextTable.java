package keilog.tools.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Aligned columns for people; numbers to the right where they stand in columns. */
final class TextTable {
  private final List<String[]> rows = new ArrayList<>();
  private final boolean numbersRight;

  private TextTable(boolean numbersRight) {
    this.numbersRight = numbersRight;
  }

  /** Rows of a kind under a head. */
  static TextTable columns(Object... head) {
    return new TextTable(true).row(head);
  }

  /** Names and what is to be said of each. */
  static TextTable pairs() {
    return new TextTable(false);
  }

  TextTable row(Object... cells) {
    String[] texts = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      texts[i] = String.valueOf(cells[i]);
    }
    rows.add(texts);
    return this;
  }

  void print(PrintWriter out) {
    lines().forEach(out::println);
  }

  /** As it is printed, line by line. */
  List<String> lines() {
    int columns = rows.stream().mapToInt(r -> r.length).max().orElse(0);
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        String pad = " ".repeat(widths[i] - row[i].length());
        boolean number = numbersRight && row[i].matches("[-+]?[0-9][0-9.,:]*( ?[a-zA-Z%/]{1,4})?");
        line.append(i == 0 ? "" : "  ").append(number ? pad + row[i] : row[i] + pad);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
