package keilog.tools.command;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import keilog.tools.analysis.DriveAnalysis;
import keilog.tools.analysis.lap.Lap;
import keilog.tools.analysis.lap.LapComparison;

/** Two laps side by side on a terminal. */
final class ComparePage {
  /** Half the width of the bars. */
  private static final int BAR = 12;

  /** Less is not worth a word. */
  private static final double LEAST_SECONDS = 0.02;

  private static final int MOST_NAMED = 3;

  private final LapComparison laps;
  private final PrintWriter out;
  private final Ink ink;

  ComparePage(LapComparison laps, PrintWriter out, Ink ink) {
    this.laps = laps;
    this.out = out;
    this.ink = ink;
  }

  void print(DriveAnalysis one, DriveAnalysis other) {
    out.println(ink.head(laps.track().name() + ", " + laps.track().layout()));
    TextTable head = TextTable.pairs();
    head.row("A", name(laps.a(), one), time(laps.a()), "");
    head.row("B", name(laps.b(), other), time(laps.b()), LapText.gap(laps.totalSeconds()));
    head.print(out);
    out.println();
    sectors();
    stretches();
    summary();
  }

  private static String name(Lap lap, DriveAnalysis drive) {
    return "lap %d of %s".formatted(lap.number(), drive.recording().name());
  }

  private static String time(Lap lap) {
    return LapText.format("%9s", LapText.time(lap.seconds(), lap.timed().quality()));
  }

  private void sectors() {
    if (laps.sectors().isEmpty()) {
      return;
    }
    TextTable table = TextTable.columns("sector", "        A", "        B", "   gap");
    for (LapComparison.SectorGap sector : laps.sectors()) {
      table.row(
          "S" + sector.number(),
          LapText.format("%9s", LapText.time(sector.aSeconds())),
          LapText.format("%9s", LapText.time(sector.bSeconds())),
          LapText.format("%6s", LapText.gap(sector.gapSeconds())));
    }
    table.print(out);
    out.println();
  }

  private void stretches() {
    double largest =
        laps.stretches().stream()
            .mapToDouble(s -> Math.abs(s.soFarSeconds()))
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    TextTable table =
        TextTable.columns(
            "", "to", "A km/h", "B km/h", "B lost", "so far", bar(0, 0) + " B behind");
    for (LapComparison.Stretch stretch : laps.stretches()) {
      table.row(
          stretch.label(),
          LapText.format("%.0f m", stretch.toMetres()),
          LapText.number(stretch.aKmh(), 1),
          LapText.number(stretch.bKmh(), 1),
          LapText.gap(stretch.lostSeconds()),
          LapText.gap(stretch.soFarSeconds()),
          bar(stretch.soFarSeconds(), largest));
    }
    table.print(out);
    out.println("Speeds are the slowest within a stretch; the bar is how far B is behind (right).");
  }

  /** To the right of the middle behind, to the left ahead. */
  private static String bar(double seconds, double largest) {
    int length = largest > 0 ? (int) Math.round(Math.abs(seconds) / largest * BAR) : 0;
    boolean behind = seconds > 0;
    return " ".repeat(behind ? BAR : BAR - length)
        + "=".repeat(behind ? 0 : length)
        + "|"
        + "=".repeat(behind ? length : 0);
  }

  private void summary() {
    String lost = named(Comparator.comparingDouble(s -> -s.lostSeconds()), 1);
    String won = named(Comparator.comparingDouble(s -> s.lostSeconds()), -1);
    out.println(
        LapText.format(
            "B is %s s %s than A.%s%s",
            LapText.number(Math.abs(laps.totalSeconds()), 2),
            laps.totalSeconds() > 0 ? "slower" : "quicker",
            lost.isEmpty() ? "" : " It lost most at " + lost + ".",
            won.isEmpty() ? "" : " It won most at " + won + "."));
  }

  private String named(Comparator<LapComparison.Stretch> order, int sign) {
    List<LapComparison.Stretch> most =
        laps.stretches().stream()
            .filter(s -> sign * s.lostSeconds() >= LEAST_SECONDS)
            .sorted(order)
            .limit(MOST_NAMED)
            .toList();
    return most.stream()
        .map(
            s ->
                LapText.format(
                    "%s (%.2f s)",
                    s.label().isEmpty()
                        ? LapText.format("%.0f to %.0f m", s.fromMetres(), s.toMetres())
                        : s.label(),
                    Math.abs(s.lostSeconds())))
        .collect(Collectors.joining(", "));
  }
}
