package keilog.tools.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import keilog.tools.analysis.DriveAnalysis;
import keilog.tools.analysis.driving.Note;

/** One drive on a terminal: laps first, then what else was asked for, then what is missing. */
final class DrivePage {
  private final DriveAnalysis drive;
  private final List<LapsCommand.Part> parts;
  private final PrintWriter out;
  private final Ink ink;

  DrivePage(DriveAnalysis drive, List<LapsCommand.Part> parts, PrintWriter out, Ink ink) {
    this.drive = drive;
    this.parts = parts;
    this.out = out;
    this.ink = ink;
  }

  void print() {
    LapsPage laps = new LapsPage(drive, out, ink);
    laps.head();
    if (parts.contains(LapsCommand.Part.LAPS) && !drive.laps().laps().isEmpty()) {
      out.println();
      laps.table();
      if (drive.laps().best().isPresent()) {
        out.println();
        laps.bests();
      }
    }
    if (parts.contains(LapsCommand.Part.DRIVING) && !drive.driving().corners().isEmpty()) {
      begin("Driving");
      new DrivingPage(drive.driving(), out).print();
    }
    EnginePage engine = new EnginePage(drive.engine(), out);
    if (parts.contains(LapsCommand.Part.ENGINE) && engine.any()) {
      begin("Engine and gearbox");
      engine.print();
    }
    StraightPage straight = new StraightPage(drive.straight(), out);
    if (parts.contains(LapsCommand.Part.STRAIGHT) && straight.any()) {
      begin("Straight line");
      straight.print();
    }
    missing();
  }

  private void begin(String part) {
    out.println();
    out.println(ink.head(part));
  }

  private void missing() {
    List<String> missing = missing(drive, parts);
    if (!missing.isEmpty()) {
      begin("Missing, or to be taken with care");
      missing.forEach(m -> out.println(LapText.wrapped("- ", m)));
    }
  }

  /** What the drive does not show, and why; each a sentence. */
  static List<String> missing(DriveAnalysis drive, List<LapsCommand.Part> parts) {
    List<String> missing = new ArrayList<>(drive.recording().skipped());
    drive.laps().missing().ifPresent(missing::add);
    missing.addAll(drive.laps().live().differences());
    if (parts.contains(LapsCommand.Part.DRIVING) && drive.laps().best().isPresent()) {
      drive.driving().notes().stream().map(Note::english).forEach(missing::add);
    }
    if (parts.contains(LapsCommand.Part.ENGINE)) {
      missing.addAll(drive.engine().notes());
      missing.addAll(drive.engine().gears().notes());
      missing.addAll(drive.engine().overRevs().notes());
      missing.addAll(drive.engine().breaches().notes());
    }
    if (parts.contains(LapsCommand.Part.STRAIGHT)) {
      missing.addAll(drive.straight().power().reasons());
    }
    return missing.stream().distinct().toList();
  }
}
