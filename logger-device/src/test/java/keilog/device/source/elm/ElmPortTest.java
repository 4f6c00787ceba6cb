package keilog.device.source.elm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import keilog.device.link.PseudoTerminal;
import keilog.device.source.SourceHealth.State;
import keilog.protocol.time.MonotonicClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The source on real ports, with real time. */
@Timeout(60)
class ElmPortTest {
  private static final Map<String, String> ANSWERS =
      Map.of(
          "ATZ", "ELM327 v1.5",
          "ATRV", "12.4V",
          "ATDPN", "A6",
          "0100", "7E8064100183A8000",
          "01001", "7E8064100183A8000",
          "010C0B110D", "00B\r0:410C1AF80B64\r1:11330D32000000",
          "010C0B110D2", "00B\r0:410C1AF80B64\r1:11330D32000000",
          "01050F", "4105820F41",
          "01050F1", "4105820F41");

  @TempDir Path folder;

  /** Answers on the master's end until that is closed. */
  private static Thread answer(PseudoTerminal pty) {
    return Thread.ofPlatform()
        .name("adapter-double")
        .start(
            () -> {
              byte[] buffer = new byte[256];
              StringBuilder typed = new StringBuilder();
              String last = "";
              try {
                for (int n = pty.read(buffer); n > 0; n = pty.read(buffer)) {
                  typed.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                  for (int end = typed.indexOf("\r"); end >= 0; end = typed.indexOf("\r")) {
                    last = end == 0 ? last : typed.substring(0, end);
                    typed.delete(0, end + 1);
                    String unknown = last.startsWith("AT") ? "OK" : "?";
                    String text = ANSWERS.getOrDefault(last, unknown) + "\r\r>";
                    pty.write(text.getBytes(StandardCharsets.ISO_8859_1));
                  }
                }
              } catch (IOException closed) {
                // The test is over, or the cable is pulled.
              }
            });
  }

  private static void await(BooleanSupplier condition, String what) {
    long deadlineNanos = System.nanoTime() + 30_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadlineNanos, "never happened: " + what);
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void aScanSaysWhatAnswers() throws Exception {
    Thread adapter;
    try (PseudoTerminal pty = PseudoTerminal.open()) {
      adapter = answer(pty);
      ElmScan.Found found = ElmScan.scan(pty.device().toString(), MonotonicClock.SYSTEM);
      assertEquals("ELM327 v1.5", found.adapter());
      assertEquals(38_400, found.baud());
      assertEquals("CAN 11 bit, 500 kbit/s", found.protocol());
      assertEquals(List.of("7E8"), found.controlUnits());
      assertTrue(found.channels().contains("engine_speed"), found.channels().toString());
      assertEquals("", found.remark());
    }
    adapter.join();
  }

  @Test
  void aScanSaysWhatIsWrong() throws Exception {
    ElmScan.Found absent =
        ElmScan.scan(folder.resolve("ttyUSB0").toString(), MonotonicClock.SYSTEM);
    assertFalse(absent.answered());
    assertTrue(absent.remark().contains("not there"), absent.remark());
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    ElmScan.Found refused = ElmScan.scan("tcp://127.0.0.1:" + port, MonotonicClock.SYSTEM);
    assertTrue(refused.remark().contains("refused"), refused.remark());
  }

  @Test
  void pulledAndPluggedInAgainOnAnotherDeviceAndIdleMeanwhile() throws Exception {
    Path byId = folder.resolve("usb-adapter");
    Recorded recorded = new Recorded(MonotonicClock.SYSTEM);
    ElmSource source =
        ElmSource.of(
            "elm",
            byId.toString(),
            OptionalInt.of(38_400),
            ElmPlan.standard(),
            MonotonicClock.SYSTEM);
    int[] rows = {0};
    recorded.also(row -> rows[0]++);
    Thread thread =
        Thread.ofPlatform()
            .name("elm-under-test")
            .start(
                () -> {
                  try {
                    source.run(recorded);
                  } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                  }
                });
    try {
      for (int plug = 0; plug < 2; plug++) {
        int before = rows[0];
        Thread adapter;
        try (PseudoTerminal pty = PseudoTerminal.open()) {
          Files.deleteIfExists(byId);
          Files.createSymbolicLink(byId, pty.device());
          adapter = answer(pty);
          await(() -> rows[0] > before + 50, "rows after plugging in");
          assertEquals(State.RUNNING, recorded.healths.getLast().state());
        }
        adapter.join();
        await(() -> recorded.healths.getLast().state() == State.ABSENT, "said to be absent");
      }
      long startCpu = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
      long startNanos = System.nanoTime();
      await(() -> System.nanoTime() - startNanos > 3_000_000_000L, "three seconds");
      long cpu = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId()) - startCpu;
      double share = (double) cpu / (System.nanoTime() - startNanos);
      System.out.printf("elm source unplugged: %.2f %% of a core%n", 100 * share);
      assertTrue(share <= 0.05, "share of a core " + share);
    } finally {
      thread.interrupt();
      thread.join(5_000);
    }
    assertFalse(thread.isAlive(), "a source ends when interrupted");
  }
}
