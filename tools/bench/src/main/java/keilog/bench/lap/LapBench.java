package keilog.bench.lap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import keilog.tools.simulate.trial.LapTrial;
import keilog.tools.simulate.trial.ReceiverErrors;
import keilog.tools.simulate.trial.ReceiverErrors.Stamp;
import keilog.tools.simulate.trial.TrialResult;

/**
 * Prints how far timed laps and sectors are from the truth, receiver by receiver, and ends with 1
 * when a promise is broken or a lap is missing.
 */
public final class LapBench {
  private static final int SEEDS = 10;
  private static final double SECONDS = 900;

  /** One line of the table; a promise of NaN is none. */
  private record Row(String noise, ReceiverErrors receiver, double promiseMillis) {}

  private LapBench() {}

  public static void main(String[] args) {
    List<Row> rows = rows();
    List<ReceiverErrors> receivers = rows.stream().map(Row::receiver).toList();
    List<TrialResult> laps = new ArrayList<>();
    List<TrialResult> sectors = new ArrayList<>();
    rows.forEach(r -> laps.add(new TrialResult()));
    rows.forEach(r -> sectors.add(new TrialResult()));
    for (int seed = 1; seed <= SEEDS; seed++) {
      LapTrial trial = new LapTrial(receivers, seed);
      trial.run(SECONDS);
      for (int i = 0; i < rows.size(); i++) {
        laps.get(i).addAll(trial.laps(i));
        sectors.get(i).addAll(trial.sectors(i));
      }
    }
    boolean kept = print(rows, laps, sectors);
    System.exit(kept ? 0 : 1);
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int hertz : new int[] {1, 5, 10, 25}) {
      boolean fast = hertz >= 10;
      rows.add(new Row("none", ReceiverErrors.none(hertz), fast ? 1 : Double.NaN));
      rows.add(new Row("0.3 m white", ReceiverErrors.white(hertz), fast ? 10 : 10.8));
      rows.add(new Row("0.22 m slow", ReceiverErrors.wandering(hertz), Double.NaN));
    }
    rows.add(
        new Row(
            "0.3 m, arrival times", ReceiverErrors.white(10).stamped(Stamp.ARRIVAL), Double.NaN));
    return rows;
  }

  private static boolean print(List<Row> rows, List<TrialResult> laps, List<TrialResult> sectors) {
    System.out.printf(
        "%5s  %-20s %5s %9s %9s %9s %9s %7s %7s %9s%n",
        "rate", "noise", "laps", "rms", "max", "sectors", "max", "in ±", "in 2±", "promise");
    boolean all = true;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      TrialResult lap = laps.get(i);
      TrialResult sector = sectors.get(i);
      boolean whole = lap.missing() == 0 && sector.missing() == 0;
      boolean promised = !Double.isNaN(row.promiseMillis());
      boolean kept =
          !promised
              || whole && lap.rms() <= row.promiseMillis() && sector.rms() <= row.promiseMillis();
      all &= kept;
      String promise = promised ? "≤ " + row.promiseMillis() + (kept ? "" : " BROKEN") : "";
      System.out.printf(
          Locale.ROOT,
          "%2d Hz  %-20s %5d %6.2f ms %6.2f ms %6.2f ms %6.2f ms %5.0f %% %5.0f %% %9s%n",
          row.receiver().hertz(),
          row.noise(),
          lap.count(),
          lap.rms(),
          lap.worst(),
          sector.rms(),
          sector.worst(),
          100 * lap.within(1),
          100 * lap.within(2),
          promise);
    }
    return all;
  }
}
