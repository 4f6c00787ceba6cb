package keilog.tools.simulate.elm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import keilog.tools.simulate.wire.Cable;
import keilog.tools.simulate.wire.Host;
import keilog.tools.simulate.wire.Mishap;
import keilog.tools.simulate.wire.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter on a real port, in real time. */
final class ElmCableTest {
  private static final long SECOND = 1_000_000_000L;

  private final BlockingQueue<String> addresses = new LinkedBlockingQueue<>();

  private Cable plug(String port) throws Exception {
    ElmAdapter adapter = new ElmAdapter(ElmSettings.USUAL, FixedCar.at(), FixedCar.NOBODY);
    return Cable.open("elm", Ports.of("elm", port).orElseThrow(), adapter, addresses::add);
  }

  private Host host() throws Exception {
    Host host = Host.open(addresses.poll(5, TimeUnit.SECONDS));
    assertEquals("\r\rELM327 v1.5\r\r>", host.awaitEnd(">", 3000));
    return host;
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp:0", "pty"})
  void speaksWithAHostItHasNeverSeen(String port) throws Exception {
    try (Cable _ = plug(port);
        Host host = host()) {
      assertEquals("ATE0\rOK\r\r>", host.ask("ATE0"));
      assertEquals("OK\r\r>", host.ask("ATSP0"));
      assertEquals("SEARCHING...\r41 00 9E 3F 80 13 \r\r>", host.ask("0100"));
      assertEquals("41 0C 1A F8 \r\r>", host.ask("010C1"));
    }
  }

  @Test
  void answersWhenTheFormulaSaysAndLeavesTheProcessorAlone() throws Exception {
    try (Cable _ = plug("tcp:0");
        Host host = host()) {
      for (String command : new String[] {"ATE0", "ATS0", "ATSP6", "0100"}) {
        host.ask(command);
      }
      LongSupplier cpu = cpuOf("elm");
      double[] first = new double[60];
      double[] last = new double[first.length];
      long cpuBefore = cpu.getAsLong();
      long began = System.nanoTime();
      for (int i = 0; i < first.length; i++) {
        long before = System.nanoTime();
        assertEquals("410C1AF8\r\r>", host.ask("010C1"));
        first[i] = (host.firstNanos() - before) * 1e-6;
        last[i] = (host.lastNanos() - before) * 1e-6;
      }
      double share = (double) (cpu.getAsLong() - cpuBefore) / (System.nanoTime() - began);
      Arrays.sort(first);
      Arrays.sort(last);
      double character = 10_000.0 / 38_400;
      double expectedFirst = character * 7 + 0.3 + 10;
      double expectedLast = character * 17 + 0.3 + 10;
      System.out.printf(
          "elm at 38,400 over tcp: first byte median %.3f ms (formula %.3f), prompt %.3f (%.3f),"
              + " %.1f %% of a core%n",
          first[30], expectedFirst, last[30], expectedLast, share * 100);
      assertTrue(first[0] >= expectedFirst && last[0] >= expectedLast, "never early");
      assertEquals(expectedFirst, first[12], 0.5);
      assertEquals(expectedLast, last[12], 0.5);
      assertTrue(share < 0.1, "share=" + share);
    }
  }

  /** Processor time of the threads whose names begin so. */
  private static LongSupplier cpuOf(String name) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] ids =
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> t.getName().startsWith(name))
            .mapToLong(Thread::threadId)
            .toArray();
    return () -> Arrays.stream(ids).map(threads::getThreadCpuTime).sum();
  }

  @Test
  void brownOutForgetsAllSettings() throws Exception {
    try (Cable cable = plug("tcp:0");
        Host host = host()) {
      host.ask("ATE0");
      host.ask("ATSP6");
      assertEquals("41 0C 1A F8 \r\r>", host.ask("010C"));
      host.clear();
      cable.order(Mishap.LVRESET, 0);
      assertEquals("\r\rLV RESET\r\r>", host.awaitEnd(">", 3000));
      assertEquals("ATDPN\rA0\r\r>", host.ask("ATDPN"));
    }
  }

  @Test
  void mishapsOfTheBusEndByThemselves() throws Exception {
    try (Cable cable = plug("tcp:0");
        Host host = host()) {
      host.ask("ATE0");
      host.ask("ATS0");
      host.ask("ATSP0");
      host.ask("0100");
      check(cable, host, Mishap.NODATA, "NO DATA\r\r>");
      check(cable, host, Mishap.BUSERROR, "CAN ERROR\r\r>");
      check(cable, host, Mishap.BUFFERFULL, "BUFFER FULL\r\r>");
      check(cable, host, Mishap.DATAERROR, "410C1AF8<DATA ERROR\r\r>");
      cable.order(Mishap.KEYOFF, 2 * SECOND);
      assertEquals("SEARCHING...\rUNABLE TO CONNECT\r\r>", host.ask("010C"));
    }
  }

  private static void check(Cable cable, Host host, Mishap mishap, String expected)
      throws Exception {
    cable.order(mishap, SECOND / 2);
    assertEquals(expected, host.ask("010C"));
    long limit = System.nanoTime() + 3 * SECOND;
    while (!host.ask("010C1").equals("410C1AF8\r\r>")) {
      assertTrue(System.nanoTime() < limit, "does not end: mishap=" + mishap);
    }
  }
}
