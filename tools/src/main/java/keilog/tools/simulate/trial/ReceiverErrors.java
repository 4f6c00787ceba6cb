package keilog.tools.simulate.trial;

/**
 * How wrong a receiver on trial is.
 *
 * @param hertz epochs a second
 * @param place metres on each axis, white
 * @param speed m/s on each axis, white
 * @param wander metres on each axis, of an error that changes over 100 s
 * @param earliestSeconds from the epoch to the arrival, at least
 * @param latestSeconds from the epoch to the arrival, at most; evenly between
 * @param lost share of epochs that never come
 * @param stamp which time is told as the epoch
 */
public record ReceiverErrors(
    int hertz,
    double place,
    double speed,
    double wander,
    double earliestSeconds,
    double latestSeconds,
    double lost,
    Stamp stamp) {

  /** Which time a fix is given. */
  public enum Stamp {
    /** When it was valid. */
    EPOCH,
    /** When it came, as loggers do that have no better. */
    ARRIVAL
  }

  /** A perfect receiver, but for the last digit of its places. */
  public static ReceiverErrors none(int hertz) {
    return new ReceiverErrors(hertz, 0, 0, 0, 0, 0, 0, Stamp.EPOCH);
  }

  /** White noise as no receiver under open sky has it, late and lossy. */
  public static ReceiverErrors white(int hertz) {
    return new ReceiverErrors(hertz, 0.3, 0.05, 0, 0.06, 0.15, 0.01, Stamp.EPOCH);
  }

  /** Little white noise, and an error that wanders from lap to lap, as real ones have. */
  public static ReceiverErrors wandering(int hertz) {
    return new ReceiverErrors(hertz, 0.03, 0.04, 0.22, 0.06, 0.15, 0.01, Stamp.EPOCH);
  }

  public ReceiverErrors stamped(Stamp newStamp) {
    return new ReceiverErrors(
        hertz, place, speed, wander, earliestSeconds, latestSeconds, lost, newStamp);
  }
}
