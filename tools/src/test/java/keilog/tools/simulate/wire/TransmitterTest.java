package keilog.tools.simulate.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TransmitterTest {
  private final byte[] packet = new byte[256];

  @Test
  void noByteReachesTheHostBeforeItLeftTheWire() {
    Transmitter line = new Transmitter(9600);
    line.send("410C1AF8\r\r>".getBytes(StandardCharsets.US_ASCII), 1000);
    int taken = 0;
    long character = line.characterNanos();
    while (line.waiting() > 0) {
      long now = line.nextDue();
      taken += line.take(now, packet);
      assertTrue(now >= 1000 + taken * character, "taken=" + taken + ", now=" + now);
      assertTrue(now - (1000 + taken * character) < Transmitter.PACKET_NANOS + character);
    }
    assertEquals(11, taken);
    assertEquals(1000 + 11 * character, line.finished());
  }

  @Test
  void firstAndLastByteLeaveAtTheirInstant() {
    Transmitter line = new Transmitter(38_400);
    line.send(new byte[38], 0);
    assertEquals(line.characterNanos(), line.nextDue());
    assertEquals(1, line.take(line.nextDue(), packet));
    long last = 0;
    while (line.waiting() > 0) {
      last = line.nextDue();
      line.take(last, packet);
    }
    assertEquals(38 * line.characterNanos(), last);
  }

  @Test
  void unpacedLineHandsEverythingOverAtOnce() {
    Transmitter line = new Transmitter(0);
    line.send(new byte[100], 5);
    assertEquals(5, line.nextDue());
    assertEquals(100, line.take(5, packet));
  }

  @Test
  void whatHasNotLeftCanBeForgotten() {
    Transmitter line = new Transmitter(38_400);
    line.send(new byte[10], 0);
    line.clear(3 * line.characterNanos());
    assertEquals(3, line.waiting());
    assertEquals(3 * line.characterNanos(), line.finished());
  }

  @Test
  void fullBufferDropsInsteadOfGrowing() {
    Transmitter line = new Transmitter(9600);
    line.send(new byte[100_000], 0);
    assertEquals(1 << 16, line.waiting());
  }
}
