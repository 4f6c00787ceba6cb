package keilog.protocol.transport;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: 1 s, doubled at each failure up to 60 s, each by up to
 * a fifth shorter or longer, so that a field of cars does not come back in one instant.
 */
final class Backoff {
  private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final DoubleSupplier random;
  private long nanos = SHORTEST_NANOS;

  /** {@code random} gives numbers in 0..1. */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  long nextNanos() {
    long wait = (long) (nanos * (0.8 + 0.4 * random.getAsDouble()));
    nanos = Math.min(LONGEST_NANOS, nanos * 2);
    return Math.min(LONGEST_NANOS, wait);
  }

  void reset() {
    nanos = SHORTEST_NANOS;
  }
}
