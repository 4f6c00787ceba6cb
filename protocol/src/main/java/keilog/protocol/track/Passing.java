package keilog.protocol.track;

/**
 * A gate was passed, and when.
 *
 * @param gate which, by its number in the course
 * @param crossing what the listener is told
 * @param odometer metres driven since the first fix
 * @param before number of the last fix before it
 * @param drift one deviation of the receiver's slow error, metres
 * @param poor whether a fix within a second was poor
 * @param gap whether fixes are missing there
 */
record Passing(
    int gate,
    Crossing crossing,
    double odometer,
    int before,
    double drift,
    boolean poor,
    boolean gap) {}
