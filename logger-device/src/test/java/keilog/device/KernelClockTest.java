package keilog.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import keilog.device.record.UtcTie;
import keilog.protocol.time.MonotonicClock;
import org.junit.jupiter.api.Test;

class KernelClockTest {

  @Test
  void tellsTheWallClockWhereTheKernelVouchesForItAndNothingElsewhere() {
    KernelClock clock = new KernelClock();
    Optional<UtcTie> first = clock.synchronised(MonotonicClock.SYSTEM);
    Optional<UtcTie> second = clock.synchronised(MonotonicClock.SYSTEM);
    System.out.println("the kernel says: " + first);
    assertEquals(first.isPresent(), second.isPresent());
    first.ifPresent(
        tie -> {
          assertEquals(System.currentTimeMillis(), tie.utcMillisAt(System.nanoTime()), 2_000);
          assertTrue(tie.uncertaintyNanos() > 0);
        });
  }
}
