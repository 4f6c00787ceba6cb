package keilog.bench.ring;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.SpscArrayQueue;

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
    for (int i = 0; i < RingBenchmark.CHUNK; i++) {
      long n = next++;
      Records.Record record = pool[(int) n & RingBenchmark.SLOTS - 1];
      record.set(n);
      if (!queue.offer(record)) {
        throw new IllegalStateException("the queue has room: record=" + n);
      }
    }
    int drained = 0;
    for (Records.Record record = queue.poll(); record != null; record = queue.poll()) {
      sum += record.sum();
      drained++;
    }
    Records.check(drained);
    return sum;
  }
}
