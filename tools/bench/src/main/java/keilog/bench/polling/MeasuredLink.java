package keilog.bench.polling;

import keilog.device.link.Link;

/**
 * Measures the host's turnaround: from the read that brought the prompt to the write of the next
 * request, and from write to write. Fixed room; one thread.
 */
final class MeasuredLink implements Link {
  private static final int MOST = 200_000;

  /** Requests are told apart by their length: a repeat is one byte, the fast plan's the longest. */
  private static final int MOST_LENGTH = 64;

  private final Link link;
  private final long[] gaps = new long[MOST];
  private final long[] cycles = new long[MOST];
  private final byte[] lengths = new byte[MOST];
  private int size;
  private int lastLength;
  private boolean prompted;
  private long promptNanos;
  private long writtenNanos;

  MeasuredLink(Link link) {
    this.link = link;
  }

  @Override
  public int read(byte[] into, int offset, int length, int timeoutMillis) {
    int count = link.read(into, offset, length, timeoutMillis);
    if (count > 0 && into[offset + count - 1] == '>') {
      prompted = true;
      promptNanos = System.nanoTime();
    }
    return count;
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    long now = System.nanoTime();
    if (prompted && lastLength > 0 && size < MOST) {
      gaps[size] = now - promptNanos;
      cycles[size] = now - writtenNanos;
      lengths[size] = (byte) lastLength;
      size++;
    }
    lastLength = Math.min(length, MOST_LENGTH - 1);
    prompted = false;
    writtenNanos = now;
    return link.write(bytes, offset, length);
  }

  /** Forgets what was measured so far. */
  void restart() {
    size = 0;
    lastLength = 0;
  }

  int size() {
    return size;
  }

  /** Of the host's turnarounds, in microseconds. */
  double gapMicros(double quantile) {
    return quantile(gaps, size, quantile) / 1e3;
  }

  /**
   * Fast requests per second as if every request took the median time of its kind: what the plan
   * gives, free of processor time that others stole.
   */
  double fastPerSecondAtMedian() {
    double nanos = 0;
    int fast = 0;
    int longest = 0;
    for (int length = 1; length < MOST_LENGTH; length++) {
      longest = countOf(length) > 0 ? length : longest;
    }
    for (int length = 1; length < MOST_LENGTH; length++) {
      int count = countOf(length);
      if (count > 0) {
        nanos += count * quantile(cyclesOf(length), count, 0.5);
        fast += length == 1 || length == longest ? count : 0;
      }
    }
    return fast * 1e9 / nanos;
  }

  private int countOf(int length) {
    return (int)
        java.util.stream.IntStream.range(0, size).filter(i -> lengths[i] == length).count();
  }

  private long[] cyclesOf(int length) {
    return java.util.stream.IntStream.range(0, size)
        .filter(i -> lengths[i] == length)
        .mapToLong(i -> cycles[i])
        .toArray();
  }

  private static double quantile(long[] values, int count, double quantile) {
    long[] sorted = java.util.Arrays.copyOf(values, count);
    java.util.Arrays.sort(sorted);
    return count == 0 ? Double.NaN : sorted[(int) Math.min(count - 1, quantile * count)];
  }

  @Override
  public long arrivedNanos() {
    return link.arrivedNanos();
  }

  @Override
  public int baud() {
    return link.baud();
  }

  @Override
  public void setBaud(int baud) {
    link.setBaud(baud);
  }

  @Override
  public void close() {
    link.close();
  }
}
