package keilog.device;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.BooleanSupplier;

/** Waits for what another thread is about to do, with a deadline. */
final class Eventually {
  private static final long DEADLINE_NANOS = 20_000_000_000L;

  private Eventually() {}

  static void is(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("not within 20 s: " + what);
      }
      Thread.onSpinWait();
      Thread.yield();
    }
  }
}
