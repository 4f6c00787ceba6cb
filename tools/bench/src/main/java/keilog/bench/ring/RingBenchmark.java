package keilog.bench.ring;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Publishes 512 records (time, channel, value), then drains them, on one thread; rings hold 65,536.
 * What the drain sees is summed and checked, so nothing is optimised away. Single invocations are
 * timed (about 3 µs each), so that the percentiles do not show what else the machine was doing.
 * Publishing and draining are compiled apart from each other and from the harness, as they are in a
 * logger, for every ring alike.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RingBenchmark {
  static final int CHUNK = 512;
  static final int SLOTS = 1 << 16;

  private KeilogRing keilog;
  private DisruptorRing disruptorSingle;
  private DisruptorRing disruptorMulti;
  private AgronaRing agronaOneToOne;
  private AgronaRing agronaManyToOne;
  private QueueRing jctoolsSpsc;
  private QueueRing jctoolsMpsc;
  private QueueRing arrayBlockingQueue;

  /** Rings touched once all round, so that no page fault is measured. */
  @Setup
  public void open() {
    keilog = new KeilogRing();
    disruptorSingle = DisruptorRing.single();
    disruptorMulti = DisruptorRing.multi();
    agronaOneToOne = AgronaRing.oneToOne();
    agronaManyToOne = AgronaRing.manyToOne();
    jctoolsSpsc = QueueRing.jctoolsSpsc();
    jctoolsMpsc = QueueRing.jctoolsMpsc();
    arrayBlockingQueue = QueueRing.arrayBlockingQueue();
  }

  @Benchmark
  public long keilog() {
    return keilog.passOn();
  }

  @Benchmark
  public long disruptorSingle() {
    return disruptorSingle.passOn();
  }

  @Benchmark
  public long disruptorMulti() {
    return disruptorMulti.passOn();
  }

  @Benchmark
  public long agronaOneToOne() {
    return agronaOneToOne.passOn();
  }

  @Benchmark
  public long agronaManyToOne() {
    return agronaManyToOne.passOn();
  }

  @Benchmark
  public long jctoolsSpsc() {
    return jctoolsSpsc.passOn();
  }

  @Benchmark
  public long jctoolsMpsc() {
    return jctoolsMpsc.passOn();
  }

  @Benchmark
  public long arrayBlockingQueue() {
    return arrayBlockingQueue.passOn();
  }
}
