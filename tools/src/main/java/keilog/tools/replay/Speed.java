package keilog.tools.replay;

/**
 * How fast a drive goes by.
 *
 * @param factor 1 for as it was, 10 for ten times as fast; infinite for as fast as the broker takes
 *     it
 */
public record Speed(double factor) {
  public static final Speed ORIGINAL = new Speed(1);
  public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

  public Speed {
    if (Double.isNaN(factor) || factor < 0.01) {
      throw new IllegalArgumentException("a speed is a factor from 0.01, or max: speed=" + factor);
    }
  }

  /** Reads {@code 1}, {@code 0.5}, {@code 20x} or {@code max}. */
  public static Speed parse(String text) {
    if (text.equals("max")) {
      return MAX;
    }
    try {
      return new Speed(
          Double.parseDouble(text.endsWith("x") ? text.substring(0, text.length() - 1) : text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a speed is a factor such as 1 or 10, or max: speed=" + text, e);
    }
  }

  boolean isMax() {
    return Double.isInfinite(factor);
  }

  @Override
  public String toString() {
    return isMax() ? "max" : factor == Math.rint(factor) ? (long) factor + "x" : factor + "x";
  }
}
