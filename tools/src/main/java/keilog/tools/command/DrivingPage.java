package keilog.tools.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.driving.CornerDriving;
import keilog.tools.analysis.driving.Driving;
import keilog.tools.analysis.driving.Grip;
import keilog.tools.analysis.driving.LapDriving;
import keilog.tools.analysis.driving.Spread;
import keilog.tools.analysis.driving.TimeToFind;

/** How a drive was driven, on a terminal: corner by corner, grip, and where time lies. */
final class DrivingPage {
  private final Driving driving;
  private final PrintWriter out;

  DrivingPage(Driving driving, PrintWriter out) {
    this.driving = driving;
    this.out = out;
  }

  void print() {
    corners();
    grip();
    pedals();
    places();
  }

  private void corners() {
    if (driving.corners().stream().noneMatch(c -> c.minimumKmh().median().isPresent())) {
      return;
    }
    TextTable table =
        TextTable.columns(
            "corner", "", "apex", "in", "slowest", "   ±", "out", "brakes before", "   ±", "lost");
    for (CornerDriving corner : driving.corners()) {
      table.row(
          corner.corner().label(),
          corner.corner().direction().name().toLowerCase(Locale.ROOT),
          LapText.format("%.0f m", corner.corner().apexMetres()),
          middle(corner.entryKmh(), 1),
          middle(corner.minimumKmh(), 1),
          spread(corner.minimumKmh(), 1),
          middle(corner.exitKmh(), 1),
          middle(corner.brakingBeforeCorner(), 0) + metres(corner.brakingBeforeCorner()),
          spread(corner.brakingBeforeCorner(), 1),
          corner
              .loss()
              .map(l -> LapText.number(l.seconds(), 2) + (l.isReal() ? "" : " (noise)"))
              .orElse(""));
    }
    table.print(out);
    out.println(
        "Medians of the laps that count, km/h; ± from lap to lap; lost: s, median against the best"
            + " pass.");
  }

  private static String metres(Spread spread) {
    return spread.median().isPresent() && spread.quality() != Quality.INSUFFICIENT ? " m" : "";
  }

  private static String middle(Spread spread, int decimals) {
    boolean known = spread.median().isPresent();
    return known && spread.quality() != Quality.INSUFFICIENT
        ? spread.quality().mark() + LapText.number(spread.median(), decimals)
        : Quality.INSUFFICIENT.mark();
  }

  private static String spread(Spread spread, int decimals) {
    return spread.sd().isPresent() ? LapText.number(spread.sd(), decimals) : "";
  }

  private void grip() {
    Grip grip = driving.grip();
    if (grip.brakingG().isEmpty()) {
      return;
    }
    out.println(
        LapText.format(
            "Grip (g): %s%s braking, %s left, %s right, %s accelerating; beyond 80 %% of it for %s"
                + " of the time.",
            grip.quality().mark(),
            LapText.number(grip.brakingG(), 2),
            LapText.number(grip.leftG(), 2),
            LapText.number(grip.rightG(), 2),
            LapText.number(grip.accelerationG(), 2),
            LapText.percent(grip.use().orElse(Double.NaN))));
  }

  private void pedals() {
    List<LapDriving> counted = driving.laps().stream().filter(LapDriving::counts).toList();
    if (counted.isEmpty()) {
      return;
    }
    List<String> shares = new ArrayList<>();
    OptionalDouble full =
        counted.stream()
            .filter(l -> l.pedals().fullThrottleShare().isPresent())
            .mapToDouble(l -> l.pedals().fullThrottleShare().getAsDouble())
            .average();
    full.ifPresent(share -> shares.add("full throttle " + LapText.percent(share)));
    shares.add(
        "braking "
            + LapText.percent(
                average(counted.stream().map(l -> l.pedals().brakingShare()).toList())));
    shares.add(
        "coasting "
            + LapText.percent(
                average(counted.stream().map(l -> l.pedals().coastingShare()).toList())));
    out.println("Of the time: " + String.join(", ", shares) + ".");
  }

  private static double average(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
  }

  private void places() {
    if (driving.places().isEmpty()) {
      return;
    }
    out.println();
    out.println("Where time can be found:");
    int number = 1;
    for (TimeToFind place : driving.places()) {
      String head =
          LapText.format(
              "%d. %s%.2f s  ", number++, place.quality().mark(), place.loss().seconds());
      out.println(LapText.wrapped(head, place.english()));
    }
  }
}
