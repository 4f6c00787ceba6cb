package keilog.device.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import keilog.device.ring.RowVisitor;
import keilog.device.ring.SampleRing;
import keilog.device.source.Row;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.time.MonotonicClock;
import org.junit.jupiter.api.Test;

/** The way of a sample from its source into an encoded block costs no memory. */
class AllocationTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int ROWS_PER_SECOND = 1_000;
  private static final int SECONDS = 120;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final PayloadPool pool = new PayloadPool();
  private final BlockMaker maker = new BlockMaker(pool, DataEncoder.DEFAULT_CODEC, edition -> {});
  private long now;
  private final MonotonicClock clock = () -> now;
  private final ChannelRegistry registry = new ChannelRegistry(List.of());
  private final SourceFeed feed =
      new SourceFeed(
          "elm",
          "elm",
          SampleRing.ofSlots(1 << 12),
          registry,
          new ClockBoard(clock, KernelTime.UNKNOWN),
          clock);
  private final SessionTrigger trigger = new SessionTrigger();
  private final RateMeter rates = new RateMeter();
  private final RowVisitor recorder = this::record;
  private long samples;
  private long blocks;

  private void record(int group, long timeNanos, long present, long[] raw) {
    maker.add(group, timeNanos, present, raw, now);
    trigger.row(group, timeNanos, present, raw);
    rates.row(group, present);
    samples += Long.bitCount(present);
  }

  @Test
  void fromSourceToBlockNotAByteIsAllocated() {
    GroupSpec group =
        feed.declare(
            1_000_000L,
            0,
            List.of(ChannelSpec.of(Channel.ENGINE_SPEED), ChannelSpec.of(Channel.VEHICLE_SPEED)));
    maker.change(List.of(group), 0);
    trigger.watch(List.of(group));
    rates.watch(List.of(group));
    Row row = new Row(group);
    long allocated = -1;
    for (int attempt = 0; attempt < 6 && allocated != 0; attempt++) {
      samples = 0;
      blocks = 0;
      long before = threads.getCurrentThreadAllocatedBytes();
      drive(row);
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
      System.out.printf("%d samples in %d blocks: %d bytes%n", samples, blocks, allocated);
    }
    assertEquals(0, allocated);
  }

  private void drive(Row row) {
    for (int i = 0; i < SECONDS * ROWS_PER_SECOND; i++) {
      now += SECOND / ROWS_PER_SECOND;
      row.at(now).put(0, 4_000 + i % 977).put(1, i / 100 % 200);
      feed.offer(row);
      if (i % 20 == 0) {
        feed.ring().drain(recorder, 512);
        maker.cutIfDue(now);
        for (Payload p = maker.take(); p != null; p = maker.take()) {
          blocks++;
          pool.give(p);
        }
      }
    }
  }
}
