package keilog.bench.ring;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.SpscArrayQueue;
import org.openjdk.jmh.annotations.CompilerControl;

/** Queues of references: records come from a pool as large as the queue, nothing is allocated. */
final class QueueRing {
  private final Queue<Records.Record> queue;
  private final Records.Record[] pool = new Records.Record[RingBenchmark.SLOTS];
  private long next;
  private long sum;

  private QueueRing(Queue<Records.Record> queue) {
    this.queue = queue;
    for (int i = 0; i < pool.length; i++) {
      pool[i] = new Records.Record();
    }
  }

  static QueueRing jctoolsSpsc() {
    return new QueueRing(new SpscArrayQueue<>(RingBenchmark.SLOTS));
  }

  static QueueRing jctoolsMpsc() {
    return new QueueRing(new MpscArrayQueue<>(RingBenchmark.SLOTS));
  }

  static QueueRing arrayBlockingQueue() {
    return new QueueRing(new ArrayBlockingQueue<>(RingBenchmark.SLOTS));
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
      Records.Record record = pool[(int) n & RingBenchmark.SLOTS - 1];
      record.set(n);
      if (!queue.offer(record)) {
        throw new IllegalStateException("the queue has room: record=" + n);
      }
    }
    next = end;
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private int drain() {
    int drained = 0;
    for (Records.Record record = queue.poll(); record != null; record = queue.poll()) {
      sum += record.sum();
      drained++;
    }
    return drained;
  }
}
