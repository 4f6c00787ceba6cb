package keilog.tools.simulate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 60s}, {@code 2m}, {@code 8h}. */
public final class Span {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s|m|h)");

  private Span() {}

  /** In nanoseconds; empty where it is no duration. */
  public static Optional<Long> nanos(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    double unit =
        switch (m.group(2)) {
          case "ms" -> 1e6;
          case "s" -> 1e9;
          case "m" -> 60e9;
          default -> 3600e9;
        };
    return Optional.of(Math.round(Double.parseDouble(m.group(1)) * unit));
  }
}
