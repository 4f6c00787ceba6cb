package keilog.protocol.block;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a session without any clock: the device's boot counter, the session's number within that
 * boot, and random bits.
 *
 * @param boot from 1, counted by the device
 * @param ordinal from 1 within the boot
 * @param random also the session field of every block's frame
 */
public record SessionId(int boot, int ordinal, int random) {
  private static final Pattern TEXT = Pattern.compile("(\\d{6,9})-(\\d{2,6})-([0-9a-f]{8})");

  /** As in file names and topics: {@code 000012-01-8f3a2c10}. */
  @Override
  public String toString() {
    return "%06d-%02d-%08x".formatted(boot, ordinal, random);
  }

  /** Reads what {@link #toString()} wrote. */
  public static SessionId parse(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "a session id looks like 000012-01-8f3a2c10: text=" + text);
    }
    return new SessionId(
        Integer.parseInt(m.group(1)),
        Integer.parseInt(m.group(2)),
        Integer.parseUnsignedInt(m.group(3), 16));
  }
}
