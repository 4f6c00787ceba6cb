package keilog.device.source.gps;

/** A fix as it was when it was given. */
record FixCopy(
    Fix.Protocol protocol,
    long arrivedNanos,
    long epochNanos,
    boolean resolved,
    int quality,
    int dimensions,
    long satellites,
    long latitude,
    long longitude,
    long altitudeMm,
    long speedMmPerSecond,
    long heading,
    long horizontalAccuracyMm,
    long positionDilution,
    long horizontalDilution) {

  static FixCopy of(Fix f) {
    return new FixCopy(
        f.protocol,
        f.arrivedNanos,
        f.epochNanos,
        f.resolved,
        f.quality,
        f.dimensions,
        f.satellites,
        f.latitude,
        f.longitude,
        f.altitudeMm,
        f.speedMmPerSecond,
        f.heading,
        f.horizontalAccuracyMm,
        f.positionDilution,
        f.horizontalDilution);
  }

  boolean hasPosition() {
    return latitude != Fix.ABSENT;
  }
}
