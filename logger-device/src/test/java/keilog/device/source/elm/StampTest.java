package keilog.device.source.elm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Samples carry the time at which they were true: the control unit answers with a ramp, so that
 * every value tells the moment it was measured.
 */
@Timeout(30)
class StampTest {
  /** One raw step of engine speed is so long; a turn of 50,000 steps is longer than the run. */
  private static final long STEP_NANOS = 1_000_000;

  private static final int STEPS = 50_000;

  @AfterEach
  void leaveNoInterruptBehind() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @CsvSource({
    // baud, ecu ms, count digit, several PIDs, bytes per read, whole lines, Wi-Fi
    "38400,  10, true,  true,  1,   false, false",
    "38400,  10, false, true,  1,   false, false",
    "38400,  10, true,  true,  999, true,  false",
    "38400,  10, false, true,  999, true,  false",
    "38400,  10, true,  false, 999, false, false",
    "38400,  10, false, false, 999, true,  false",
    "38400,  10, true,  true,  999, true,  true",
    "38400,  10, false, true,  999, false, true",
    "115200, 2,  true,  true,  999, true,  false",
    "115200, 30, true,  true,  999, true,  false",
    "9600,   10, true,  false, 999, true,  false"
  })
  void samplesAreWithinTwoMillisecondsOfTheTruth(
      int baud,
      int ecuMillis,
      boolean count,
      boolean several,
      int perRead,
      boolean wholeLines,
      boolean wireless) {
    FakeClock clock = new FakeClock();
    FakeAdapter adapter = new FakeAdapter(clock).usualCar("7E8");
    long originNanos = clock.nanos();
    adapter.ecu(
        "7E8",
        0x0C,
        truthNanos -> {
          int raw = (int) ((truthNanos - originNanos) / STEP_NANOS % STEPS);
          return new byte[] {(byte) (raw >> 8), (byte) raw};
        });
    adapter.baud = baud;
    adapter.ecuNanos = ecuMillis * STEP_NANOS;
    adapter.knowsCount = count;
    adapter.knowsSeveral = several;
    adapter.mostPerRead = perRead;
    adapter.lineAtOnce = wholeLines;
    adapter.wireless = wireless;
    // The process is not always scheduled at once.
    Random random = new Random(7);
    adapter.lateness = () -> random.nextInt(20) == 0 ? random.nextInt(2_000_000) : 50_000;
    Recorded recorded = new Recorded(clock);
    clock.endAfter(30 * Adapter.SECOND);
    ElmSource source =
        new ElmSource(
            "elm",
            adapter,
            ElmPlan.standard(),
            wireless ? LineSpeeds.none(baud) : LineSpeeds.fixed(baud),
            clock::pause);
    assertThrows(InterruptedException.class, () -> source.run(recorded));
    List<Double> errors = new ArrayList<>();
    for (Recorded.Value value : recorded.of("engine_speed")) {
      assertEquals(0, value.timeNanos() % Question.TICK_NANOS, "rounded to what the file stores");
      double truthNanos = originNanos + (value.raw() + 0.5) * STEP_NANOS;
      errors.add((value.timeNanos() - truthNanos) / 1e6);
    }
    assertTrue(errors.size() > 100, "samples " + errors.size());
    double rms = Math.sqrt(errors.stream().mapToDouble(e -> e * e).average().orElseThrow());
    double mean = errors.stream().mapToDouble(e -> e).average().orElseThrow();
    System.out.printf(
        "stamps: baud=%d ecu=%d ms count=%s several=%s bytes/read=%d lines=%s wifi=%s: n=%d"
            + " rms=%.3f ms mean=%.3f ms%n",
        baud, ecuMillis, count, several, perRead, wholeLines, wireless, errors.size(), rms, mean);
    assertTrue(rms <= 1, "rms " + rms + " ms");
  }
}
