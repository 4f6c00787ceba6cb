package keilog.bench.ring;

import keilog.device.ring.RowVisitor;
import keilog.device.ring.SampleRing;

/** Ours: rows of one value, so that a record is a record. */
final class KeilogRing implements RowVisitor {
  private final SampleRing ring = SampleRing.ofSlots(RingBenchmark.SLOTS);
  private long next;
  private long sum;

  long passOn() {
    for (int i = 0; i < RingBenchmark.CHUNK; i++) {
      long n = next++;
      if (!ring.offerOne((int) n & 15 | 16, 0, n, n)) {
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
