package keilog.tools.simulate.gps;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** UBX messages as a receiver sends them. */
final class UbxFrames {
  /** GPS time is ahead of UTC by this, since 2017. */
  private static final long LEAP_SECONDS = 18;

  private static final long GPS_EPOCH_SECONDS = 315_964_800;
  private static final long WEEK_MILLIS = 604_800_000;

  private UbxFrames() {}

  /** Sync, class, id, length, payload, 8-bit Fletcher checksum. */
  static byte[] frame(int messageClass, int id, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    frame.put((byte) 0xB5).put((byte) 0x62).put((byte) messageClass).put((byte) id);
    frame.putShort((short) payload.length).put(payload);
    int a = 0;
    int b = 0;
    for (int i = 2; i < payload.length + 6; i++) {
      a = a + frame.get(i) & 0xff;
      b = b + a & 0xff;
    }
    return frame.put((byte) a).put((byte) b).array();
  }

  static byte[] acknowledge(boolean accepted, int messageClass, int id) {
    return frame(0x05, accepted ? 1 : 0, new byte[] {(byte) messageClass, (byte) id});
  }

  static byte[] version(String software, String hardware, String... extensions) {
    ByteBuffer payload = ByteBuffer.allocate(40 + 30 * extensions.length);
    payload.put(software.getBytes(StandardCharsets.US_ASCII)).position(30);
    payload.put(hardware.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < extensions.length; i++) {
      payload.position(40 + 30 * i).put(extensions[i].getBytes(StandardCharsets.US_ASCII));
    }
    return frame(0x0A, 0x04, payload.array());
  }

  /** NAV-PVT, 92 bytes. */
  static byte[] place(Fix fix) {
    long wholeSecond = Math.floorDiv(fix.utcNanos() + 500_000_000, 1_000_000_000L);
    ZonedDateTime utc = Instant.ofEpochSecond(wholeSecond).atZone(ZoneOffset.UTC);
    int nano = (int) (fix.utcNanos() - wholeSecond * 1_000_000_000L);
    long gpsMillis =
        Math.floorDiv(fix.utcNanos() + 500_000, 1_000_000L)
            - (GPS_EPOCH_SECONDS - LEAP_SECONDS) * 1000;
    int known = fix.timed() == 0 ? 0x00 : fix.timed() == 1 ? 0x03 : 0x07;
    ByteBuffer p = ByteBuffer.allocate(92).order(ByteOrder.LITTLE_ENDIAN);
    p.putInt((int) (gpsMillis % WEEK_MILLIS));
    p.putShort((short) utc.getYear())
        .put((byte) utc.getMonthValue())
        .put((byte) utc.getDayOfMonth());
    p.put((byte) utc.getHour()).put((byte) utc.getMinute()).put((byte) utc.getSecond());
    p.put((byte) known).putInt(fix.timed() == 2 ? 25 : 100_000_000).putInt(nano);
    p.put((byte) fix.kind()).put((byte) (fix.kind() > 1 ? 1 : 0)).put((byte) 0);
    p.put((byte) fix.satellites());
    p.putInt((int) Math.round(fix.longitude() * 1e7))
        .putInt((int) Math.round(fix.latitude() * 1e7));
    p.putInt(millimetres(fix.heightMetres())).putInt(millimetres(fix.seaMetres()));
    p.putInt(millimetres(fix.placeAccuracy())).putInt(millimetres(fix.heightAccuracy()));
    p.putInt(millimetres(fix.northSpeed())).putInt(millimetres(fix.eastSpeed()));
    p.putInt(millimetres(fix.downSpeed())).putInt(millimetres(fix.speed()));
    p.putInt((int) Math.round(fix.heading() * 1e5)).putInt(millimetres(fix.speedAccuracy()));
    p.putInt(fix.speed() > 1 ? 120_000 : 18_000_000);
    p.putShort((short) Math.round(fix.dilution() * 100)).putShort((short) 0);
    return frame(0x01, 0x07, p.array());
  }

  private static int millimetres(double metres) {
    return (int) Math.round(metres * 1000);
  }
}
