package keilog.tools.analysis.lap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import keilog.tools.simulate.trial.LapTrial;
import keilog.tools.simulate.trial.ReceiverErrors;
import keilog.tools.simulate.trial.ReceiverErrors.Stamp;
import keilog.tools.simulate.trial.TrialResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Laps and sectors of simulated drives against the truth: when the car passed the very lines that
 * are in force. The same trials at length: {@code tools/bench/run laps}.
 */
class LapAccuracyTest {
  private static final double SECONDS = 720;
  private static final int SEEDS = 3;

  private static final List<ReceiverErrors> RECEIVERS =
      List.of(
          ReceiverErrors.none(1),
          ReceiverErrors.none(5),
          ReceiverErrors.none(10),
          ReceiverErrors.none(25),
          ReceiverErrors.white(1),
          ReceiverErrors.white(5),
          ReceiverErrors.white(10),
          ReceiverErrors.white(25),
          ReceiverErrors.wandering(5),
          ReceiverErrors.wandering(10),
          ReceiverErrors.wandering(25),
          ReceiverErrors.white(10).stamped(Stamp.ARRIVAL),
          ReceiverErrors.wandering(10).stamped(Stamp.ARRIVAL));

  private static final List<TrialResult> LAPS = new ArrayList<>();
  private static final List<TrialResult> SECTORS = new ArrayList<>();

  @BeforeAll
  static void drive() {
    RECEIVERS.forEach(r -> LAPS.add(new TrialResult()));
    RECEIVERS.forEach(r -> SECTORS.add(new TrialResult()));
    for (int seed = 1; seed <= SEEDS; seed++) {
      LapTrial trial = new LapTrial(RECEIVERS, seed);
      trial.run(SECONDS);
      for (int i = 0; i < RECEIVERS.size(); i++) {
        LAPS.get(i).addAll(trial.laps(i));
        SECTORS.get(i).addAll(trial.sectors(i));
      }
    }
  }

  private static TrialResult laps(ReceiverErrors receiver) {
    return LAPS.get(RECEIVERS.indexOf(receiver));
  }

  private static TrialResult sectors(ReceiverErrors receiver) {
    return SECTORS.get(RECEIVERS.indexOf(receiver));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 25})
  void timesToAMillisecondWithoutNoise(int hertz) {
    check(ReceiverErrors.none(hertz), 1);
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "25, 10", "5, 10.8", "1, 10.8"})
  void keepsItsPromiseUnderWhiteNoise(int hertz, double millis) {
    check(ReceiverErrors.white(hertz), millis);
  }

  private static void check(ReceiverErrors receiver, double millis) {
    TrialResult laps = laps(receiver);
    TrialResult sectors = sectors(receiver);
    System.out.printf(
        "%d Hz, %.1f m white: laps %.2f ms rms, sectors %.2f ms rms%n",
        receiver.hertz(), receiver.place(), laps.rms(), sectors.rms());
    assertTrue(laps.count() >= 20 && sectors.count() == 3 * laps.count(), "laps=" + laps.count());
    assertEquals(0, laps.missing());
    assertEquals(0, sectors.missing());
    assertTrue(laps.rms() <= millis, "laps, rms=" + laps.rms());
    assertTrue(sectors.rms() <= millis, "sectors, rms=" + sectors.rms());
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 25})
  void claimsWhatIsTrueOfAReceiverThatWanders(int hertz) {
    TrialResult both = new TrialResult();
    both.addAll(laps(ReceiverErrors.wandering(hertz)));
    both.addAll(sectors(ReceiverErrors.wandering(hertz)));
    assertTrue(both.within(1) >= 0.55 && both.within(1) <= 0.9, "1 sigma=" + both.within(1));
    assertTrue(both.within(2) >= 0.93, "2 sigma=" + both.within(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 25})
  void claimsNeitherTooMuchNorTooLittleUnderWhiteNoise(int hertz) {
    TrialResult both = new TrialResult();
    both.addAll(laps(ReceiverErrors.white(hertz)));
    both.addAll(sectors(ReceiverErrors.white(hertz)));
    assertTrue(both.within(1) >= 0.6, "1 sigma=" + both.within(1));
    assertTrue(both.within(2) >= 0.93, "2 sigma=" + both.within(2));
    assertTrue(both.within(0.2) <= 0.6, "a fifth of a sigma=" + both.within(0.2));
  }

  @Test
  void isMeasurablyWrongByTimesOfArrival() {
    for (ReceiverErrors receiver :
        List.of(ReceiverErrors.white(10), ReceiverErrors.wandering(10))) {
      double epochs = laps(receiver).rms();
      double arrivals = laps(receiver.stamped(Stamp.ARRIVAL)).rms();
      System.out.printf("by epochs %.2f ms rms, by arrivals %.2f ms rms%n", epochs, arrivals);
      assertTrue(arrivals > 1.5 * epochs, "arrivals=" + arrivals);
    }
  }
}
