package keilog.protocol.testing;

import java.io.IOException;

/** What can go wrong with one operation of a {@link FaultyStorage}. */
public enum StorageFault {
  /** EIO. A write leaves a part of its bytes; a force loses what it should have made durable. */
  BROKEN("Input/output error"),
  /** ENOSPC. A write leaves a part of its bytes. */
  FULL("No space left on device"),
  /** EROFS. Nothing changes; reading goes on. */
  READ_ONLY("Read-only file system"),
  /** A write says it wrote everything but left a part, a force says done but did nothing. */
  LIE(""),
  /**
   * The process dies within the operation, which may have done a part of its work. Every later
   * operation fails, until {@link FaultyStorage#restart} or {@link FaultyStorage#powerCut}.
   */
  DEATH("the process is dead");

  private final String message;

  StorageFault(String message) {
    this.message = message;
  }

  IOException failure(String operation, String name) {
    return new IOException("%s: %s %s".formatted(message, operation, name));
  }
}
