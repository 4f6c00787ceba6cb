package keilog.protocol.car;

import java.io.IOException;

/** A profile says something it must not; the message begins with file and line. */
public final class RefusedProfile extends IOException {
  private static final long serialVersionUID = 1;

  RefusedProfile(String file, int line, String message) {
    super(file + ":" + line + ": " + message);
  }
}
