package keilog.device.source.gps;

/** Civil dates to nanoseconds since 1970 without allocation, and the repair of old receivers. */
final class GnssTime {
  static final long SECOND = 1_000_000_000L;
  static final long DAY = 86_400 * SECOND;

  /** GPS counts weeks in 10 bits: a receiver past its design life is wrong by multiples of this. */
  static final long ROLLOVER = 1024 * 7 * DAY;

  /** No fix of this build is older: 2026-01-01. Dates before are repaired by whole rollovers. */
  static final long EARLIEST = 20_454 * DAY;

  private static final int[] MONTH_DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private GnssTime() {}

  /** Days since 1970-01-01, or ABSENT where there is no such day. */
  static long day(long year, long month, long day) {
    if (month < 1 || month > 12 || day < 1 || day > MONTH_DAYS[(int) month - 1]) {
      return Fix.ABSENT;
    }
    if (month == 2 && day == 29 && (year % 4 != 0 || year % 100 == 0 && year % 400 != 0)) {
      return Fix.ABSENT;
    }
    if (year < 1980 || year > 2200) {
      return Fix.ABSENT;
    }
    // Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
    long y = month <= 2 ? year - 1 : year;
    long era = y / 400;
    long yearOfEra = y - era * 400;
    long dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  /** Nanoseconds into a day, or ABSENT; second 60 exists once in a while. */
  static long timeOfDay(long hour, long minute, long second, long nanos) {
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
      return Fix.ABSENT;
    }
    return (hour * 3600 + minute * 60 + second) * SECOND + nanos;
  }

  /** The date moved on by whole rollovers until it is not before the earliest possible one. */
  static long repaired(long epochNanos, long earliestNanos) {
    long repaired = epochNanos;
    while (repaired < earliestNanos) {
      repaired += ROLLOVER;
    }
    return repaired;
  }
}
