package keilog.tools.exchange;

/** What a cell of a CSV says. */
final class Cells {
  private static final int MOST_SHOWN = 24;

  private Cells() {}

  /** NaN for an empty cell, infinity for one that is no number. */
  static double number(String cell) {
    if (cell.isBlank()) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(cell);
      return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    } catch (NumberFormatException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  /** Fit to stand in a message. */
  static String shortened(String cell) {
    String shown = cell.length() <= MOST_SHOWN ? cell : cell.substring(0, MOST_SHOWN) + "…";
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
