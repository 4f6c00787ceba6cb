package keilog.device.source.gps;

import static keilog.device.source.gps.Bytes.i4;
import static keilog.device.source.gps.Bytes.u1;
import static keilog.device.source.gps.Bytes.u2;
import static keilog.device.source.gps.Bytes.u4;

/**
 * UBX NAV-PVT (92 bytes; 84 on firmware 7) and HNR-PVT (72 bytes, dead reckoning receivers between
 * fixes) to a fix. Source: u-blox 8 / M8 interface description.
 */
final class NavPvt {
  private static final int TIME_FLAGS = 0b111; // date valid, time valid, fully resolved

  /** Worse than this the receiver's time comes from its own clock, not from satellites. */
  private static final long WORST_TIME_ACCURACY = 10_000_000;

  private final Fix fix = new Fix();

  /** Decodes one payload, or returns null where it is too short to be one. */
  Fix decode(byte[] b, int at, int length, long arrivedNanos) {
    if (length < 84) {
      return null;
    }
    fix.clear(Fix.Protocol.UBX, arrivedNanos);
    fix.timeAccuracyNanos = u4(b, at + 12);
    time(b, at, i4(b, at + 16));
    if (fix.timeAccuracyNanos > WORST_TIME_ACCURACY) {
      fix.epochNanos = Fix.ABSENT;
      fix.resolved = false;
    }
    fix.satellites = u1(b, at + 23);
    fix.horizontalAccuracyMm = u4(b, at + 40);
    fix.verticalAccuracyMm = u4(b, at + 44);
    fix.speedAccuracyMmPerSecond = u4(b, at + 68);
    fix.positionDilution = u2(b, at + 76);
    int flags = u1(b, at + 21);
    kind(u1(b, at + 20), (flags & 1) != 0, (flags & 2) != 0, flags >> 6);
    if (fix.dimensions > 0) {
      position(b, at + 24, at + 36);
      fix.speedMmPerSecond = i4(b, at + 60);
      fix.heading = heading(i4(b, at + 64));
      fix.climbMmPerSecond = -(long) i4(b, at + 56);
    }
    return plausible();
  }

  /** Decodes one HNR-PVT payload, or returns null where it is too short to be one. */
  Fix decodeHighRate(byte[] b, int at, int length, long arrivedNanos) {
    if (length < 72) {
      return null;
    }
    fix.clear(Fix.Protocol.UBX, arrivedNanos);
    time(b, at, i4(b, at + 12));
    int flags = u1(b, at + 17);
    fix.horizontalAccuracyMm = u4(b, at + 52);
    fix.verticalAccuracyMm = u4(b, at + 56);
    fix.speedAccuracyMmPerSecond = u4(b, at + 60);
    kind(u1(b, at + 16), (flags & 1) != 0, (flags & 2) != 0, 0);
    if (fix.dimensions > 0) {
      position(b, at + 20, at + 32);
      fix.speedMmPerSecond = Math.abs((long) i4(b, at + 36));
      fix.heading = heading(i4(b, at + 44));
    }
    return plausible();
  }

  /**
   * iTOW is not needed: the calendar plus nanoseconds, which may be negative, is the same instant.
   */
  private void time(byte[] b, int at, int nanos) {
    int valid = u1(b, at + 11);
    if ((valid & TIME_FLAGS) != TIME_FLAGS) {
      return;
    }
    long day = GnssTime.day(u2(b, at + 4), u1(b, at + 6), u1(b, at + 7));
    long time = GnssTime.timeOfDay(u1(b, at + 8), u1(b, at + 9), u1(b, at + 10), nanos);
    if (day != Fix.ABSENT && time != Fix.ABSENT && Math.abs((long) nanos) <= GnssTime.SECOND) {
      fix.epochNanos = day * GnssTime.DAY + time;
      fix.resolved = true;
    }
  }

  private void kind(int type, boolean ok, boolean differential, int carrier) {
    if (!ok || type == 0 || type > 4) {
      return;
    }
    fix.dimensions = type == 2 ? 2 : 3;
    fix.quality = type == 1 ? 6 : carrier == 2 ? 4 : carrier == 1 ? 5 : differential ? 2 : 1;
  }

  private void position(byte[] b, int at, int aboveSea) {
    fix.longitude = i4(b, at);
    fix.latitude = i4(b, at + 4);
    if (fix.dimensions == 3) {
      fix.altitudeMm = i4(b, aboveSea);
    }
  }

  private static long heading(int raw) {
    return Math.floorMod(raw, 36_000_000);
  }

  private Fix plausible() {
    if (fix.hasPosition()
        && (Math.abs(fix.latitude) > 900_000_000L
            || Math.abs(fix.longitude) > 1_800_000_000L
            || fix.speedMmPerSecond < 0)) {
      fix.clearPosition();
      fix.dimensions = 0;
      fix.quality = 0;
    }
    return fix;
  }
}
