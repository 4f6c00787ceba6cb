package keilog.bench.ring;

import keilog.device.ring.RowVisitor;
import keilog.device.ring.SampleRing;
import org.openjdk.jmh.annotations.CompilerControl;

/** Ours: rows of one value, the way a source's row takes, so that a record is a record. */
final class KeilogRing implements RowVisitor {
  private final SampleRing ring = SampleRing.ofSlots(RingBenchmark.SLOTS);
  private long next;
  private long sum;

  long passOn() {
    publish();
    Records.check(drain());
    return sum;
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private void publish() {
    long end = next + RingBenchmark.CHUNK;
    for (long n = next; n < end; n++) {
      if (!ring.offerOne((int) n & 15 | 16, 0, n, n)) {
        throw new IllegalStateException("the ring has room: record=" + n);
      }
    }
    next = end;
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private int drain() {
    return ring.drain(this, RingBenchmark.SLOTS);
  }

  @Override
  public void row(int group, long timeNanos, long present, long[] rawByColumn) {
    sum += timeNanos + group + rawByColumn[0];
  }
}
