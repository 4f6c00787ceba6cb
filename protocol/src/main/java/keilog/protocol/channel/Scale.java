package keilog.protocol.channel;

/**
 * An exact linear scale: value = (raw × numerator + offset) / denominator, in the channel's unit.
 *
 * @param numerator above 0
 * @param denominator above 0
 * @param offset in units of 1/denominator
 */
public record Scale(long numerator, long denominator, long offset) {
  public static final Scale ONE = new Scale(1, 1, 0);

  public Scale {
    if (numerator <= 0 || denominator <= 0) {
      throw new IllegalArgumentException(
          "a scale needs a positive numerator and denominator: numerator=%d, denominator=%d"
              .formatted(numerator, denominator));
    }
  }

  public static Scale of(long numerator, long denominator) {
    return new Scale(numerator, denominator, 0);
  }

  /** The value in the channel's unit. */
  public double value(long raw) {
    return ((double) raw * numerator + offset) / denominator;
  }

  /** The raw number nearest to a value in the channel's unit. */
  public long raw(double value) {
    return Math.round((value * denominator - offset) / numerator);
  }
}
