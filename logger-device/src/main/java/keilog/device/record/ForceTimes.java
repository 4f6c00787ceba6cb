package keilog.device.record;

/** How long the card takes to make a block durable. Written by the recorder's thread. */
final class ForceTimes {
  private volatile double lastMillis;
  private volatile double mostMillis;

  void took(long nanos) {
    lastMillis = nanos / 1e6;
    mostMillis = Math.max(mostMillis, lastMillis);
  }

  double lastMillis() {
    return lastMillis;
  }

  double mostMillis() {
    return mostMillis;
  }
}
