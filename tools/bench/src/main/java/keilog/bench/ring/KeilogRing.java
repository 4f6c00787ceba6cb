package keilog.bench.ring;

import keilog.device.ring.RowVisitor;
import keilog.device.ring.SampleRing;

/** Ours: rows of one value, so that a record is a record. */
final class KeilogRing implements RowVisitor {
  private final SampleRing ring = SampleRing.ofSlots(RingBenchmark.SLOTS);
  private final long[] value = new long[1];
  private long next;
  private long sum;

  long passOn() {
    for (int i = 0; i < RingBenchmark.CHUNK; i++) {
      long n = next++;
      value[0] = n;
      if (!ring.offer((int) n & 15 | 16, n, 1, value)) {
        throw new IllegalStateException("the ring has room: record=" + n);
      }
    }
    int drained = ring.drain(this, RingBenchmark.SLOTS);
    Records.check(drained);
    return sum;
  }

  @Override
  public void row(int group, long timeNanos, long present, long[] rawByColumn) {
    sum += timeNanos + group + rawByColumn[0];
  }
}
