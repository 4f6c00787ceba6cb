package keilog.protocol.session;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keilog.protocol.block.SessionId;

/**
 * A session's file name: {@code az-1-000012-01-8f3a2c10.keilog}.
 *
 * @param device name of the car's logger
 * @param session whose blocks the file holds
 */
public record SessionFile(String device, SessionId session) {
  public static final String SUFFIX = ".keilog";

  private static final Pattern NAME =
      Pattern.compile("(.{1,64})-(\\d{6,9}-\\d{2,6}-[0-9a-f]{8})\\" + SUFFIX);

  /** Reads a plain file name; empty where it is no session's. */
  public static Optional<SessionFile> parse(String name) {
    Matcher m = NAME.matcher(name);
    return m.matches()
        ? Optional.of(new SessionFile(m.group(1), SessionId.parse(m.group(2))))
        : Optional.empty();
  }

  /** The plain file name. */
  public String name() {
    return device + "-" + session + SUFFIX;
  }
}
