package keilog.protocol.session;

/**
 * Consecutive block numbers.
 *
 * @param first the lowest
 * @param last the highest, included
 */
public record NumberRange(int first, int last) {
  public NumberRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "a range of block numbers rises from 0: first=%d, last=%d".formatted(first, last));
    }
  }

  public boolean holds(int number) {
    return number >= first && number <= last;
  }
}
