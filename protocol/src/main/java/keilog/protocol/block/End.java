package keilog.protocol.block;

import java.util.Arrays;

/**
 * The last block of a session: nothing follows, and the number of blocks is this one's plus 1.
 *
 * @param reason why it ended
 * @param detail a line for people; empty where there is nothing to add
 */
public record End(Reason reason, String detail) {

  /** Why a session ended. The id is written to disk: never reuse one. */
  public enum Reason {
    /** One that only a later version knows. */
    OTHER(0),
    /** The stop rule: neither engine nor speed. */
    STOPPED(1),
    /** Somebody said so. */
    COMMAND(2),
    /** Ignition off, SIGTERM. */
    SHUTDOWN(3),
    /** Written by the next start, after a kill or a power cut. */
    RECOVERED(4),
    /** The card is full, or a write or force failed. */
    STORAGE(5);

    private final int id;

    Reason(int id) {
      this.id = id;
    }

    public int id() {
      return id;
    }

    static Reason of(int id) {
      return Arrays.stream(values()).filter(r -> r.id == id).findFirst().orElse(OTHER);
    }
  }

  public static End of(Reason reason) {
    return new End(reason, "");
  }
}
