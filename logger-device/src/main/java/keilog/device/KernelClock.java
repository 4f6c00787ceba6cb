package keilog.device;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Instant;
import java.util.Optional;
import keilog.device.record.KernelTime;
import keilog.device.record.UtcTie;
import keilog.protocol.time.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's wall clock, and the kernel's word on whether NTP (or PTP, or chrony) keeps it:
 * {@code adjtimex(2)} with nothing to change. Known time servers are not asked; the kernel knows
 * whatever they are. The recorder's thread.
 */
final class KernelClock implements KernelTime {
  private static final Logger LOG = LoggerFactory.getLogger(KernelClock.class);

  /** {@code struct timex} of 64-bit Linux: maxerror in microseconds, and the status bits. */
  private static final long TIMEX_BYTES = 208;

  private static final long MAX_ERROR_OFFSET = 24;
  private static final long STATUS_OFFSET = 40;
  private static final int TIME_ERROR = 5;
  private static final int STA_UNSYNC = 0x0040;

  /** Further off than a second is not synchronised, whatever the kernel says. */
  private static final long MOST_ERROR_MICROS = 1_000_000;

  private MethodHandle adjtimex;
  private boolean unavailable;

  @Override
  @SuppressWarnings("restricted") // the one native call: no Java API tells what the kernel knows
  public Optional<UtcTie> synchronised(MonotonicClock clock) {
    if (unavailable) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      if (adjtimex == null) {
        Linker linker = Linker.nativeLinker();
        adjtimex =
            linker.downcallHandle(
                linker.defaultLookup().find("adjtimex").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
      }
      MemorySegment timex = arena.allocate(TIMEX_BYTES, 8);
      int state = (int) adjtimex.invokeExact(timex);
      long maxErrorMicros = timex.get(ValueLayout.JAVA_LONG, MAX_ERROR_OFFSET);
      int status = timex.get(ValueLayout.JAVA_INT, STATUS_OFFSET);
      if (state < 0
          || state == TIME_ERROR
          || (status & STA_UNSYNC) != 0
          || maxErrorMicros > MOST_ERROR_MICROS) {
        return Optional.empty();
      }
      return Optional.of(tie(clock, maxErrorMicros));
    } catch (Throwable refused) {
      unavailable = true;
      LOG.info("the kernel does not say whether its clock is right: {}", refused.toString());
      return Optional.empty();
    }
  }

  private static UtcTie tie(MonotonicClock clock, long maxErrorMicros) {
    long before = clock.nanos();
    Instant now = Instant.now();
    long after = clock.nanos();
    long utc = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    long uncertainty = maxErrorMicros * 1_000 + (after - before) / 2;
    return new UtcTie(before + (after - before) / 2, utc, uncertainty, UtcTie.Source.NTP);
  }
}
