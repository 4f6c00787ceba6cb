package keilog.device.source.gps;

/**
 * Learns which sentence ends a receiver's epoch, so that a fix need not wait for the next one: two
 * epochs with as many sentences and the same last one are a habit.
 */
final class SentenceHabit {
  private int count;
  private int last;
  private int usualCount;
  private int usualLast;
  private int agreed;

  /** An epoch begins. */
  void begin() {
    count = 0;
    last = 0;
  }

  /** A sentence of the epoch; true where it is the usual last one. */
  boolean sentence(int formatter) {
    count++;
    last = formatter;
    return agreed >= 2 && count == usualCount && last == usualLast;
  }

  /** The epoch ended, by habit or because nothing more of it came. */
  void finished(boolean byHabit) {
    if (byHabit) {
      return;
    }
    if (count == usualCount && last == usualLast) {
      agreed++;
    } else if (agreed < 2 || count > usualCount) {
      usualCount = count;
      usualLast = last;
      agreed = 1;
    }
  }

  /** More came after the end: the habit was wrong. */
  void forget() {
    usualCount = 0;
    agreed = 0;
  }
}
