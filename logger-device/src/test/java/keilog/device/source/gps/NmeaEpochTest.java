package keilog.device.source.gps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NmeaEpochTest {
  private static final long START = 1_795_000_000_000_000_000L;

  private static List<FixCopy> fixes(String... bodies) {
    return Decoder.decode(Wire.join(Stream.of(bodies).map(Wire::nmea).toArray(byte[][]::new)));
  }

  @Test
  void readsTheVectorOfAnM9N() {
    FixCopy fix =
        Decoder.decode(
                "$GNRMC,223745.00,A,3806.62964,N,12237.61382,W,0.040,,110720,,,D,V*0E\r\n"
                    .getBytes())
            .getFirst();
    assertEquals(1_594_507_065_000_000_000L, fix.epochNanos());
    assertEquals(381_104_940, fix.latitude());
    assertEquals(-1_226_268_970, fix.longitude());
    assertEquals(21, fix.speedMmPerSecond());
    assertEquals(Fix.ABSENT, fix.heading());
    assertEquals(2, fix.quality());
  }

  @Test
  void joinsSeveralSentencesOfOneTime() {
    List<FixCopy> fixes =
        Decoder.decode(Wire.join(Wire.nmeaEpoch(START), Wire.nmeaEpoch(START + 100_000_000)));
    assertEquals(2, fixes.size());
    FixCopy fix = fixes.getFirst();
    assertEquals(START, fix.epochNanos());
    assertEquals(160, fix.positionDilution());
    assertEquals(80, fix.horizontalDilution());
    assertEquals(3, fix.dimensions());
    assertEquals(1_250_000, fix.heading());
    assertTrue(fix.satellites() >= 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GP", "GN", "GL", "GA", "GB", "BD", "GQ", "QZ", "GI"})
  void hearsEveryTalker(String talker) {
    assertEquals(
        1, fixes(talker + "RMC,120000.00,A,3609.0,N,13955.0,E,10.0,90.0,190726,,,A").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GPRMC,120000.00,V,3609.0,N,13955.0,E,10.0,90.0,190726,,,N",
        "GPRMC,120000.00,,3609.0,N,13955.0,E,10.0,90.0,190726,,,A",
        "GPRMC,,V,,,,,,,,,,N",
        "GPGGA,120000.00,,,,,0,00,99.99,,,,,,",
        "GPGGA,120000.00,3609.0,N,13955.0,E,0,04,1.0,10.0,M,,M,,",
        "GPGGA,120000.00,3609.0,N,,E,1,04,1.0,10.0,M,,M,,",
        "GPRMC,120000.00,A,3609.0,N,13955.0,E,10.0,90.0,190726,,,N"
      })
  void givesNoPositionWithoutAFix(String body) {
    List<FixCopy> fixes = fixes(body);
    assertEquals(1, fixes.size());
    assertFalse(fixes.getFirst().hasPosition());
    assertEquals(0, fixes.getFirst().quality());
    assertEquals(Fix.ABSENT, fixes.getFirst().epochNanos());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GPRMC,120000.00,A,9100.0,N,13955.0,E,10.0,90.0,190726,,,A",
        "GPRMC,120000.00,A,3660.0,N,13955.0,E,10.0,90.0,190726,,,A",
        "GPRMC,120000.00,A,3609.0,X,13955.0,E,10.0,90.0,190726,,,A",
        "GPRMC,120000.00,A,3609.0,N,18100.0,E,10.0,90.0,190726,,,A",
        "GPRMC,120000.00,A,3609.0,N,13955.0,E,1x.0,90.0,190726,,,A",
        "GPRMC,120000.00,A,3609.0,N,13955.0,E,10.0,9.0.0,190726,,,A",
        "GPRMC,120000.00,A,3609.0,N,13955.0,E,10.0,90.0,310226,,,A",
        "GPRMC,120000.00,A,3609.0,N,13955.0,E,10.0,90.0,19072,,,A",
        "GPRMC,120000.00,AA,3609.0,N,13955.0,E,10.0,90.0,190726,,,A",
        "GPRMC,240000.00,A,3609.0,N,13955.0,E,10.0,90.0,190726,,,A",
        "GPRMC,1200.00,A,3609.0,N,13955.0,E,10.0,90.0,190726,,,A",
        "GPRMC,120000.00,A,-3609.0,N,13955.0,E,10.0,90.0,190726,,,A",
        "GPRMC,120000.00,A,.,N,13955.0,E,10.0,90.0,190726,,,A",
        "GPRMC,120000.00,A,99999999999999999999.0,N,13955.0,E,10.0,90.0,190726,,,A",
        "GPRMC",
        "GPGGA,120000.00,3609.0,N,13955.0,E,1,4,x,10.0,M,,M,,",
        "GPGGA,120000.00,3609.0,N,13955.0,E,-1,4,1.0,10.0,M,,M,,"
      })
  void dropsASentenceWithOneMalformedField(String body) {
    fixes(body).forEach(f -> assertFalse(f.hasPosition(), f.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$GPRMC,120000.00,A,3609.0,N,13955.0,E,10.0,90.0,190726,,,A\r\n",
        "$GPRMC,120000.00,A,3609.0,N,13955.0,E,10.0,90.0,190726,,,A*\r\n",
        "$GPRMC,120000.00,A,3609.0,N,13955.0,E,10.0,90.0,190726,,,A*0\r\n",
        "$GPRMC,120000.00,A,3609.0,N,13955.0,E,10.0,90.0,190726,,,A*00\r\n",
        "$GPRMC,120000.00,A,3609.0,N,13955.0,E,10.0,90.0,190726,,,A*ZZ\r\n",
        "$\r\n",
        "$*\r\n",
        "$*00\r\n",
        "*00\r\n"
      })
  void dropsASentenceWithoutARightChecksum(String line) {
    assertEquals(List.of(), Decoder.decode(line.getBytes()));
  }

  @Test
  void takesTheDateOverMidnightWhereOnlyGgaComes() {
    List<FixCopy> fixes =
        fixes(
            "GPRMC,235959.90,A,3609.0,N,13955.0,E,10.0,90.0,311226,,,A",
            "GPGGA,000000.00,3609.0,N,13955.0,E,1,04,1.0,10.0,M,,M,,");
    assertEquals(100_000_000, fixes.get(1).epochNanos() - fixes.get(0).epochNanos());
  }

  @Test
  void takesTheDateFromZda() {
    List<FixCopy> fixes =
        fixes(
            "GPGGA,120000.00,3609.0,N,13955.0,E,1,04,1.0,10.0,M,,M,,",
            "GPZDA,120000.00,19,07,2026,00,00");
    assertEquals(1_784_462_400_000_000_000L, fixes.getFirst().epochNanos());
  }

  @Test
  void givesNoAltitudeInTwoDimensions() {
    List<FixCopy> fixes =
        fixes(
            "GPGGA,120000.00,3609.0,N,13955.0,E,1,04,1.0,10.0,M,,M,,",
            "GPGSA,A,2,01,02,03,,,,,,,,,,5.0,4.0,3.0",
            "GPRMC,120000.00,A,3609.0,N,13955.0,E,10.0,90.0,190726,,,A");
    assertEquals(2, fixes.getFirst().dimensions());
    assertEquals(Fix.ABSENT, fixes.getFirst().altitudeMm());
  }

  @Test
  void learnsWhichSentenceEndsAnEpochAndStopsWaiting() {
    Decoder decoder = new Decoder();
    for (int i = 0; i < 5; i++) {
      byte[] epoch = Wire.nmeaEpoch(START + i * 100_000_000L);
      decoder.splitter.take(epoch, 0, epoch.length, i * 100_000_000L);
    }
    assertEquals(5, decoder.fixes.size());
    assertFalse(decoder.nmea.isOpen());
  }

  @Test
  void closesAnEpochWhenTheLineIsQuiet() {
    Decoder decoder = new Decoder();
    byte[] epoch = Wire.nmeaEpoch(START);
    decoder.splitter.take(epoch, 0, epoch.length, 1_000_000_000L);
    decoder.nmea.tick(1_100_000_000L);
    assertEquals(0, decoder.fixes.size());
    decoder.nmea.tick(1_300_000_000L);
    assertEquals(1, decoder.fixes.size());
    assertEquals(1_000_000_000L, decoder.fixes.getFirst().arrivedNanos());
  }

  @Test
  void roundsMinutesToTheNearestTenMillionthOfADegree() {
    FixCopy fix =
        fixes("GPRMC,120000.00,A,0000.00000029,S,00000.00000031,W,0.0,,190726,,,A").getFirst();
    assertEquals(0, fix.latitude());
    assertEquals(
        -1,
        fixes("GPRMC,120000.00,A,0000.000003,N,00000.000003,W,0.0,,190726,,,A")
            .getFirst()
            .longitude());
  }
}
