package keilog.protocol.topic;

/**
 * Consecutive block numbers of a session.
 *
 * @param first from 0
 * @param last not below first; itself in the range
 */
public record BlockRange(int first, int last) {
  public BlockRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "a range of blocks runs upwards from 0: first=%d, last=%d".formatted(first, last));
    }
  }

  public boolean contains(int number) {
    return number >= first && number <= last;
  }
}
