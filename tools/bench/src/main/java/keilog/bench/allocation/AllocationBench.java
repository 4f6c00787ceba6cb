package keilog.bench.allocation;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Counts what the whole way of a sample allocates, from a source's row to the framed block, with
 * the virtual machine's own counter of the thread. Ends with 1 unless it is 0 bytes.
 */
public final class AllocationBench {
  private static final int WARM_SECONDS = 5_000;
  private static final int SECONDS = 10_000;

  private AllocationBench() {}

  public static void main(String[] args) {
    RecordingWay way = new RecordingWay();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    way.run(WARM_SECONDS);
    threads.getCurrentThreadAllocatedBytes();
    long samplesBefore = way.samples();
    long cpuBefore = threads.getCurrentThreadCpuTime();
    long before = threads.getCurrentThreadAllocatedBytes();
    way.run(SECONDS);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    long cpuNanos = threads.getCurrentThreadCpuTime() - cpuBefore;
    long samples = way.samples() - samplesBefore;
    System.out.printf(
        Locale.ROOT,
        "source row -> ring -> drain -> encoder -> framed block: %d bytes allocated over %,d"
            + " samples in %,d blocks, %.0f ns of processor time and %.3f bytes of block per"
            + " sample%n",
        bytes,
        samples,
        SECONDS,
        cpuNanos / (double) samples,
        way.blockBytesPerSample());
    System.exit(bytes == 0 ? 0 : 1);
  }
}
