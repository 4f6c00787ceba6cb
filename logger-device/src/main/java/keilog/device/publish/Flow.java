package keilog.device.publish;

import java.util.concurrent.TimeUnit;

/**
 * How many bytes of blocks may be under way: what the broker acknowledges in one second, so that a
 * live message never waits longer behind them. The rate of an acknowledged message is what was
 * acknowledged between its sending and its acknowledge; a sender with little to say does not lower
 * it. Written by the publisher's thread.
 */
final class Flow {
  static final int LEAST_BYTES = 4 * 1024;
  static final int MOST_BYTES = 256 * 1024;
  private static final int FIRST_BYTES = 16 * 1024;
  private static final int LEAST_MESSAGE_BYTES = 2 * 1024;
  private static final int MOST_MESSAGE_BYTES = 64 * 1024;
  private static final long BASE_FORGOTTEN_NANOS = TimeUnit.SECONDS.toNanos(60);

  private double bytesPerSecond = FIRST_BYTES;
  private long acknowledgedBytes;
  private int bytesUnderWay;
  private volatile long baseNanos;
  private volatile long lastNanos;
  private long baseSinceNanos;

  /** What must be remembered of a message until its acknowledge. */
  record Departure(int bytes, long timeNanos, long acknowledgedBefore) {}

  Departure sent(int bytes, long nowNanos) {
    bytesUnderWay += bytes;
    return new Departure(bytes, nowNanos, acknowledgedBytes);
  }

  void acknowledged(Departure departure, long nowNanos) {
    bytesUnderWay -= departure.bytes();
    acknowledgedBytes += departure.bytes();
    long took = Math.max(1, nowNanos - departure.timeNanos());
    heard(took, nowNanos);
    double rate =
        (acknowledgedBytes - departure.acknowledgedBefore())
            * (double) TimeUnit.SECONDS.toNanos(1)
            / took;
    bytesPerSecond += (rate - bytesPerSecond) / 4;
  }

  /** Any acknowledge tells how long the way is. */
  void heard(long tookNanos, long nowNanos) {
    lastNanos = tookNanos;
    if (baseNanos == 0
        || tookNanos < baseNanos
        || nowNanos - baseSinceNanos > BASE_FORGOTTEN_NANOS) {
      baseNanos = tookNanos;
      baseSinceNanos = nowNanos;
    }
  }

  void refused(Departure departure) {
    bytesUnderWay -= departure.bytes();
  }

  /** A new connection: nothing is under way, and the link may be another one. */
  void clear() {
    bytesUnderWay = 0;
    bytesPerSecond = FIRST_BYTES;
    baseNanos = 0;
  }

  int windowBytes() {
    return (int) Math.clamp(bytesPerSecond, LEAST_BYTES, MOST_BYTES);
  }

  boolean idle() {
    return bytesUnderWay == 0;
  }

  /**
   * How many bytes the next message may have; 0 means wait. Small against the window, so that
   * acknowledges come steadily.
   */
  int roomBytes() {
    int message = Math.clamp(windowBytes() / 4, LEAST_MESSAGE_BYTES, MOST_MESSAGE_BYTES);
    int room = windowBytes() - bytesUnderWay;
    return room >= message ? message : 0;
  }

  /** The shortest time between message and acknowledge of the last minute; any thread. */
  long baseNanos() {
    return baseNanos;
  }

  /** The last time between message and acknowledge, 0 before the first; any thread. */
  long lastNanos() {
    return lastNanos;
  }
}
