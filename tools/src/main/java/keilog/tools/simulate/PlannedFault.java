package keilog.tools.simulate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keilog.tools.simulate.wire.Mishap;

/**
 * Something that is to go wrong.
 *
 * @param device {@code elm} or {@code gps}
 * @param mishap what
 * @param atNanos simulated time
 * @param nanos how long
 */
public record PlannedFault(String device, Mishap mishap, long atNanos, long nanos) {
  private static final Pattern TEXT =
      Pattern.compile("(elm|gps):([a-z]+)(?:@([0-9a-z]+))?(?:\\+([0-9a-z]+))?");

  /** {@code elm:unplug@20s+5s}; without a time: now; without a duration: 2 s, or 0 for lvreset. */
  public static Optional<PlannedFault> parse(String text) {
    Matcher m = TEXT.matcher(text.strip());
    if (!m.matches()) {
      return Optional.empty();
    }
    Optional<Mishap> mishap = Mishap.find(m.group(2));
    Optional<Long> at = m.group(3) == null ? Optional.of(0L) : Span.nanos(m.group(3));
    Optional<Long> lasts =
        m.group(4) == null
            ? Optional.of(mishap.equals(Optional.of(Mishap.LVRESET)) ? 0 : 2_000_000_000L)
            : Span.nanos(m.group(4));
    if (mishap.isEmpty() || at.isEmpty() || lasts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new PlannedFault(m.group(1), mishap.get(), at.get(), lasts.get()));
  }
}
