package keilog.device.source.gps;

/**
 * What a receiver said of one epoch, in the raw units of the channels it fills. Mutable and reused;
 * a number the receiver did not give is {@link #ABSENT}.
 */
final class Fix {
  static final long ABSENT = Long.MIN_VALUE;

  /** Who told it: decides which columns a row has. */
  enum Protocol {
    NMEA,
    UBX
  }

  Protocol protocol;

  /** Monotonic nanoseconds at which the first message of the epoch had arrived. */
  long arrivedNanos;

  /** UTC nanoseconds since 1970, or ABSENT before the receiver knows date and time. */
  long epochNanos;

  /** The receiver says that its leap seconds are right too. */
  boolean resolved;

  /** How wrong {@link #epochNanos} may be, or ABSENT. */
  long timeAccuracyNanos;

  /** As NMEA GGA counts: 0 none, 1 GNSS, 2 differential, 4 RTK, 5 RTK float, 6 dead reckoning. */
  int quality;

  /** 0 none, 2 without altitude, 3 with. */
  int dimensions;

  long satellites;
  long latitude;
  long longitude;
  long altitudeMm;
  long speedMmPerSecond;
  long heading;
  long climbMmPerSecond;
  long horizontalAccuracyMm;
  long verticalAccuracyMm;
  long speedAccuracyMmPerSecond;
  long positionDilution;
  long horizontalDilution;

  /** Forgets everything. */
  Fix clear(Protocol by, long arrived) {
    protocol = by;
    arrivedNanos = arrived;
    epochNanos = ABSENT;
    resolved = false;
    timeAccuracyNanos = ABSENT;
    quality = 0;
    dimensions = 0;
    satellites = ABSENT;
    horizontalAccuracyMm = ABSENT;
    verticalAccuracyMm = ABSENT;
    speedAccuracyMmPerSecond = ABSENT;
    positionDilution = ABSENT;
    horizontalDilution = ABSENT;
    clearPosition();
    return this;
  }

  /** Forgets where and how fast; quality stays. */
  void clearPosition() {
    latitude = ABSENT;
    longitude = ABSENT;
    altitudeMm = ABSENT;
    speedMmPerSecond = ABSENT;
    heading = ABSENT;
    climbMmPerSecond = ABSENT;
  }

  boolean hasPosition() {
    return latitude != ABSENT;
  }
}
