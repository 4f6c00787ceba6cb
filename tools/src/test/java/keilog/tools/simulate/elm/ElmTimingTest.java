package keilog.tools.simulate.elm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import keilog.tools.simulate.wire.DeviceBench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T = 10/baud × (request + answer) + adapter + ECU, + the wait where no count is given. */
final class ElmTimingTest {
  private static final double ADAPTER_MS = 0.3;

  private static DeviceBench bench(ElmSettings settings) {
    DeviceBench bench =
        new DeviceBench(new ElmAdapter(settings, FixedCar.at(), FixedCar.NOBODY), 0);
    bench.until(2_000_000_000L);
    for (String command : List.of("ATE0", "ATS0", "ATL0", "ATSP6", "0100")) {
      bench.ask(command + "\r");
    }
    return bench;
  }

  @ParameterizedTest
  @CsvSource({
    // baud, ECU ms, request, bytes of the answer
    "38400, 10, 010C1, 11",
    "38400, 10, 010D1, 9",
    "38400, 10, 010C0D0B11052, 38",
    "115200, 2, 010C1, 11",
    "115200, 2, 010C0D0B11052, 38",
    "9600, 30, 010C1, 11",
    "500000, 2, 010C1, 11",
  })
  void countedRequestTakesWireAdapterAndEcu(int baud, int ecuMs, String request, int answer) {
    DeviceBench bench = bench(ElmSettings.USUAL.withSpeed(baud, ecuMs * 1_000_000L));
    double expected = 10_000.0 / baud * (request.length() + 1 + answer) + ADAPTER_MS + ecuMs;
    assertEquals(expected, bench.nanosOf(request + "\r") * 1e-6, 0.001);
  }

  @ParameterizedTest
  @CsvSource({"ATAT1, 32", "ATAT2, 12", "ATAT0, 200"})
  void requestWithoutCountWaitsForMore(String timing, int waitMs) {
    DeviceBench bench = bench(ElmSettings.USUAL);
    bench.ask(timing + "\r");
    // The answer's line leaves during the wait; only the empty line and the prompt come after it.
    double expected = 10_000.0 / 38_400 * (5 + 2) + ADAPTER_MS + 10 + waitMs;
    assertEquals(expected, bench.nanosOf("010C\r") * 1e-6, 0.001);
  }

  @Test
  void timeoutOfAtstHoldsUnderAtat0AndForSilence() {
    DeviceBench bench = bench(ElmSettings.USUAL);
    bench.ask("ATAT0\r");
    bench.ask("ATST05\r");
    assertEquals(
        10_000.0 / 38_400 * 7 + ADAPTER_MS + 10 + 20, bench.nanosOf("010C\r") * 1e-6, 0.001);
    bench.ask("ATST02\r");
    assertEquals("NO DATA\r\r>", bench.ask("010C\r"), "8 ms are too short for an ECU of 10 ms");
    bench.ask("ATST19\r");
    assertEquals(
        10_000.0 / 38_400 * (5 + 10) + ADAPTER_MS + 100, bench.nanosOf("0123\r") * 1e-6, 0.001);
  }

  @Test
  void bareReturnSavesTheRequestsBytes() {
    DeviceBench bench = bench(ElmSettings.USUAL);
    bench.ask("010C0D0B11052\r");
    assertEquals(10_000.0 / 38_400 * 39 + ADAPTER_MS + 10, bench.nanosOf("\r") * 1e-6, 0.001);
  }

  @Test
  void framesOfOneAnswerComeAMillisecondApart() {
    DeviceBench bench = bench(ElmSettings.USUAL.withSpeed(2_000_000, 2_000_000));
    double wire = 10_000.0 / 2_000_000;
    // At this speed the wire waits for the bus: 1 ms after the first frame the second comes.
    double expected = wire * 14 + ADAPTER_MS + 2 + 1 + wire * (17 + 2);
    assertEquals(expected, bench.nanosOf("010C0D0B11052\r") * 1e-6, 0.001);
  }

  @Test
  void echoRunsBesideTheRequest() {
    DeviceBench quiet = bench(ElmSettings.USUAL);
    DeviceBench loud = bench(ElmSettings.USUAL);
    loud.ask("ATE1\r");
    double difference = (loud.nanosOf("010C1\r") - quiet.nanosOf("010C1\r")) * 1e-6;
    assertTrue(difference >= 0 && difference < 0.3, "difference ms=" + difference);
  }

  @Test
  void ecuReadsItsValuesBetweenRequestAndAnswer() {
    List<Long> sampled = new ArrayList<>();
    ElmAdapter adapter =
        new ElmAdapter(
            ElmSettings.USUAL,
            FixedCar.at(),
            (ecu, pid, channel, car, nanos, truth, sent) -> sampled.add(nanos));
    DeviceBench bench = new DeviceBench(adapter, 0);
    bench.until(1_000_000_000L);
    bench.ask("ATE0\r");
    bench.ask("ATSP6\r");
    double character = 10e9 / 38_400;
    double sum = 0;
    for (int i = 0; i < 200; i++) {
      sampled.clear();
      long before = bench.now();
      bench.ask("010C1\r");
      double asked = before + 6 * character + ADAPTER_MS * 1e6;
      double share = (sampled.getFirst() - asked) / 10e6;
      assertTrue(share >= 0.349 && share <= 0.651, "share=" + share);
      sum += share;
    }
    assertEquals(0.5, sum / 200, 0.02);
  }

  @Test
  void characterDuringARequestStopsItAndLineFeedDoesNot() {
    DeviceBench bench = bench(ElmSettings.USUAL);
    bench.taken();
    bench.write("010C1\r");
    bench.write("\n");
    bench.until(bench.now() + 100_000_000);
    assertEquals("410C1AF8\r\r>", bench.taken());
    bench.write("010C1\r");
    bench.write("0");
    bench.until(bench.now() + 100_000_000);
    assertEquals("STOPPED\r\r>", bench.taken());
    bench.write("010C1\r");
    bench.write("010D1\r");
    bench.until(bench.now() + 100_000_000);
    assertTrue(bench.taken().startsWith("STOPPED\r\r>"));
  }

  @Test
  void monitoringEndsAtACharacter() {
    DeviceBench bench = bench(ElmSettings.USUAL);
    bench.taken();
    bench.write("ATMA\r");
    bench.until(bench.now() + 300_000_000);
    assertEquals("", bench.taken());
    assertEquals("STOPPED\r\r>", bench.ask("x"));
  }

  @Test
  void baudRateChangesAfterAHandshakeElseComesBack() {
    ElmAdapter adapter = new ElmAdapter(ElmSettings.USUAL, FixedCar.at(), FixedCar.NOBODY);
    DeviceBench bench = new DeviceBench(adapter, 0);
    bench.until(1_000_000_000L);
    bench.ask("ATE0\r");
    bench.write("ATBRD23\r");
    bench.until(bench.now() + 12_000_000);
    assertEquals("OK\rELM327 v1.5\r", bench.taken());
    assertEquals(114_285, adapter.transmitter().baud());
    assertEquals("OK\r\r>", bench.ask("\r"));
    assertEquals(114_285, adapter.transmitter().baud());

    bench.write("ATBRD08\r");
    bench.until(bench.now() + 200_000_000);
    assertEquals(114_285, adapter.transmitter().baud(), "no CR in time: back");
    bench.taken();
    assertEquals("?\r\r>", bench.ask("ATBRD00\r"));
    assertEquals("?\r\r>", bench.ask("STBR115200\r"));
  }
}
