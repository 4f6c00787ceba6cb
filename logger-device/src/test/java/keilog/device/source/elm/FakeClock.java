package keilog.device.source.elm;

import java.util.TreeMap;
import keilog.protocol.time.MonotonicClock;

/** Time that moves only when told to; interrupts the test's thread when its end has come. */
final class FakeClock implements MonotonicClock {
  private long nowNanos = 1_000 * Adapter.SECOND;
  private long endNanos = Long.MAX_VALUE;
  private final TreeMap<Long, Runnable> events = new TreeMap<>();

  @Override
  public long nanos() {
    return nowNanos;
  }

  void advance(long nanos) {
    nowNanos += Math.max(0, nanos);
    while (!events.isEmpty() && events.firstKey() <= nowNanos) {
      events.pollFirstEntry().getValue().run();
    }
    if (nowNanos >= endNanos) {
      Thread.currentThread().interrupt();
    }
  }

  void advanceTo(long nanos) {
    advance(nanos - nowNanos);
  }

  /** Something happens so many seconds from now. */
  void in(double seconds, Runnable event) {
    events.put(nowNanos + (long) (seconds * Adapter.SECOND), event);
  }

  /** The run ends so much later. */
  void endAfter(long nanos) {
    endNanos = nowNanos + nanos;
  }

  /** A pause that costs no time but the fake one. */
  void pause(long nanos) throws InterruptedException {
    advance(nanos);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
