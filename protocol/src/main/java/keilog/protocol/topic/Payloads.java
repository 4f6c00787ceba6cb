package keilog.protocol.topic;

import java.util.Optional;
import java.util.regex.Pattern;
import keilog.protocol.block.SessionId;

/** Bounds that several payloads share. */
final class Payloads {
  static final int NAME_CHARS = 64;
  static final int ID_CHARS = 32;
  static final int SENTENCE_CHARS = 500;

  /** The year 10000 in unix milliseconds, and 292 years of uptime: beyond any honest value. */
  static final long LATEST_MILLIS = 253_402_300_800_000L;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private Payloads() {}

  static Optional<String> sha256(Optional<String> text) throws PayloadException {
    if (text.isPresent() && !SHA256.matcher(text.get()).matches()) {
      throw new PayloadException("a sha256 has 64 lower-case hex digits: sha256=" + text.get());
    }
    return text;
  }

  static SessionId session(String text) throws PayloadException {
    try {
      return SessionId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new PayloadException(e.getMessage());
    }
  }

  static String name(String text) throws PayloadException {
    if (!Topics.isName(text)) {
      throw new PayloadException("a name has 1 to 64 of A-Z a-z 0-9 _ -: name=" + text);
    }
    return text;
  }
}
