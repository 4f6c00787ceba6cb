package keilog.device.source.gps;

import static keilog.device.source.gps.Fix.ABSENT;
import static keilog.device.source.gps.NmeaFields.packed;

/**
 * Several sentences of one time become one fix. RMC, GGA, GST and ZDA carry the time and open an
 * epoch; GSA and VTG do not and join the open one. An epoch is complete when a sentence of another
 * time arrives, when the line is quiet, or, once the receiver's habit is known, with its usual last
 * sentence. A sentence with one malformed field is dropped whole. What was said twice in an epoch
 * counts as said first.
 */
final class NmeaEpoch {
  /** An epoch does not spread wider, not even over Bluetooth. */
  private static final long QUIET_NANOS = 250_000_000;

  private static final int RMC = packed('R', 'M', 'C');
  private static final int GGA = packed('G', 'G', 'A');
  private static final int GSA = packed('G', 'S', 'A');
  private static final int VTG = packed('V', 'T', 'G');
  private static final int GST = packed('G', 'S', 'T');
  private static final int ZDA = packed('Z', 'D', 'A');
  private static final long HALF_DAY = GnssTime.DAY / 2;

  private final NmeaFields fields = new NmeaFields();
  private final Fix fix = new Fix();
  private final SentenceHabit habit = new SentenceHabit();
  private final Fixes fixes;

  private boolean open;
  private long timeOfDay = ABSENT;
  private long day = ABSENT;
  private char status;
  private long ggaQuality = ABSENT;
  private char mode;
  private long dimensions = ABSENT;
  private long trackSpeed = ABSENT;
  private long trackHeading = ABSENT;
  private long newestNanos;
  private long emittedTime = ABSENT;
  private long datedDay = ABSENT;
  private long datedTime;

  NmeaEpoch(Fixes fixes) {
    this.fixes = fixes;
  }

  /** A sentence with a right checksum, from the byte after {@code $} to the {@code *}. */
  void sentence(byte[] bytes, int from, int to, long arrivedNanos) {
    newestNanos = arrivedNanos;
    fields.split(bytes, from, to);
    int formatter = fields.formatter();
    if (formatter == RMC || formatter == ZDA || formatter == GGA || formatter == GST) {
      timed(formatter, arrivedNanos);
    } else if (open && formatter == GSA) {
      gsa();
    } else if (open && formatter == VTG) {
      vtg();
    } else {
      return;
    }
    if (open && !fields.malformed() && habit.sentence(formatter)) {
      finish(true);
    }
  }

  /** Closes an epoch after which nothing came. */
  void tick(long nowNanos) {
    if (open && nowNanos - newestNanos > QUIET_NANOS) {
      finish(false);
    }
  }

  /** Forgets the open epoch and the receiver's habits. */
  void reset() {
    open = false;
    emittedTime = ABSENT;
    datedDay = ABSENT;
    habit.forget();
  }

  boolean isOpen() {
    return open;
  }

  private void timed(int formatter, long arrivedNanos) {
    long time = fields.timeOfDay(1);
    if (fields.malformed()) {
      return;
    }
    if (open && (time != timeOfDay || time == ABSENT && heard(formatter))) {
      finish(false);
    }
    if (!open) {
      if (time != ABSENT && time == emittedTime) {
        habit.forget();
        return;
      }
      begin(time, arrivedNanos);
    }
    if (formatter == RMC) {
      rmc();
    } else if (formatter == GGA) {
      gga();
    } else if (formatter == GST) {
      gst();
    } else {
      zda();
    }
  }

  /** A receiver without time begins its next epoch by saying the same again. */
  private boolean heard(int formatter) {
    return formatter == RMC && status != 0 || formatter == GGA && ggaQuality != ABSENT;
  }

  private void begin(long time, long arrivedNanos) {
    open = true;
    timeOfDay = time;
    fix.clear(Fix.Protocol.NMEA, arrivedNanos);
    day = ABSENT;
    status = 0;
    ggaQuality = ABSENT;
    mode = 0;
    dimensions = ABSENT;
    trackSpeed = ABSENT;
    trackHeading = ABSENT;
    habit.begin();
  }

  /** 1 time, 2 status, 3–6 position, 7 speed kn, 8 course, 9 date, 10–11 variation, 12 mode. */
  private void rmc() {
    char newStatus = fields.letter(2);
    long latitude = fields.angle(3, 'N', 'S', 90);
    long longitude = fields.angle(5, 'E', 'W', 180);
    long speed = fields.decimal(7, 4);
    long course = fields.decimal(8, 5);
    long date = fields.date(9);
    char newMode = fields.letter(12);
    if (fields.malformed() || status != 0) {
      return;
    }
    status = newStatus == 0 ? 'V' : newStatus;
    mode = newMode;
    day = date;
    place(latitude, longitude);
    if (speed != ABSENT && speed >= 0) {
      fix.speedMmPerSecond = (speed * 1852 + 18_000) / 36_000;
    }
    fix.heading = heading(course);
  }

  /** 1 time, 2–5 position, 6 quality, 7 satellites, 8 HDOP, 9 altitude m, 10 M, 11 geoid, 12 M. */
  private void gga() {
    long latitude = fields.angle(2, 'N', 'S', 90);
    long longitude = fields.angle(4, 'E', 'W', 180);
    long quality = fields.whole(6);
    long satellites = fields.whole(7);
    long dilution = fields.decimal(8, 2);
    long altitude = fields.decimal(9, 3);
    if (fields.malformed() || ggaQuality != ABSENT) {
      return;
    }
    ggaQuality = quality == ABSENT || quality > 8 ? 0 : quality;
    fix.satellites = satellites == ABSENT || satellites > 255 ? ABSENT : satellites;
    fix.horizontalDilution = dilution;
    fix.altitudeMm = altitude;
    place(latitude, longitude);
  }

  /** 1 automatic or manual, 2 dimensions, 3–14 satellites, 15 PDOP, 16 HDOP, 17 VDOP. */
  private void gsa() {
    long newDimensions = fields.whole(2);
    long position = fields.decimal(15, 2);
    long horizontal = fields.decimal(16, 2);
    if (fields.malformed() || dimensions != ABSENT) {
      return;
    }
    dimensions = newDimensions == ABSENT ? 0 : newDimensions;
    fix.positionDilution = position;
    if (fix.horizontalDilution == ABSENT) {
      fix.horizontalDilution = horizontal;
    }
  }

  /** 1 course true, 3 course magnetic, 5 speed kn, 7 speed km/h, 9 mode. */
  private void vtg() {
    long course = fields.decimal(1, 5);
    long speed = fields.decimal(5, 4);
    if (fields.malformed() || trackSpeed != ABSENT) {
      return;
    }
    trackSpeed = speed == ABSENT || speed < 0 ? ABSENT : (speed * 1852 + 18_000) / 36_000;
    trackHeading = heading(course);
  }

  /**
   * 1 time, 2 rms, 3 major, 4 minor, 5 orientation, 6 σ latitude m, 7 σ longitude, 8 σ altitude.
   */
  private void gst() {
    long north = fields.decimal(6, 3);
    long east = fields.decimal(7, 3);
    long up = fields.decimal(8, 3);
    if (fields.malformed() || fix.horizontalAccuracyMm != ABSENT) {
      return;
    }
    if (north != ABSENT && east != ABSENT) {
      fix.horizontalAccuracyMm = Math.round(Math.hypot(north, east));
    }
    fix.verticalAccuracyMm = up;
  }

  /** 1 time, 2 day, 3 month, 4 year. */
  private void zda() {
    long newDay = fields.whole(2);
    long month = fields.whole(3);
    long year = fields.whole(4);
    if (!fields.malformed()
        && newDay != ABSENT
        && month != ABSENT
        && year != ABSENT
        && day == ABSENT) {
      day = GnssTime.day(year, month, newDay);
    }
  }

  private void place(long latitude, long longitude) {
    if (latitude != ABSENT && longitude != ABSENT && !fix.hasPosition()) {
      fix.latitude = latitude;
      fix.longitude = longitude;
    }
  }

  private static long heading(long course) {
    return course == ABSENT ? ABSENT : Math.floorMod(course, 36_000_000L);
  }

  private void finish(boolean byHabit) {
    open = false;
    habit.finished(byHabit);
    emittedTime = timeOfDay;
    fix.quality = quality();
    if (fix.speedMmPerSecond == ABSENT) {
      fix.speedMmPerSecond = trackSpeed;
    }
    if (fix.heading == ABSENT) {
      fix.heading = trackHeading;
    }
    if (fix.quality == 0 || !fix.hasPosition()) {
      fix.quality = 0;
      fix.clearPosition();
    } else {
      fix.dimensions = dimensions == 2 || fix.altitudeMm == ABSENT ? 2 : 3;
      if (fix.dimensions == 2) {
        fix.altitudeMm = ABSENT;
      }
      date();
    }
    fixes.fix(fix);
  }

  /** GGA has no date: the newest one said, moved on over midnight. */
  private void date() {
    if (timeOfDay == ABSENT) {
      return;
    }
    if (day == ABSENT && datedDay != ABSENT) {
      day = timeOfDay < datedTime - HALF_DAY ? datedDay + 1 : datedDay;
    }
    if (day != ABSENT) {
      datedDay = day;
      datedTime = timeOfDay;
      fix.epochNanos = day * GnssTime.DAY + timeOfDay;
    }
  }

  /** No position where either RMC or GGA says so. */
  private int quality() {
    if (status == 'V' || mode == 'N' || status == 0 && ggaQuality == ABSENT) {
      return 0;
    }
    if (ggaQuality != ABSENT) {
      return (int) ggaQuality;
    }
    return switch (mode) {
      case 'D' -> 2;
      case 'P' -> 3;
      case 'R' -> 4;
      case 'F' -> 5;
      case 'E' -> 6;
      case 'M' -> 7;
      case 'S' -> 8;
      default -> 1;
    };
  }
}
