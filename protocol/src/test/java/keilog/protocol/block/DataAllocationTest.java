package keilog.protocol.block;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import keilog.protocol.channel.GroupSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recording allocates nothing once it is warm: no pause comes from us. */
class DataAllocationTest {

  @ParameterizedTest
  @ValueSource(ints = {DataEncoder.PLAIN_CODEC, DataEncoder.DEFAULT_CODEC})
  void encodesWithoutAllocatingOnceWarm(int codec) {
    GroupSpec engine = Rows.group(1, 12, 1_000_000, 20_000_000);
    GroupSpec gps = Rows.group(2, 9, 1_000_000, 100_000_000);
    DataEncoder encoder = new DataEncoder(Rows.schema(engine, gps), codec);
    ByteBuffer payload = ByteBuffer.allocateDirect(1 << 16);
    long[] raws = new long[12];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // What the virtual machine allocates once, while it links and compiles, is not ours.
    for (int window = 0; window < 10 && least > 0; window++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      blocks(encoder, payload, raws, window * 50, window * 50 + 50);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
  }

  private static void blocks(
      DataEncoder encoder, ByteBuffer payload, long[] raws, int from, int to) {
    for (int block = from; block < to; block++) {
      for (int row = 0; row < 50; row++) {
        long time = block * 1_000_000_000L + row * 20_000_000L;
        for (int c = 0; c < raws.length; c++) {
          raws[c] += (time >>> c & 7) - 3;
        }
        encoder.add(1, time, row % 7 == 0 ? 0xF0F : 0xFFF, raws);
        if (row % 5 == 0) {
          encoder.add(2, time, 0x1FF, raws);
        }
      }
      payload.clear();
      encoder.encode(block % 10 == 0, payload);
    }
  }
}
