package keilog.tools.drive;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for a condition, with a deadline that names what did not come and adds what the programs
 * said.
 */
final class Await {
  private Await() {}

  static void that(String what, Duration limit, BooleanSupplier condition, Supplier<String> more) {
    value(what, limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty(), more);
  }

  static <T> T value(
      String what, Duration limit, Supplier<Optional<T>> source, Supplier<String> more) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> value = source.get();
      if (value.isPresent()) {
        return value.get();
      }
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(
            "waited " + limit.toSeconds() + " s in vain for " + what + "\n" + more.get());
      }
      LockSupport.parkNanos(10_000_000);
    }
  }
}
