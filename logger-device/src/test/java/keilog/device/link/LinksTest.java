package keilog.device.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import keilog.protocol.time.MonotonicClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class LinksTest {
  private static final MonotonicClock CLOCK = MonotonicClock.SYSTEM;
  private final byte[] buffer = new byte[64];

  @TempDir Path folder;

  @Test
  void carriesBytesBothWaysOverAPty() throws IOException {
    try (PseudoTerminal pty = PseudoTerminal.open();
        Link link = Links.opener(pty.device().toString(), 38_400, CLOCK).open()) {
      assertTrue(link.write("010C\r".getBytes(StandardCharsets.US_ASCII), 0, 5));
      byte[] seen = new byte[64];
      assertEquals(5, pty.read(seen));
      assertEquals('\r', seen[4], "a carriage return stays one");
      pty.write("410C\r\r>".getBytes(StandardCharsets.US_ASCII));
      int count = link.read(buffer, 3, 60, 1_000);
      assertEquals("410C\r\r>", new String(buffer, 3, count, StandardCharsets.US_ASCII));
      assertTrue(CLOCK.nanos() - link.arrivedNanos() < 1_000_000_000L);
      assertEquals(38_400, link.baud());
    }
  }

  @Test
  void timesOutWithoutBytesAndStaysOpen() throws IOException {
    try (PseudoTerminal pty = PseudoTerminal.open();
        Link link = Links.opener(pty.device().toString(), 38_400, CLOCK).open()) {
      long start = CLOCK.nanos();
      assertEquals(0, link.read(buffer, 0, 64, 150));
      long tookMillis = (CLOCK.nanos() - start) / 1_000_000;
      assertTrue(tookMillis >= 150 && tookMillis < 2_000, "took " + tookMillis + " ms");
      pty.write(new byte[] {7});
      assertEquals(1, link.read(buffer, 0, 64, 1_000));
    }
  }

  @Test
  void saysGoneOnceTheCableIsPulledAndNeverSpins() throws IOException {
    Link link;
    try (PseudoTerminal pty = PseudoTerminal.open()) {
      link = Links.opener(pty.device().toString(), 38_400, CLOCK).open();
    }
    assertEquals(Link.GONE, link.read(buffer, 0, 64, 1_000));
    assertEquals(Link.GONE, link.read(buffer, 0, 64, 1_000));
    assertFalse(link.write(new byte[] {1}, 0, 1));
    link.close();
    link.close();
  }

  @Test
  void aSecondOpenerOfTheSamePortIsToldThatItIsHeld() throws IOException {
    try (PseudoTerminal pty = PseudoTerminal.open()) {
      LinkOpener opener = Links.opener(pty.device().toString(), 38_400, CLOCK);
      Link first = opener.open();
      IOException refused = assertThrows(IOException.class, opener::open);
      assertTrue(refused.getMessage().contains("another program holds it"), refused.getMessage());
      first.close();
      opener.open().close();
    }
  }

  @Test
  void theSymbolicLinkIsFollowedAnewAtEachOpening() throws IOException {
    Path byId = folder.resolve("usb-adapter");
    LinkOpener opener = Links.opener(byId.toString(), 38_400, CLOCK);
    IOException absent = assertThrows(IOException.class, opener::open);
    assertTrue(absent.getMessage().contains("not there"), absent.getMessage());
    for (int plug = 0; plug < 2; plug++) {
      try (PseudoTerminal pty = PseudoTerminal.open()) {
        Files.deleteIfExists(byId);
        Files.createSymbolicLink(byId, pty.device());
        try (Link link = opener.open()) {
          pty.write(new byte[] {(byte) plug});
          assertEquals(1, link.read(buffer, 0, 64, 1_000));
          assertEquals(plug, buffer[0]);
        }
      }
    }
  }

  @Test
  void aFileThatIsNoSerialPortIsRefusedInWords() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    IOException refused =
        assertThrows(
            IOException.class, () -> Links.opener(file.toString(), 38_400, CLOCK).open().close());
    assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
  }

  @Test
  void carriesBytesOverTcpAndSaysGoneWhenThePeerLeaves() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "tcp://127.0.0.1:" + server.getLocalPort();
      try (Link link = Links.opener(address, 38_400, CLOCK).open();
          Socket peer = server.accept()) {
        assertTrue(link.write(new byte[] {1, 2, 3}, 1, 2));
        assertArrayEquals(new byte[] {2, 3}, peer.getInputStream().readNBytes(2));
        assertEquals(0, link.read(buffer, 0, 64, 20));
        peer.getOutputStream().write(new byte[] {9});
        assertEquals(1, link.read(buffer, 5, 10, 1_000));
        assertEquals(9, buffer[5]);
        assertEquals(0, link.baud());
        peer.shutdownOutput();
        assertEquals(Link.GONE, link.read(buffer, 0, 64, 1_000));
        assertEquals(Link.GONE, link.read(buffer, 0, 64, 1_000));
      }
    }
  }

  @Test
  void aRefusedConnectionSaysWhatToCheck() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    IOException refused =
        assertThrows(
            IOException.class, () -> Links.opener("tcp://127.0.0.1:" + port, 0, CLOCK).open());
    assertTrue(refused.getMessage().contains("tcp://127.0.0.1:" + port), refused.getMessage());
  }

  @Test
  void wrongAddressesAreRefusedWhenTheyAreConfigured() {
    for (String wrong :
        Arrays.asList(
            "tcp://", "tcp://host", "tcp://host:0", "tcp://host:99999", "udp://h:1", " ")) {
      assertThrows(IllegalArgumentException.class, () -> Links.opener(wrong, 38_400, CLOCK), wrong);
    }
    assertThrows(
        IllegalArgumentException.class, () -> Links.opener("/dev/ttyUSB0", 0, CLOCK), "baud 0");
  }
}
