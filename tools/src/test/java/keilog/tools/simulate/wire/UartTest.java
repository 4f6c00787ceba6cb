package keilog.tools.simulate.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UartTest {
  private static final byte[] TEXT = "ELM327 v1.5\r\r>".getBytes(StandardCharsets.US_ASCII);

  private static byte[] misread(int sender, int receiver) {
    byte[] into = new byte[1024];
    return Arrays.copyOf(into, Uart.misread(TEXT, TEXT.length, sender, receiver, into));
  }

  @Test
  void sameSpeedReadsRight() {
    assertArrayEquals(TEXT, misread(38_400, 38_400));
    assertArrayEquals(TEXT, misread(38_400, 39_200));
  }

  @ParameterizedTest
  @CsvSource({"38400, 9600", "38400, 115200", "115200, 38400", "9600, 38400", "38400, 57600"})
  void anotherSpeedReadsRubbish(int sender, int receiver) {
    byte[] read = misread(sender, receiver);
    assertTrue(read.length > 0);
    assertFalse(new String(read, StandardCharsets.ISO_8859_1).contains(">"));
    assertFalse(Arrays.equals(TEXT, read));
  }

  @Test
  void toleratesWhatRealLinesTolerate() {
    assertTrue(Uart.understands(114_285, 115_200));
    assertTrue(Uart.understands(0, 115_200));
    assertFalse(Uart.understands(57_600, 115_200));
    assertFalse(Uart.understands(38_400, 9600));
  }
}
