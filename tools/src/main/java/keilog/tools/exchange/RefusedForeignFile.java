package keilog.tools.exchange;

import java.io.IOException;

/**
 * A file that cannot be read at all; the message begins with the file, and its line where known.
 */
public final class RefusedForeignFile extends IOException {
  private static final long serialVersionUID = 1;

  RefusedForeignFile(String file, String message) {
    super(file + ": " + message);
  }

  RefusedForeignFile(String file, long line, String message) {
    super(file + ":" + line + ": " + message);
  }
}
