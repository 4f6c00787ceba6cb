package keilog.tools.command;

import java.io.PrintWriter;
import keilog.tools.analysis.straight.Discipline;
import keilog.tools.analysis.straight.Power;
import keilog.tools.analysis.straight.PowerPoint;
import keilog.tools.analysis.straight.Sprint;
import keilog.tools.analysis.straight.StraightLine;

/** Acceleration figures and power at the wheels, on a terminal. */
final class StraightPage {
  private final StraightLine straight;
  private final PrintWriter out;

  StraightPage(StraightLine straight, PrintWriter out) {
    this.straight = straight;
    this.out = out;
  }

  /** Whether there is anything to print. */
  boolean any() {
    return !straight.best().isEmpty() || straight.power().peak().isPresent();
  }

  void print() {
    for (Sprint sprint : straight.best()) {
      String head =
          LapText.format(
              "%-12s %6s s  ±%s%s  ",
              name(sprint.discipline()),
              sprint.quality().mark() + LapText.number(sprint.seconds(), 2),
              LapText.atLeastHundredth(sprint.uncertaintySeconds()),
              beside(sprint));
      out.println(LapText.wrapped(head, String.join("; ", sprint.reasons())));
    }
    power(straight.power());
  }

  /** The time that a drag strip's light beam would give, and the speed through its trap. */
  private static String beside(Sprint sprint) {
    String rollout =
        sprint.rolloutSeconds().isPresent()
            ? LapText.format(", %.2f s from one foot on", sprint.rolloutSeconds().getAsDouble())
            : "";
    String trap =
        sprint.trapKmh().isPresent()
            ? LapText.format(", %.1f km/h at the end", sprint.trapKmh().getAsDouble())
            : "";
    return rollout + trap;
  }

  private static String name(Discipline discipline) {
    return switch (discipline) {
      case ZERO_TO_60 -> "0-60 km/h";
      case ZERO_TO_100 -> "0-100 km/h";
      case FROM_60_TO_100 -> "60-100 km/h";
      case ZERO_TO_402_METRES -> "402 m";
    };
  }

  private void power(Power power) {
    if (power.peak().isEmpty()) {
      return;
    }
    PowerPoint peak = power.peak().get();
    String head =
        LapText.format(
            "%-12s ~%s kW (%s PS)  ±%s  ",
            "at the wheels",
            LapText.number(peak.kilowatts(), 0),
            LapText.number(peak.ps(), 0),
            LapText.percent(peak.band()));
    String load =
        power
            .load()
            .map(
                l ->
                    LapText.format(
                        "; %s kg with driver, air %s kg/m³",
                        LapText.number(l.massKg(), 0), LapText.number(l.air().density(), 3)))
            .orElse("");
    out.println(
        LapText.wrapped(
            head,
            LapText.format(
                "at %s rpm, from %d pulls at full throttle%s%s",
                LapText.number(peak.rpm(), 0), peak.pulls(), load, standardDay(power, peak))));
  }

  /** Of a naturally aspirated engine, what it would give on a standard day; else nothing. */
  private static String standardDay(Power power, PowerPoint peak) {
    return power.saeFactor().isPresent()
        ? LapText.format(
            "; %.0f kW on a standard day by SAE J1349",
            peak.kilowatts() * power.saeFactor().getAsDouble())
        : "";
  }
}
