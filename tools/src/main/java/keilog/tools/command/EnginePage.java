package keilog.tools.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import keilog.tools.analysis.engine.Boost;
import keilog.tools.analysis.engine.Breach;
import keilog.tools.analysis.engine.EngineHealth;
import keilog.tools.analysis.engine.Gear;
import keilog.tools.analysis.engine.Moment;
import keilog.tools.analysis.engine.OilSurge;
import keilog.tools.analysis.engine.OverRev;
import keilog.tools.analysis.engine.ShiftPair;
import keilog.tools.analysis.engine.Spool;
import keilog.tools.analysis.engine.Temperature;

/** Engine and gearbox on a terminal: whether they are well. */
final class EnginePage {
  /** What a terminal shows; all of them are in the JSON. */
  private static final int MOST_LINES = 8;

  private final EngineHealth engine;
  private final PrintWriter out;

  EnginePage(EngineHealth engine, PrintWriter out) {
    this.engine = engine;
    this.out = out;
  }

  /** Whether there is anything to print. */
  boolean any() {
    return !engine.gears().gears().isEmpty()
        || engine.rpm().maxWhen().isPresent()
        || !engine.temperatures().isEmpty();
  }

  void print() {
    speed();
    overRevs();
    boost();
    gears();
    shifts();
    temperatures();
    mixture();
    breaches();
  }

  private void speed() {
    engine
        .rpm()
        .maxWhen()
        .ifPresent(
            when ->
                out.println(
                    LapText.format(
                            "Highest engine speed %s rpm%s.",
                            LapText.number(engine.rpm().maxRpm(), 0), in(when))
                        + (engine.overRevs().redlineRpm().isPresent()
                            ? LapText.format(
                                " Redline %s rpm: passed %d times, %s s in all.",
                                LapText.number(engine.overRevs().redlineRpm(), 0),
                                engine.overRevs().count(),
                                LapText.number(engine.overRevs().seconds(), 1))
                            : "")));
  }

  private static String in(Moment when) {
    OptionalInt lap = when.lap();
    if (lap.isEmpty()) {
      return "";
    }
    return lap.getAsInt() == 0
        ? " on the way out"
        : LapText.format(
            " in lap %d at %s", lap.getAsInt(), LapText.time(when.lapSeconds().orElse(Double.NaN)));
  }

  private void overRevs() {
    List<OverRev> highest =
        engine.overRevs().events().stream()
            .sorted((a, b) -> Double.compare(b.peakRpm(), a.peakRpm()))
            .limit(MOST_LINES)
            .toList();
    for (OverRev over : highest) {
      out.println(
          LapText.format(
              "  %s%s rpm for %s s%s: %s",
              over.quality().mark(),
              LapText.number(over.peakRpm(), 0),
              LapText.number(over.seconds(), 2),
              in(over.when()),
              cause(over.cause())));
    }
  }

  private static String cause(OverRev.Cause cause) {
    return switch (cause) {
      case MECHANICAL -> "driven by the wheels, a gear too short (money shift)";
      case LIMITER -> "up to the limiter";
      case UNDER_POWER -> "under power, changed up late";
      case UNKNOWN -> "cause not known";
    };
  }

  private static String at(OptionalDouble rpm) {
    return rpm.isPresent() ? LapText.format(" at %.0f rpm", rpm.getAsDouble()) : "";
  }

  private void boost() {
    if (engine.boost().isEmpty()) {
      return;
    }
    Boost boost = engine.boost().get();
    out.println(
        LapText.format(
            "Boost up to %s kPa%s%s.%s",
            LapText.number(boost.peakKpa(), 0),
            at(boost.peakRpm()),
            in(boost.peakWhen()),
            boost
                .threshold()
                .map(
                    t ->
                        LapText.format(
                            " Comes from %s%s rpm on (gear %s).",
                            t.quality().mark(), LapText.number(t.rpm(), 0), t.gear()))
                .orElse("")));
    if (!boost.listed().isEmpty()) {
      Spool quickest =
          boost.listed().stream()
              .min((a, b) -> Double.compare(a.t90Seconds(), b.t90Seconds()))
              .get();
      Spool slowest =
          boost.listed().stream()
              .max((a, b) -> Double.compare(a.t90Seconds(), b.t90Seconds()))
              .get();
      out.println(
          LapText.format(
              "Spool to 90 %%, %d times: from %s s (at %s rpm) to %s s (at %s rpm);"
                  + " overshoot up to %s.",
              boost.spools(),
              LapText.number(quickest.t90Seconds(), 2),
              LapText.number(quickest.rpm(), 0),
              LapText.number(slowest.t90Seconds(), 2),
              LapText.number(slowest.rpm(), 0),
              LapText.percent(
                  boost.listed().stream().mapToDouble(Spool::overshoot).max().orElse(0))));
    }
  }

  private void gears() {
    if (engine.gears().gears().isEmpty()) {
      return;
    }
    TextTable table = TextTable.columns("gear", "rpm at 100 km/h", "of the time");
    for (Gear gear : engine.gears().gears()) {
      table.row(
          LapText.format("%4d", gear.number()),
          LapText.format("%15s", gear.quality().mark() + LapText.number(gear.rpm(100 / 3.6), 0)),
          LapText.percent(gear.share()));
    }
    table.print(out);
  }

  private void shifts() {
    if (engine.shifts().pairs().isEmpty()) {
      return;
    }
    TextTable table = TextTable.columns("shift", "times", "from rpm", "   ±", "takes", "rev match");
    for (ShiftPair pair : engine.shifts().pairs()) {
      table.row(
          pair.from() + " to " + pair.to(),
          pair.count(),
          LapText.number(pair.medianRpm(), 0),
          LapText.number(pair.spreadRpm(), 0),
          pair.medianSeconds().isPresent()
              ? LapText.number(pair.medianSeconds(), 2) + " s"
              : LapText.NOTHING,
          pair.to() < pair.from() ? LapText.number(pair.medianRevMatch(), 2) : "");
    }
    table.print(out);
    if (engine.shifts().moneyShifts() > 0) {
      out.println(
          "Changed down over the redline: %d times.".formatted(engine.shifts().moneyShifts()));
    }
  }

  private void temperatures() {
    if (engine.temperatures().isEmpty()) {
      return;
    }
    TextTable table =
        TextTable.columns("temperature", "start", "highest", "limit", "per minute", "when");
    for (Temperature t : engine.temperatures()) {
      table.row(
          t.channel(),
          LapText.number(t.start(), 0),
          t.quality().mark() + LapText.number(t.max(), 0),
          t.limit().isPresent() ? LapText.number(t.limit(), 0) : "",
          t.trendPerMinute().isPresent()
              ? LapText.format("%+.1f", t.trendPerMinute().getAsDouble())
              : "",
          in(t.maxWhen()).strip());
    }
    table.print(out);
  }

  private void mixture() {
    engine
        .mixture()
        .filter(m -> m.medianLambda().isPresent())
        .ifPresent(
            m ->
                out.println(
                    LapText.format(
                        "Mixture under load: lambda %s, too lean %d times (%s).",
                        LapText.number(m.medianLambda(), 2), m.leanSpells(), m.rule())));
    engine
        .oilSurge()
        .filter(o -> o.dips() > 0)
        .ifPresent(
            o ->
                out.println(
                    "Oil pressure fell in corners %d times below %s of the usual."
                        .formatted(o.dips(), LapText.percent(OilSurge.SHARE))));
  }

  private void breaches() {
    List<String> lines = new ArrayList<>();
    for (Breach breach : engine.breaches().listed()) {
      lines.add(
          LapText.format(
              "  %s %s %s: %s, %s s%s",
              breach.channel(),
              breach.side().name().toLowerCase(Locale.ROOT),
              LapText.number(breach.limit(), 0),
              LapText.number(breach.worst(), 0),
              LapText.number(breach.seconds(), 1),
              in(breach.when())));
    }
    if (!lines.isEmpty()) {
      out.println("Limits passed, %d times:".formatted(engine.breaches().count()));
      lines.stream().limit(MOST_LINES).forEach(out::println);
    }
  }
}
