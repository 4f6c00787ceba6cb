package keilog.device.source.gps;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** Any bytes, in any pieces: no exception, no fix outside the world, the same fixes. */
class GpsParsersFuzzTest {

  @FuzzTest(maxDuration = "30s")
  void anyStream(byte[] bytes) {
    List<FixCopy> whole = Decoder.decode(bytes.length == 0 ? new byte[1] : bytes);
    whole.forEach(GpsParsersFuzzTest::plausible);
    Assertions.assertEquals(whole, Decoder.decode(bytes.length == 0 ? new byte[1] : bytes, 3));
  }

  @FuzzTest(maxDuration = "30s")
  void anySentence(byte[] bytes) {
    int sum = 0;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.clamp(bytes[i] & 0x7F, 0x20, 0x7D);
      bytes[i] = bytes[i] == '$' || bytes[i] == '*' ? (byte) ',' : bytes[i];
      sum ^= bytes[i];
    }
    byte[] end = "*%02X\r\n".formatted(sum).getBytes();
    Decoder.decode(Wire.join(new byte[] {'$'}, bytes, end)).forEach(GpsParsersFuzzTest::plausible);
  }

  @FuzzTest(maxDuration = "30s")
  void anyPayload(byte[] bytes) {
    byte[] framed =
        Wire.join(
            Wire.frame(0x01, 0x07, bytes),
            Wire.frame(0x28, 0x00, bytes),
            Wire.frame(0x0A, 0x04, bytes));
    Decoder.decode(framed).forEach(GpsParsersFuzzTest::plausible);
    UbloxMessages.protocolVersion(bytes, 0, bytes.length);
  }

  private static void plausible(FixCopy fix) {
    if (fix.hasPosition()) {
      assertTrue(Math.abs(fix.latitude()) <= 900_000_000L, fix.toString());
      assertTrue(Math.abs(fix.longitude()) <= 1_800_000_000L, fix.toString());
      assertTrue(
          fix.speedMmPerSecond() == Fix.ABSENT || fix.speedMmPerSecond() >= 0, fix.toString());
      assertTrue(fix.heading() == Fix.ABSENT || fix.heading() >= 0 && fix.heading() < 36_000_000);
      assertTrue(fix.quality() > 0 && fix.quality() <= 8, fix.toString());
    }
    assertTrue(fix.epochNanos() == Fix.ABSENT || fix.epochNanos() > 0, fix.toString());
  }
}
