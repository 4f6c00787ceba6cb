package keilog.bench.ring;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import org.openjdk.jmh.annotations.CompilerControl;

/**
 * Disruptor with tryNext, because a source never waits, and a poller, because nothing may block.
 */
final class DisruptorRing {
  private final RingBuffer<Records.Record> ring;
  private final EventPoller<Records.Record> poller;
  private long next;
  private long sum;
  private int drained;

  private DisruptorRing(RingBuffer<Records.Record> ring) {
    this.ring = ring;
    this.poller = ring.newPoller();
    ring.addGatingSequences(poller.getSequence());
  }

  static DisruptorRing single() {
    return new DisruptorRing(
        RingBuffer.createSingleProducer(
            Records.Record::new, RingBenchmark.SLOTS, new YieldingWaitStrategy()));
  }

  static DisruptorRing multi() {
    return new DisruptorRing(
        RingBuffer.createMultiProducer(
            Records.Record::new, RingBenchmark.SLOTS, new YieldingWaitStrategy()));
  }

  long passOn() {
    publish();
    Records.check(drain());
    return sum;
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private void publish() {
    long end = next + RingBenchmark.CHUNK;
    for (long n = next; n < end; n++) {
      publish(n);
    }
    next = end;
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private int drain() {
    drained = 0;
    try {
      while (poller.poll(this::take) == EventPoller.PollState.PROCESSING) {
        continue;
      }
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
    return drained;
  }

  private void publish(long n) {
    try {
      long at = ring.tryNext();
      ring.get(at).set(n);
      ring.publish(at);
    } catch (InsufficientCapacityException full) {
      throw new IllegalStateException("the ring has room: record=" + n, full);
    }
  }

  private boolean take(Records.Record record, long sequence, boolean endOfBatch) {
    sum += record.sum();
    drained++;
    return true;
  }
}
