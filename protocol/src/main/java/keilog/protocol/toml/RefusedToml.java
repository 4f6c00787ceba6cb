package keilog.protocol.toml;

import java.io.IOException;

/** A file says something it must not; the message begins with file and line. */
public final class RefusedToml extends IOException {
  private static final long serialVersionUID = 1;

  /** One fault of a file; lines count from 1. */
  public RefusedToml(String file, int line, String message) {
    super(file + ":" + line + ": " + message);
  }
}
