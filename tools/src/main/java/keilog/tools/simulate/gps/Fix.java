package keilog.tools.simulate.gps;

/**
 * What a receiver says of one epoch.
 *
 * @param utcNanos of the epoch, exact
 * @param timed 0: time unknown; 1: date and time; 2: fully resolved
 * @param kind 0 none, 2 two-dimensional, 3 three-dimensional
 * @param satellites used
 * @param latitude degrees
 * @param longitude degrees
 * @param heightMetres above the ellipsoid
 * @param seaMetres above mean sea level
 * @param northSpeed m/s
 * @param eastSpeed m/s
 * @param downSpeed m/s
 * @param heading of motion, degrees
 * @param placeAccuracy metres, horizontal
 * @param heightAccuracy metres
 * @param speedAccuracy m/s
 * @param dilution of position
 */
record Fix(
    long utcNanos,
    int timed,
    int kind,
    int satellites,
    double latitude,
    double longitude,
    double heightMetres,
    double seaMetres,
    double northSpeed,
    double eastSpeed,
    double downSpeed,
    double heading,
    double placeAccuracy,
    double heightAccuracy,
    double speedAccuracy,
    double dilution) {

  double speed() {
    return Math.hypot(northSpeed, eastSpeed);
  }
}
