package keilog.protocol.time;

/**
 * Nanoseconds since the machine booted, never stepped (Linux {@code CLOCK_MONOTONIC}). Slewed by
 * NTP, so lap times never use it. Safe from any thread.
 */
@FunctionalInterface
public interface MonotonicClock {
  /** The machine's own clock. On Linux {@link System#nanoTime()} counts from boot. */
  MonotonicClock SYSTEM = System::nanoTime;

  /** Nanoseconds since boot. */
  long nanos();
}
