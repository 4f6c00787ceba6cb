package keilog.protocol.block;

import java.util.Arrays;
import java.util.List;

/**
 * Bytes of a link as they passed, for decoding again with a better profile.
 *
 * @param source name of the source whose link it is
 * @param chunks in rising time
 */
public record RawBytes(String source, List<Chunk> chunks) {

  /** Which way bytes went. The id is written to disk: never reuse one. */
  public enum Direction {
    RECEIVED(0),
    SENT(1);

    private final int id;

    Direction(int id) {
      this.id = id;
    }

    public int id() {
      return id;
    }
  }

  /**
   * Bytes that passed together.
   *
   * @param timeNanos of the first of them, on the session's monotonic axis
   */
  public record Chunk(long timeNanos, Direction direction, byte[] bytes) {
    public Chunk {
      bytes = bytes.clone();
    }

    /** A copy. */
    @Override
    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Chunk c
          && c.timeNanos == timeNanos
          && c.direction == direction
          && Arrays.equals(c.bytes, bytes);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(timeNanos) * 31 + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Chunk[timeNanos=%d, direction=%s, bytes=%d]"
          .formatted(timeNanos, direction, bytes.length);
    }
  }

  public RawBytes {
    chunks = List.copyOf(chunks);
  }
}
