package keilog.protocol.car;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact positive fraction, {@code 3/2}: a four-stroke triple with one distributor gives three
 * ignition pulses in two turns of the crank.
 *
 * @param numerator above 0
 * @param denominator above 0
 */
public record Ratio(int numerator, int denominator) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})(?:/(\\d{1,6}))?");

  public Ratio {
    if (numerator <= 0 || denominator <= 0) {
      throw new IllegalArgumentException(
          "a ratio has a positive numerator and denominator: numerator=%d, denominator=%d"
              .formatted(numerator, denominator));
    }
  }

  /** Reads {@code 3/2} or {@code 2}. */
  public static Ratio parse(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("a ratio looks like 3/2 or 2: text=" + text);
    }
    return new Ratio(
        Integer.parseInt(m.group(1)), m.group(2) == null ? 1 : Integer.parseInt(m.group(2)));
  }

  public double value() {
    return (double) numerator / denominator;
  }

  @Override
  public String toString() {
    return denominator == 1 ? Integer.toString(numerator) : numerator + "/" + denominator;
  }
}
