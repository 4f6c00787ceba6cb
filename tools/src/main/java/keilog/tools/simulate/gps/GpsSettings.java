package keilog.tools.simulate.gps;

/**
 * How a receiver is built and set.
 *
 * @param model which it is
 * @param fresh as it left the factory (NMEA once a second), instead of sending at once as wished
 * @param periodNanos between epochs
 * @param baud of its serial side; 0 for one without (USB): no pacing
 * @param latencyNanos from the epoch to the first byte, at best
 * @param jitterNanos what is added to that, evenly
 * @param startSeconds until the first fix
 * @param dropouts share of epochs that never come
 * @param noise how wrong it is
 * @param talker of its sentences, {@code GN}
 * @param seed of what is random
 */
public record GpsSettings(
    Receiver model,
    boolean fresh,
    long periodNanos,
    int baud,
    long latencyNanos,
    long jitterNanos,
    double startSeconds,
    double dropouts,
    GpsNoise noise,
    String talker,
    long seed) {

  /** What it speaks. */
  public enum Receiver {
    /** No u-blox: NMEA only, deaf to UBX. */
    NMEA,
    /** Protocol 18: CFG-RATE, CFG-MSG, CFG-PRT; refuses VALSET. */
    UBLOX_M8,
    /** Protocol 27: both ways. */
    UBLOX_M9,
    /** Protocol 34: VALSET only. */
    UBLOX_M10
  }

  /** Ten epochs a second from a u-blox M9. */
  public static final GpsSettings USUAL =
      new GpsSettings(
          Receiver.UBLOX_M9,
          false,
          100_000_000,
          115_200,
          70_000_000,
          25_000_000,
          0,
          0,
          GpsNoise.REAL,
          "GN",
          1);
}
