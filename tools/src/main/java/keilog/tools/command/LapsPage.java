package keilog.tools.command;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import keilog.protocol.track.Quality;
import keilog.protocol.track.Track;
import keilog.tools.analysis.DriveAnalysis;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.lap.Bests;
import keilog.tools.analysis.lap.Consistency;
import keilog.tools.analysis.lap.Lap;
import keilog.tools.analysis.lap.Laps;
import keilog.tools.analysis.lap.Prediction;
import keilog.tools.analysis.motion.Alignment;
import keilog.tools.analysis.motion.GpsQuality;

/** The laps of one drive on a terminal: head, table, and what the drive had in it. */
final class LapsPage {
  /** Half of what two decimals show. */
  private static final double IN_STEP_SECONDS = 0.005;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  /** A time of a file before 2000 is none: it counts from the file's own beginning. */
  private static final long LEAST_DATE_NANOS = 946_684_800_000_000_000L;

  private final DriveAnalysis drive;
  private final Laps laps;
  private final PrintWriter out;
  private final Ink ink;

  LapsPage(DriveAnalysis drive, PrintWriter out, Ink ink) {
    this.drive = drive;
    this.laps = drive.laps();
    this.out = out;
    this.ink = ink;
  }

  void head() {
    String place =
        laps.track().map(t -> t.name() + ", " + t.layout() + length(t)).orElse("track unknown");
    List<String> facts = new ArrayList<>();
    Fixes fixes = drive.recording().fixes();
    if (fixes.size() > 0 && fixes.epoch(0) > LEAST_DATE_NANOS) {
      facts.add(DATE.format(LapText.instant(fixes.epoch(0))));
    }
    drive.recording().car().ifPresent(facts::add);
    facts.add(drive.recording().name());
    int more = drive.recording().sessions().size() - 1;
    if (more > 0) {
      facts.add("goes on in %d more %s".formatted(more, more == 1 ? "session" : "sessions"));
    }
    out.println(ink.head(place));
    out.println(String.join(", ", facts));
    if (fixes.size() > 0) {
      out.println(gps());
    }
  }

  private static String length(Track track) {
    return track.lengthMetres().isPresent() ? " (" + track.lengthMetres().getAsInt() + " m)" : "";
  }

  private static String late(Alignment found) {
    return Math.abs(found.latencySeconds()) < IN_STEP_SECONDS
        ? "; in step with " + found.channel()
        : LapText.format(
            "; %.2f s late against %s, taken off", found.latencySeconds(), found.channel());
  }

  private String gps() {
    GpsQuality gps = drive.motion().quality();
    String late =
        drive.motion().alignment().quality() == Quality.INSUFFICIENT
            ? ""
            : late(drive.motion().alignment());
    boolean claims = laps.laps().stream().anyMatch(l -> !Double.isNaN(l.fixes().claimedMetres()));
    String green =
        claims || gps.green() > 0
            ? LapText.percent(gps.green()) + " of the fixes green"
            : "without a word on its accuracy";
    return LapText.format(
        "GPS %.0f Hz, %s, largest gap %.1f s%s",
        gps.rateHz(), green, gps.largestGapSeconds(), late);
  }

  /** Each lap in a line; what is best is marked with a star. */
  void table() {
    int sectors = laps.laps().stream().mapToInt(l -> l.sectors().size()).max().orElse(0);
    boolean rpm = laps.laps().stream().anyMatch(l -> !Double.isNaN(l.highestRpm()));
    List<Object> head = new ArrayList<>(List.of("lap", "     time ", "   gap"));
    for (int s = 1; s <= sectors; s++) {
      head.add("     S" + s + " ");
    }
    head.addAll(List.of("   ±", "km/h", "slowest"));
    if (rpm) {
      head.add("  rpm");
    }
    head.addAll(List.of("green", "remarks"));
    TextTable table = TextTable.columns(head.toArray());
    double[] best = bestSectors(sectors);
    laps.laps().forEach(l -> table.row(cells(l, best, rpm)));
    List<String> lines = table.lines();
    for (int i = 0; i < lines.size(); i++) {
      boolean fastest = i > 0 && isBest(laps.laps().get(i - 1));
      out.println(fastest ? ink.best(lines.get(i)) : lines.get(i));
    }
  }

  private boolean isBest(Lap lap) {
    return laps.best().map(b -> b.number() == lap.number()).orElse(false);
  }

  private double[] bestSectors(int sectors) {
    double[] best = new double[sectors];
    for (int s = 0; s < sectors; s++) {
      int index = s;
      best[s] =
          laps.valid().stream()
              .filter(l -> l.sectors().get(index).quality() == Quality.MEASURED)
              .mapToDouble(l -> l.sectors().get(index).seconds())
              .min()
              .orElse(Double.NaN);
    }
    return best;
  }

  private Object[] cells(Lap lap, double[] bestSectors, boolean rpm) {
    List<Object> cells = new ArrayList<>();
    Quality quality = lap.timed().quality();
    cells.add(LapText.format("%3d", lap.number()));
    cells.add(starred(LapText.time(lap.seconds(), shown(lap)), isBest(lap), 9));
    cells.add(
        LapText.format(
            "%6s",
            lap.gapSeconds().isPresent() ? LapText.gap(lap.gapSeconds().getAsDouble()) : ""));
    for (int s = 0; s < bestSectors.length; s++) {
      Lap.Sector sector = lap.sectors().get(s);
      boolean best = lap.valid() && sector.seconds() == bestSectors[s];
      cells.add(starred(LapText.time(sector.seconds(), sector.quality()), best, 7));
    }
    boolean timed = shown(lap) != Quality.INSUFFICIENT && quality != Quality.INSUFFICIENT;
    cells.add(
        LapText.format("%4s", timed ? LapText.atLeastHundredth(lap.uncertaintySeconds()) : ""));
    cells.add(LapText.format("%4s", LapText.number(lap.highestSpeedKmh(), 0)));
    cells.add(LapText.format("%7s", LapText.number(lap.lowestSpeedKmh(), 0)));
    if (rpm) {
      cells.add(LapText.format("%5s", LapText.number(lap.highestRpm(), 0)));
    }
    boolean claims = !Double.isNaN(lap.fixes().claimedMetres());
    cells.add(
        LapText.format(
            "%5s", claims ? LapText.percent(lap.fixes().greenShare()) : LapText.NOTHING));
    String remarks = LapText.remarks(lap.timed());
    cells.add(isBest(lap) ? "best" + (remarks.isEmpty() ? "" : ", " + remarks) : remarks);
    return cells.toArray();
  }

  /** The class of the time as it is shown: the ways out and in have none worth showing. */
  private static Quality shown(Lap lap) {
    return switch (lap.timed().kind()) {
      case OUT, IN -> Quality.INSUFFICIENT;
      case FLYING, STANDING, PIT -> lap.timed().quality();
    };
  }

  private static String starred(String text, boolean best, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text + (best ? "*" : " ");
  }

  /** What the drive had in it, each with a sentence that says what the figure is. */
  void bests() {
    if (laps.best().isEmpty()) {
      return;
    }
    Lap best = laps.best().get();
    say("best lap", LapText.time(best.seconds()), "", "lap " + best.number());
    drive.bests().theoretical().ifPresent(this::theoretical);
    drive.bests().rolling().ifPresent(this::rolling);
    drive.bests().feasible().ifPresent(this::feasible);
    Consistency alike = laps.consistency();
    if (alike.laps() > 1) {
      say(
          "consistency",
          "±" + LapText.number(alike.deviationSeconds(), 2),
          "",
          "standard deviation of %d laps that count; half of them within %s s of the best%s"
              .formatted(
                  alike.laps(), LapText.number(alike.medianGapSeconds(), 2), sectors(alike)));
    }
    prediction();
  }

  private void say(String what, String time, String gap, String sentence) {
    String head = LapText.format("%-12s %8s  %6s  ", what, time, gap);
    out.println(LapText.wrapped(head, sentence));
  }

  private static String sectors(Consistency alike) {
    return alike.sectorDeviationSeconds().isEmpty()
        ? ""
        : alike.sectorDeviationSeconds().stream()
            .map(s -> "±" + LapText.number(s, 2))
            .collect(Collectors.joining(", ", "; sectors ", ""));
  }

  private void theoretical(Bests.Theoretical t) {
    say(
        "theoretical",
        LapText.time(t.seconds()),
        LapText.gap(-t.gainSeconds()),
        "best of %d sectors (laps %s), whether or not they fit: a limit, no lap"
            .formatted(
                t.sectors().size(),
                t.laps().stream().map(String::valueOf).collect(Collectors.joining(", "))));
  }

  private void rolling(Bests.Rolling r) {
    say(
        "rolling",
        LapText.time(r.seconds()),
        LapText.gap(-r.gainSeconds()),
        LapText.format(
            "±%s, really driven in one go, from %.0f m in lap %d to the same place a lap later",
            LapText.atLeastHundredth(r.uncertaintySeconds()), r.fromMetres(), r.lap()));
  }

  private void feasible(Bests.Feasible f) {
    String way =
        f.stretches().stream()
            .map(s -> LapText.format("lap %d to %.0f m", s.lap(), s.toMetres()))
            .collect(Collectors.joining(", "));
    say(
        "feasible",
        LapText.time(f.seconds()),
        LapText.gap(-f.gainSeconds()),
        f.stretches().size() == 1
            ? "no other lap would have made the best one quicker where speeds and lines fit"
            : "joined where %s fit: %s; %s s kept back for noise"
                .formatted(
                    f.gearsKnown() ? "speed, line and gear" : "speed and line",
                    way,
                    LapText.number(f.allowanceSeconds(), 2)));
  }

  private void prediction() {
    List<Prediction> known = drive.predictions().stream().filter(p -> p.laps() > 1).toList();
    if (!known.isEmpty()) {
      String errors =
          known.stream()
              .map(
                  p ->
                      "%s at %s of it"
                          .formatted(
                              LapText.number(p.rmsSeconds(), 2), LapText.percent(p.lapShare())))
              .collect(Collectors.joining(", "));
      say("prediction", "", "", "on the way, a lap time was foretold within (s, rms) " + errors);
    }
  }
}
