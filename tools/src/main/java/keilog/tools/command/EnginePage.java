package keilog.tools.command;

import java.io.PrintWriter;
import java.util.function.Consumer;
import keilog.tools.analysis.DriveAnalysis;
import keilog.tools.analysis.engine.Gear;

/** Engine and gearbox on a terminal. */
final class EnginePage {
  private final DriveAnalysis drive;
  private final Consumer<String> begin;
  private final PrintWriter out;

  EnginePage(DriveAnalysis drive, Consumer<String> begin, PrintWriter out) {
    this.drive = drive;
    this.begin = begin;
    this.out = out;
  }

  void print() {
    if (drive.gears().gears().isEmpty()) {
      return;
    }
    begin.accept("Gears");
    TextTable table = TextTable.columns("gear", "rpm at 100 km/h", "used");
    for (Gear gear : drive.gears().gears()) {
      table.row(
          gear.number(),
          gear.quality().mark() + LapText.number(gear.rpm(100 / 3.6), 0),
          LapText.percent(gear.share()));
    }
    table.print(out);
  }
}
