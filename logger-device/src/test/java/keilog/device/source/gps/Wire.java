package keilog.device.source.gps;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What receivers put on the wire, written a second time and another way than the parsers read it.
 */
final class Wire {
  static final byte[] GOLDEN_PVT =
      hex(
          "b562 0107 5c00 f8aa610f e607 05 18 17 28 29 37 16000000 ab920000 03 03 ea 1e 5cf0b0b7"
              + "f05d441a c9ef1000 2f431100 64010000 09020000 06000000 faffffff 17000000 09000000"
              + "00000000 1a000000 34285b00 6c00 0000 6c18423e 00000000 00000000 f7b0");

  private Wire() {}

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  /** A sentence with its checksum and line end. */
  static byte[] nmea(String body) {
    int sum = 0;
    for (char c : body.toCharArray()) {
      sum ^= c;
    }
    return "$%s*%02X\r\n".formatted(body, sum).getBytes(StandardCharsets.US_ASCII);
  }

  /** RMC, GGA, GSA and VTG of one epoch; position and speed follow from the time. */
  static byte[] nmeaEpoch(long epochNanos) {
    LocalDateTime t = LocalDateTime.ofInstant(Instant.ofEpochSecond(0, epochNanos), ZoneOffset.UTC);
    String time = t.format(DateTimeFormatter.ofPattern("HHmmss.SS"));
    String date = t.format(DateTimeFormatter.ofPattern("ddMMyy"));
    long step = Math.floorMod(epochNanos / 10_000_000, 100_000L);
    String place = "3609.%05d,N,13955.%05d,E".formatted(step, 99_999 - step);
    String speed = String.format(Locale.ROOT, "%.3f", 40 + step % 1000 / 100.0);
    return join(
        nmea("GNRMC,%s,A,%s,%s,12.50,%s,,,D,V".formatted(time, place, speed, date)),
        nmea("GNVTG,12.50,T,,M,%s,N,,K,D".formatted(speed)),
        nmea(
            "GNGGA,%s,%s,2,%02d,0.80,%d.5,M,40.0,M,,"
                .formatted(time, place, 5 + step % 20, step % 500)),
        nmea("GNGSA,A,3,01,02,03,,,,,,,,,,1.60,0.80,1.40,1"),
        nmea("GPGSV,1,1,01,01,45,100,40"));
  }

  /** NAV-PVT with a good fix; position and speed follow from the time. */
  static byte[] pvt(long epochNanos) {
    return pvt(epochNanos, 3, 0x37, 12);
  }

  static byte[] pvt(long epochNanos, int fixType, int valid, int satellites) {
    long seconds = Math.floorDiv(epochNanos + 500_000_000, 1_000_000_000L);
    int nano = (int) (epochNanos - seconds * 1_000_000_000L);
    LocalDateTime t = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    int step = (int) Math.floorMod(epochNanos / 10_000_000, 100_000L);
    ByteBuffer b = ByteBuffer.allocate(92).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt((int) Math.floorMod(epochNanos / 1_000_000, 604_800_000L));
    b.putShort((short) t.getYear());
    b.put((byte) t.getMonthValue()).put((byte) t.getDayOfMonth());
    b.put((byte) t.getHour()).put((byte) t.getMinute()).put((byte) t.getSecond());
    b.put((byte) valid).putInt(25).putInt(nano);
    b.put((byte) fixType).put((byte) (fixType == 0 ? 0 : 1)).put((byte) 0).put((byte) satellites);
    b.putInt(1_399_190_000 + step).putInt(361_500_000 + step).putInt(50_000).putInt(10_000 + step);
    b.putInt(800).putInt(1_200).putInt(20_000).putInt(1_000).putInt(-50).putInt(20_025 + step);
    b.putInt(1_234_567).putInt(150).putInt(50_000).putShort((short) 150);
    return frame(0x01, 0x07, b.array());
  }

  static byte[] frame(int cls, int id, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0xB5);
    out.write(0x62);
    byte[] body =
        join(
            new byte[] {(byte) cls, (byte) id, (byte) payload.length, (byte) (payload.length >> 8)},
            payload);
    int a = 0;
    int b = 0;
    for (byte x : body) {
      a = (a + (x & 0xFF)) % 256;
      b = (b + a) % 256;
    }
    out.writeBytes(body);
    out.write(a);
    out.write(b);
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
