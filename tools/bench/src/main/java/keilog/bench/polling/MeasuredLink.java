package keilog.bench.polling;

import keilog.device.link.Link;

/**
 * Measures the host's turnaround: from the read that brought the prompt to the write of the next
 * request, and from write to write. Fixed room; one thread.
 */
final class MeasuredLink implements Link {
  private static final int MOST = 200_000;

  private final Link link;
  private final long[] gaps = new long[MOST];
  private final long[] cycles = new long[MOST];
  private int size;
  private boolean prompted;
  private long promptNanos;
  private long writtenNanos;
  private boolean fullRequest;

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
    boolean repeat = length == 1;
    // Only a repeated request after a repeated one: slow requests between them are no turnaround.
    if (prompted && repeat && !fullRequest && size < MOST) {
      gaps[size] = now - promptNanos;
      cycles[size] = now - writtenNanos;
      size++;
    }
    fullRequest = !repeat;
    prompted = false;
    writtenNanos = now;
    return link.write(bytes, offset, length);
  }

  /** Forgets what was measured so far. */
  void restart() {
    size = 0;
  }

  int size() {
    return size;
  }

  double gapMicros(double quantile) {
    return quantile(gaps, quantile) / 1e3;
  }

  double cycleMillis(double quantile) {
    return quantile(cycles, quantile) / 1e6;
  }

  private double quantile(long[] values, double quantile) {
    long[] sorted = java.util.Arrays.copyOf(values, size);
    java.util.Arrays.sort(sorted);
    return size == 0 ? Double.NaN : sorted[(int) Math.min(size - 1, quantile * size)];
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
