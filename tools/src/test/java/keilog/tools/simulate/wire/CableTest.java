package keilog.tools.simulate.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real ports, real threads, a device that only echoes. */
final class CableTest {
  private static final long SECOND = 1_000_000_000L;

  private final BlockingQueue<String> addresses = new LinkedBlockingQueue<>();

  /** Sends back what it gets; counts how often its supply came on. */
  private static final class Echo implements Device {
    private final Transmitter transmitter;
    private volatile int powered;

    Echo(int baud) {
      this.transmitter = new Transmitter(baud);
    }

    @Override
    public void powerOn(long nanos) {
      powered++;
    }

    @Override
    public void received(int value, long nanos) {
      transmitter.send(value, nanos);
    }

    @Override
    public long nextDue() {
      return NEVER;
    }

    @Override
    public void due(long nanos) {}

    @Override
    public Transmitter transmitter() {
      return transmitter;
    }

    @Override
    public void fault(Mishap mishap, long nowNanos, long untilNanos) {
      transmitter.send("stale".getBytes(StandardCharsets.US_ASCII), nowNanos);
    }
  }

  private Cable plug(String port, Device device) throws IOException {
    return Cable.open("echo", Ports.of("echo", port).orElseThrow(), device, addresses::add);
  }

  private String address() throws InterruptedException {
    String address = addresses.poll(5, TimeUnit.SECONDS);
    assertTrue(address != null, "no address in 5 s");
    return address;
  }

  private static String echoed(Host host, String text) throws IOException, InterruptedException {
    host.clear();
    host.write(text.getBytes(StandardCharsets.ISO_8859_1));
    return host.awaitEnd(text, 3000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp:0", "pty"})
  void carriesEveryByteValueBothWays(String port) throws Exception {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (Cable _ = plug(port, new Echo(115_200))) {
      try (Host host = Host.open(address())) {
        awaitUse(host);
        host.clear();
        host.write(all);
        byte[] heard = host.awaitBytes(256, 3000);
        assertEquals(Arrays.toString(all), Arrays.toString(heard));
      }
    }
  }

  /** A pty tells its maker only after some milliseconds that somebody has opened it. */
  private static void awaitUse(Host host) throws IOException, InterruptedException {
    assertEquals("x", echoed(host, "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp:0", "pty"})
  void hostMayCloseAndOpenAgain(String port) throws Exception {
    Echo echo = new Echo(115_200);
    try (Cable _ = plug(port, echo)) {
      String address = address();
      for (int i = 0; i < 4; i++) {
        try (Host host = Host.open(address)) {
          assertEquals("hello" + i, echoed(host, "hello" + i));
        }
      }
      assertEquals(1, echo.powered, "the device keeps its supply");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp:0", "pty"})
  void unpluggedPortVanishesUnderTheHostAndComesBack(String port) throws Exception {
    Echo echo = new Echo(115_200);
    try (Cable cable = plug(port, echo)) {
      try (Host host = Host.open(address())) {
        assertEquals("before", echoed(host, "before"));
        cable.order(Mishap.UNPLUG, SECOND / 2);
        assertTrue(host.awaitGone(3000));
      }
      String again = address();
      try (Host host = Host.open(again)) {
        assertEquals("after", echoed(host, "after"));
      }
      assertEquals(2, echo.powered);
    }
  }

  @Test
  void linkPointsToThePtyAndIsAbsentWhileUnplugged(@TempDir Path folder) throws Exception {
    Path link = folder.resolve("by-id-elm");
    try (Cable cable = plug("pty:" + link, new Echo(38_400))) {
      assertEquals(link.toString(), address());
      assertTrue(Files.isSymbolicLink(link));
      try (Host host = Host.open(link.toString())) {
        assertEquals("via link", echoed(host, "via link"));
        cable.order(Mishap.UNPLUG, SECOND / 2);
        assertTrue(host.awaitGone(3000));
        assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
      }
      address();
      try (Host host = Host.open(link.toString())) {
        assertEquals("again", echoed(host, "again"));
      }
    }
    assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void hostAtAnotherSpeedHearsRubbishUntilItSetsTheRightOne() throws Exception {
    try (Cable _ = plug("pty", new Echo(9600))) {
      String address = address();
      try (Host host = Host.open(address)) {
        assertEquals("ATZ", echoed(host, "ATZ"), "a new port stands at the device's speed");
        stty(address, 38_400);
        assertFalse(echoed(host, "ATZ").contains("ATZ"));
        stty(address, 9600);
        assertEquals("ATI", echoed(host, "ATI"));
      }
    }
  }

  private static void stty(String path, int baud) throws Exception {
    Process stty =
        new ProcessBuilder(List.of("stty", "-F", path, Integer.toString(baud))).inheritIO().start();
    assertEquals(0, stty.waitFor());
  }

  @Test
  void bytesSentWhileNobodyListensAreLostNotKept() throws Exception {
    Echo echo = new Echo(115_200);
    try (Cable cable = plug("pty", echo)) {
      String address = address();
      try (Host host = Host.open(address)) {
        assertEquals("a", echoed(host, "a"));
        host.deaf();
        host.write("never read".getBytes(StandardCharsets.US_ASCII));
        long echoed = System.nanoTime() + 20_000_000;
        while (System.nanoTime() < echoed) {
          Thread.onSpinWait();
        }
      }
      cable.order(Mishap.GARBAGE, 0);
      long sent = System.nanoTime() + 20_000_000;
      while (System.nanoTime() < sent) {
        Thread.onSpinWait();
      }
      try (Host host = Host.open(address)) {
        host.write("b".getBytes(StandardCharsets.US_ASCII));
        assertEquals("b", host.awaitEnd("b", 3000));
      }
    }
  }

  @Test
  void takesBadPortsForNone() {
    for (String bad : List.of("", "tcp", "tcp:", "tcp:x", "tcp:70000", "pty:", "com3")) {
      assertTrue(Ports.of("x", bad).isEmpty(), bad);
    }
  }
}
