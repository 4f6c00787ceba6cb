package keilog.device.source.gps;

/**
 * The fields of one sentence, by index, read without allocation. An empty field is {@link
 * Fix#ABSENT}; one that is not what it should be makes the whole sentence {@link #malformed()}.
 */
final class NmeaFields {
  private static final int MOST_FIELDS = 40;
  private static final int MOST_DIGITS = 9;
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  private final int[] from = new int[MOST_FIELDS];
  private final int[] to = new int[MOST_FIELDS];
  private byte[] bytes;
  private int count;
  private boolean malformed;

  /** Finds the fields of a sentence; field 0 is talker and formatter. */
  void split(byte[] sentence, int start, int end) {
    bytes = sentence;
    count = 0;
    malformed = false;
    int at = start;
    for (int i = start; i <= end && count < MOST_FIELDS; i++) {
      if (i == end || sentence[i] == ',') {
        from[count] = at;
        to[count++] = i;
        at = i + 1;
      }
    }
  }

  int count() {
    return count;
  }

  boolean malformed() {
    return malformed;
  }

  /** The formatter of a sentence from a GNSS talker as three packed letters, or 0 for any other. */
  int formatter() {
    int i = from[0];
    if (to[0] - i != 5) {
      return 0;
    }
    byte t = bytes[i];
    byte u = bytes[i + 1];
    boolean gnss =
        t == 'G'
                && (u == 'P' || u == 'N' || u == 'L' || u == 'A' || u == 'B' || u == 'Q'
                    || u == 'I')
            || t == 'B' && u == 'D'
            || t == 'Q' && u == 'Z';
    return gnss ? packed(bytes[i + 2], bytes[i + 3], bytes[i + 4]) : 0;
  }

  static int packed(int a, int b, int c) {
    return a << 16 | b << 8 | c;
  }

  boolean empty(int field) {
    return field >= count || from[field] == to[field];
  }

  /** The only character of a field, or 0 where it is empty. */
  char letter(int field) {
    if (empty(field)) {
      return 0;
    }
    if (to[field] - from[field] != 1) {
      malformed = true;
      return 0;
    }
    return (char) bytes[from[field]];
  }

  /** A decimal number in units of 10^-decimals, rounded to the nearest. */
  long decimal(int field, int decimals) {
    if (empty(field)) {
      return Fix.ABSENT;
    }
    int i = from[field];
    boolean negative = bytes[i] == '-';
    if (negative) {
      i++;
    }
    return decimal(i, to[field], decimals, negative);
  }

  private long decimal(int start, int stop, int decimals, boolean negative) {
    long value = 0;
    int whole = 0;
    int fraction = -1;
    long half = 0;
    for (int i = start; i < stop; i++) {
      int digit = bytes[i] - '0';
      if (bytes[i] == '.' && fraction < 0) {
        fraction = 0;
      } else if (digit < 0 || digit > 9 || fraction < 0 && ++whole > MOST_DIGITS) {
        return bad();
      } else if (fraction < decimals) {
        value = value * 10 + digit;
        fraction += fraction < 0 ? 0 : 1;
      } else if (fraction == decimals) {
        half = digit >= 5 ? 1 : 0;
        fraction++;
      }
    }
    if (whole == 0 && fraction <= 0) {
      return bad();
    }
    int missing = decimals - Math.clamp(fraction, 0, decimals);
    long scaled = value * POWERS[missing] + half;
    return negative ? -scaled : scaled;
  }

  /** A whole number without sign. */
  long whole(int field) {
    return empty(field) ? Fix.ABSENT : digits(from[field], to[field]);
  }

  /** {@code hhmmss} or {@code hhmmss.sss} as nanoseconds into the day. */
  long timeOfDay(int field) {
    if (empty(field)) {
      return Fix.ABSENT;
    }
    int i = from[field];
    int length = to[field] - i;
    if (length < 6 || length > 6 && bytes[i + 6] != '.') {
      return bad();
    }
    long nanos = 0;
    if (length > 7) {
      nanos = decimal(i + 6, to[field], 9, false);
    }
    long time =
        nanos == Fix.ABSENT
            ? Fix.ABSENT
            : GnssTime.timeOfDay(
                digits(i, i + 2), digits(i + 2, i + 4), digits(i + 4, i + 6), nanos);
    return time == Fix.ABSENT ? bad() : time;
  }

  /**
   * {@code ddmmyy} as days since 1970; years 80..99 are the nineties, as rolled-over receivers say.
   */
  long date(int field) {
    if (empty(field)) {
      return Fix.ABSENT;
    }
    int i = from[field];
    if (to[field] - i != 6) {
      return bad();
    }
    long year = digits(i + 4, i + 6);
    long day =
        GnssTime.day(year + (year >= 80 ? 1900 : 2000), digits(i + 2, i + 4), digits(i, i + 2));
    return day == Fix.ABSENT ? bad() : day;
  }

  /** {@code ddmm.mmmm} or {@code dddmm.mmmm} and its hemisphere in the next field, in 1e-7°. */
  long angle(int field, char positive, char negative, int mostDegrees) {
    char hemisphere = letter(field + 1);
    if (empty(field) || hemisphere == 0) {
      return Fix.ABSENT;
    }
    int point = from[field];
    while (point < to[field] && bytes[point] != '.') {
      point++;
    }
    int minutesAt = point - 2;
    if (minutesAt < from[field] || hemisphere != positive && hemisphere != negative) {
      return bad();
    }
    long degrees = minutesAt == from[field] ? 0 : digits(from[field], minutesAt);
    long minutesE8 = decimal(minutesAt, to[field], 8, false);
    if (degrees == Fix.ABSENT || minutesE8 == Fix.ABSENT || minutesE8 >= 60_00000000L) {
      return bad();
    }
    long e7 = (degrees * 60_00000000L + minutesE8 + 300) / 600;
    if (e7 > mostDegrees * 10_000_000L) {
      return bad();
    }
    return hemisphere == negative ? -e7 : e7;
  }

  private long digits(int start, int stop) {
    long value = 0;
    if (stop <= start || stop - start > MOST_DIGITS) {
      return bad();
    }
    for (int i = start; i < stop; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return bad();
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private long bad() {
    malformed = true;
    return Fix.ABSENT;
  }
}
