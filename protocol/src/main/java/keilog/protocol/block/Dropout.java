package keilog.protocol.block;

import java.util.Arrays;

/**
 * The log's own account of what it could not keep.
 *
 * @param source name of the source whose rows are missing; empty where it concerns all
 * @param reason why
 * @param fromNanos first moment of the loss, on the session's monotonic axis
 * @param toNanos last moment of the loss
 * @param rows how many rows are missing
 * @param samples how many values they held
 */
public record Dropout(
    String source, Reason reason, long fromNanos, long toNanos, long rows, long samples) {

  /** Why rows are missing. The id is written to disk: never reuse one. */
  public enum Reason {
    /** One that only a later version knows. */
    OTHER(0),
    /** The source's ring was full: the recorder stood still for longer than it holds. */
    RING_FULL(1),
    /** The card took nothing and the memory store was full. */
    MEMORY_FULL(2),
    /** A row or block could not be encoded. */
    UNENCODABLE(3),
    /** A link's own buffer ran over before it was read. */
    LINK_OVERRUN(4);

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

  public Dropout {
    if (rows < 0 || samples < 0) {
      throw new IllegalArgumentException(
          "a drop-out counts from 0: rows=%d, samples=%d".formatted(rows, samples));
    }
  }
}
