package keilog.device.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SampleRingTest {
  private static final int GROUP = 0xFFFF;

  private record Taken(int group, long time, long present, List<Long> values) {}

  private final List<Taken> taken = new ArrayList<>();

  private void take(int group, long time, long present, long[] raw) {
    List<Long> values = new ArrayList<>();
    for (int column = 0; column < 64; column++) {
      if ((present >>> column & 1) != 0) {
        values.add(raw[column]);
      }
    }
    taken.add(new Taken(group, time, present, values));
  }

  private static long[] row(long... values) {
    long[] row = new long[64];
    System.arraycopy(values, 0, row, 0, values.length);
    return row;
  }

  @Test
  void handsOverRowsAsTheyWereOffered() {
    SampleRing ring = SampleRing.ofSlots(256);
    long[] all = new long[64];
    for (int i = 0; i < 64; i++) {
      all[i] = Long.MIN_VALUE + i;
    }

    assertTrue(ring.offer(1, 1_000, 0b101, row(7, 8, 9)));
    assertTrue(ring.offer(GROUP, -5, -1L, all));
    assertTrue(ring.offer(2, 2_000, 0, row()));
    assertTrue(ring.offerOne(3, 63, 3_000, all[63]));
    int slots = ring.drain(this::take, 4096);

    assertEquals(2 + 64 + 1, slots);
    assertEquals(3, taken.size());
    assertEquals(new Taken(1, 1_000, 0b101, List.of(7L, 9L)), taken.get(0));
    assertEquals(GROUP, taken.get(1).group());
    assertEquals(-5, taken.get(1).time());
    assertEquals(-1L, taken.get(1).present());
    assertEquals(Long.MIN_VALUE + 63, taken.get(1).values().get(63));
    assertEquals(new Taken(3, 3_000, 1L << 63, List.of(Long.MIN_VALUE + 63)), taken.get(2));
    assertEquals(0, ring.drain(this::take, 4096));
  }

  @Test
  void dropsTheNewRowWholeWhenRingIsFullAndCountsIt() {
    SampleRing ring = SampleRing.ofSlots(4);

    assertTrue(ring.offer(1, 10, 0b111, row(1, 2, 3)));
    assertFalse(ring.offer(1, 20, 0b11, row(4, 5)));
    assertTrue(ring.offer(1, 30, 0b1, row(6)));
    assertFalse(ring.offer(1, 40, 0b1, row(7)));
    ring.drain(this::take, 4096);

    assertEquals(List.of(10L, 30L), taken.stream().map(Taken::time).toList());
    assertEquals(Optional.of(new Drops(2, 3, 20, 40)), ring.takeDrops());
    assertEquals(Optional.empty(), ring.takeDrops());
    assertEquals(2, ring.droppedRows());
    assertEquals(3, ring.droppedSlots());
  }

  @Test
  void eachDropAccountBeginsWithItsOwnFirstRow() {
    SampleRing ring = SampleRing.ofSlots(2);
    ring.offer(1, 10, 0b11, row(1, 2));
    ring.offer(1, 20, 0b1, row(3));
    ring.takeDrops();
    ring.drain(this::take, 10);
    ring.offer(1, 30, 0b11, row(1, 2));
    ring.offer(1, 40, 0b1, row(3));
    ring.offer(1, 50, 0b1, row(3));

    assertEquals(Optional.of(new Drops(2, 2, 40, 50)), ring.takeDrops());
  }

  @Test
  void refusesARowLongerThanItself() {
    SampleRing ring = SampleRing.ofSlots(2);
    assertFalse(ring.offer(1, 10, 0b111, row(1, 2, 3)));
    assertTrue(ring.offer(1, 20, 0b11, row(1, 2)));
  }

  @Test
  void drainsNoMoreThanTheLimitAndWholeRowsOnly() {
    SampleRing ring = SampleRing.ofSlots(16);
    for (int i = 0; i < 5; i++) {
      ring.offer(1, i, 0b11, row(i, i));
    }
    assertEquals(4, ring.drain(this::take, 3));
    assertEquals(2, taken.size());
    assertEquals(6, ring.drain(this::take, 100));
    assertEquals(5, taken.size());
  }

  @Test
  void aVisitorThatFailsHasTakenItsRow() {
    SampleRing ring = SampleRing.ofSlots(4);
    ring.offer(1, 1, 1, row(1));
    ring.offer(1, 2, 1, row(2));
    assertThrows(
        IllegalStateException.class,
        () ->
            ring.drain(
                (g, t, p, r) -> {
                  throw new IllegalStateException();
                },
                10));
    ring.drain(this::take, 10);
    assertEquals(List.of(2L), taken.stream().map(Taken::time).toList());
  }

  @Test
  void capacityHoldsTheSecondsAskedFor() {
    assertEquals(8192, SampleRing.holding(8, 1_000).capacity());
    assertEquals(8192, SampleRing.holding(8, 1_024).capacity());
    assertEquals(16384, SampleRing.holding(8, 1_025).capacity());
    assertEquals(256, SampleRing.holding(8, 1).capacity());
    assertThrows(IllegalArgumentException.class, () -> SampleRing.ofSlots(3));
  }

  @Test
  void anObserverSeesEveryRowWhileItKeepsUp() {
    SampleRing ring = SampleRing.ofSlots(8);
    ring.offer(1, 1, 0b11, row(1, 2));
    RingObserver observer = ring.observe();
    for (int i = 2; i < 100; i++) {
      ring.drain((g, t, p, r) -> {}, 100);
      ring.offer(1, i, 0b101, row(i, 0, -i));
      assertEquals(1, observer.poll(this::take, 10));
    }
    assertEquals(98, observer.seenRows());
    assertEquals(0, observer.lostSlots());
    assertEquals(0, observer.lostRows());
    assertEquals(List.of(99L, -99L), taken.getLast().values());
  }

  @Test
  void aLappedObserverGoesOnHalfARingBehindAndKnowsWhatItLost() {
    SampleRing ring = SampleRing.ofSlots(64);
    RingObserver observer = ring.observe();
    for (int i = 0; i < 100; i++) {
      ring.drain((g, t, p, r) -> {}, 100);
      ring.offer(1, i, 0b111, row(i, i, i));
    }
    observer.poll(this::take, 1_000);

    assertEquals(99, taken.getLast().time());
    assertEquals(300, observer.seenSlots() + observer.lostSlots());
    assertEquals(100, observer.seenRows() + observer.lostRows());
    assertTrue(observer.seenRows() >= 10 && observer.seenRows() <= 11, taken::toString);
  }

  @Test
  void publishedIsDrainedPlusDroppedWithTwoThreads() throws InterruptedException {
    long rows = 3_000_000;
    SampleRing ring = SampleRing.ofSlots(1 << 10);
    long[] offered = new long[2];
    Thread producer = producer(ring, rows, offered);
    long[] drained = new long[3];
    RowVisitor check = checking(drained);
    while (producer.isAlive() || ring.drain(check, 4096) > 0) {
      ring.drain(check, 512);
    }
    producer.join();
    Drops drops = ring.takeDrops().orElse(new Drops(0, 0, 0, 0));

    assertEquals(rows, drained[0] + drops.rows());
    assertEquals(offered[1], drained[1] + drops.slots());
    assertEquals(offered[0], drops.rows());
    assertEquals(ring.droppedRows(), drops.rows());
  }

  @Test
  void seenPlusLostIsPublishedWithTwoThreads() throws InterruptedException {
    long rows = 3_000_000;
    SampleRing ring = SampleRing.ofSlots(1 << 8);
    RingObserver observer = ring.observe();
    long[] offered = new long[2];
    AtomicReference<Throwable> fault = new AtomicReference<>();
    Thread watcher =
        new Thread(
            () -> {
              long[] seen = new long[3];
              RowVisitor check = checking(seen);
              try {
                while (!Thread.currentThread().isInterrupted()) {
                  observer.poll(check, 64);
                }
                while (observer.poll(check, 64) > 0) {
                  Thread.onSpinWait();
                }
              } catch (Throwable t) {
                fault.set(t);
              }
            },
            "observer");
    watcher.start();
    Thread producer = producer(ring, rows, offered);
    long[] drained = new long[3];
    RowVisitor check = checking(drained);
    while (producer.isAlive() || ring.drain(check, 4096) > 0) {
      ring.drain(check, 64);
    }
    producer.join();
    watcher.interrupt();
    watcher.join();

    assertEquals(null, fault.get());
    assertEquals(drained[1], observer.seenSlots() + observer.lostSlots());
    assertEquals(drained[0], observer.seenRows() + observer.lostRows());
  }

  @Test
  void offeringDrainingAndObservingAllocateNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    SampleRing ring = SampleRing.ofSlots(1 << 10);
    RingObserver observer = ring.observe();
    long[] row = row(1, 2, 3);
    long[] sum = new long[1];
    RowVisitor visitor = (g, t, p, r) -> sum[0] += r[0];
    long allocated = -1;
    for (int attempt = 0; attempt < 5 && allocated != 0; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1_000_000; i++) {
        ring.offer(1, i, 0b111, row);
        if ((i & 0xFF) == 0) {
          ring.drain(visitor, 10_000);
          observer.poll(visitor, 100);
        }
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertEquals(0, allocated);
  }

  /** Rows of 1 to 5 values that are all a function of the time, which counts up. */
  private static Thread producer(SampleRing ring, long rows, long[] refusedAndSlots) {
    Thread thread =
        new Thread(
            () -> {
              Random random = new Random(42);
              long[] raw = new long[64];
              for (long time = 0; time < rows; time++) {
                long present = 0;
                int count = 1 + random.nextInt(5);
                for (int k = 0; k < count; k++) {
                  int column = random.nextInt(64);
                  present |= 1L << column;
                  raw[column] = time * 64 + column;
                }
                refusedAndSlots[1] += Long.bitCount(present);
                int only = Long.numberOfTrailingZeros(present);
                boolean taken =
                    present == 1L << only
                        ? ring.offerOne(7, only, time, raw[only])
                        : ring.offer(7, time, present, raw);
                if (!taken) {
                  refusedAndSlots[0]++;
                }
              }
            },
            "producer");
    thread.start();
    return thread;
  }

  /** Counts rows and slots, and fails on a row that is torn or out of order. */
  private static RowVisitor checking(long[] rowsSlotsLastTime) {
    rowsSlotsLastTime[2] = -1;
    return (group, time, present, raw) -> {
      boolean good = group == 7 && time > rowsSlotsLastTime[2];
      for (long columns = present; columns != 0; columns &= columns - 1) {
        int column = Long.numberOfTrailingZeros(columns);
        good &= raw[column] == time * 64 + column;
      }
      if (!good) {
        throw new AssertionError("torn or out of order at time=" + time);
      }
      rowsSlotsLastTime[0]++;
      rowsSlotsLastTime[1] += Long.bitCount(present);
      rowsSlotsLastTime[2] = time;
    };
  }
}
