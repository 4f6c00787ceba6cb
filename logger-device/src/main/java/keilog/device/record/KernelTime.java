package keilog.device.record;

import java.util.Optional;
import keilog.protocol.time.MonotonicClock;

/** The machine's own wall clock, asked whether somebody keeps it right. */
@FunctionalInterface
public interface KernelTime {
  /** Nobody does. */
  KernelTime UNKNOWN = clock -> Optional.empty();

  /** What UTC it is; empty unless the kernel says its clock is synchronised. */
  Optional<UtcTie> synchronised(MonotonicClock clock);
}
