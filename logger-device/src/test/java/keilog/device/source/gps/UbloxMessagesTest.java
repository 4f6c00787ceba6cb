package keilog.device.source.gps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UbloxMessagesTest {

  @Test
  void writesTheFramesOfTheInterfaceDescription() {
    assertArrayEquals(Wire.hex("b562 0608 0600 6400 0100 0100 7a12"), UbloxMessages.rate(100));
    assertArrayEquals(Wire.hex("b562 0608 0600 2800 0100 0100 3eaa"), UbloxMessages.rate(40));
    assertArrayEquals(Wire.hex("b562 0601 0300 0107 01 1351"), UbloxMessages.enablePvt());
    assertArrayEquals(Wire.hex("b562 0a04 0000 0e34"), UbloxMessages.pollVersion());
    assertArrayEquals(
        Wire.hex("b562 0600 1400 01 00 0000 d0080000 00c20100 0300 0100 0000 0000 ba52"),
        UbloxMessages.port(
            Wire.hex("01 00 0000 d0080000 80250000 0300 0300 0000 0000"), 115_200, true));
    assertArrayEquals(
        Wire.hex("b562 068a 1900 00010000 01002130 6400 07009120 01 02007410 00 21001120 04 f59e"),
        UbloxMessages.valset(
            UbloxMessages.KEY_RATE_MEAS, 100,
            UbloxMessages.KEY_PVT_UART1, 1,
            UbloxMessages.KEY_NMEA_UART1, 0,
            UbloxMessages.KEY_DYNAMIC_MODEL, 4));
    assertArrayEquals(
        Wire.hex("b562 068a 0c00 00010000 01005240 00c20100 f3a5"),
        UbloxMessages.valset(UbloxMessages.KEY_UART1_BAUD, 115_200));
  }

  @ParameterizedTest
  @CsvSource({
    "PROTVER=27.11,2711",
    "PROTVER 15.00,1500",
    "PROTVER=34,3400",
    "PROTVER=,0",
    "FWVER=1,0"
  })
  void readsTheProtocolVersion(String text, int hundredths) {
    byte[] payload = new byte[70];
    System.arraycopy(text.getBytes(), 0, payload, 40, text.length());
    assertEquals(hundredths, UbloxMessages.protocolVersion(payload, 0, payload.length));
    assertEquals(0, UbloxMessages.protocolVersion(payload, 0, 40));
  }
}
