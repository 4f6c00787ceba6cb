package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.DataEncoder;
import org.junit.jupiter.api.Test;

/** Once warm, a block costs no memory on its way from rows to the card. */
class WriterAllocationTest {

  @Test
  void allocatesNothingForABlock() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    DataEncoder encoder = new DataEncoder(Drive.SCHEMA, DataEncoder.DEFAULT_CODEC);
    ByteBuffer payload = ByteBuffer.allocate(1 << 14);
    SessionWriter writer = SessionWriter.create(new Sink(), Drive.SCHEMA, 0);
    long[] raws = {20_000, 10_000, 9_990};
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < 40; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int block = 0; block < 500; block++) {
        for (int row = 0; row < 20; row++) {
          raws[0] += row - 10;
          encoder.add(1, (round * 10_000L + block * 20 + row) * 1_000_000, 7, raws);
        }
        boolean key = block % 10 == 0;
        encoder.encode(key, payload.clear());
        writer.append(BlockType.DATA, key, round * 500L + block, payload.flip());
        writer.force();
      }
      fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
    }
    System.out.printf("bytes allocated for 500 blocks of 20 rows: %d%n", fewest);
    assertTrue(fewest < 500, "less than a byte a block: bytes=" + fewest);
  }

  /** A card that takes everything and keeps nothing. */
  private static final class Sink implements Storage, Storage.Output {
    private long size;

    @Override
    public Output create(String name) {
      return this;
    }

    @Override
    public Output append(String name) {
      return this;
    }

    @Override
    public int read(String name, long offset, ByteBuffer into) {
      return -1;
    }

    @Override
    public long size(String name) {
      return size;
    }

    @Override
    public void truncate(String name, long length) {}

    @Override
    public void rename(String from, String to) {}

    @Override
    public void delete(String name) {}

    @Override
    public List<String> list() {
      return List.of();
    }

    @Override
    public void forceDirectory() {}

    @Override
    public long usableBytes() {
      return Long.MAX_VALUE;
    }

    @Override
    public long totalBytes() {
      return Long.MAX_VALUE;
    }

    @Override
    public void write(ByteBuffer bytes) {
      size += bytes.remaining();
      bytes.position(bytes.limit());
    }

    @Override
    public void force() {}

    @Override
    public long size() {
      return size;
    }

    @Override
    public void close() {}
  }
}
