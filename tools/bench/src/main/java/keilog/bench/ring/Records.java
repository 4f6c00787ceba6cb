package keilog.bench.ring;

/** What every ring has to pass on. */
final class Records {
  private Records() {}

  static void check(int drained) {
    if (drained != RingBenchmark.CHUNK) {
      throw new IllegalStateException(
          "everything that was published is drained: published=%d, drained=%d"
              .formatted(RingBenchmark.CHUNK, drained));
    }
  }

  /** A record as an object, for rings of objects. */
  static final class Record {
    long time;
    int channel;
    long value;

    void set(long n) {
      time = n;
      channel = (int) n & 15 | 16;
      value = n;
    }

    long sum() {
      return time + channel + value;
    }
  }
}
