package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.End;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.testing.FaultyStorage;
import org.junit.jupiter.api.Test;

/** Decoding on many threads tells exactly what decoding on one does, in the same order. */
class SideBySideReadingTest {

  @Test
  void tellsTheSameInTheSameOrderWhateverTheDamage() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    Drive drive = Drive.write(seed, 60);
    for (int round = 0; round < 150; round++) {
      byte[] bytes = drive.bytes();
      for (int hit = random.nextInt(6); hit > 0; hit--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      compare(bytes, "seed=" + seed + ", round=" + round);
    }
  }

  @Test
  void followsAChainWithoutAnyFurtherKey() throws IOException {
    byte[] bytes = longChain(2000);
    Heard heard = compare(bytes, "one KEY");
    assertEquals(20_000, heard.samples.size());
    bytes[bytes.length / 2] ^= 1;
    assertTrue(compare(bytes, "broken in the middle").samples.size() < 12_000);
  }

  @Test
  void skipsGroupsThatNobodyWants() throws IOException {
    byte[] bytes = longChain(200);
    Heard none = new Heard();
    ReadReport report = SessionReader.of(bytes).read(none, g -> g.id() != 2, 0);
    assertEquals(0, none.samples.size());
    assertEquals(0, report.rows());
    assertTrue(report.complete(), "what is skipped unread is no damage");
  }

  @Test
  void endsItsThreadsWhenTheVisitorFails() throws IOException, InterruptedException {
    SessionVisitor failing =
        new SessionVisitor() {
          @Override
          public void data(GroupBatch batch) {
            throw new IllegalStateException("enough");
          }
        };
    SessionReader reader = SessionReader.of(longChain(500));
    assertThrows(IllegalStateException.class, () -> reader.read(failing, g -> true, 0));
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("session-decode")) {
        thread.join(10_000);
        assertTrue(!thread.isAlive(), thread::getName);
      }
    }
  }

  private static Heard compare(byte[] bytes, String what) throws IOException {
    Heard alone = new Heard();
    alone.report = SessionReader.of(bytes).read(alone, g -> true, Long.MAX_VALUE);
    Heard many = new Heard();
    many.report = SessionReader.of(bytes).read(many, g -> true, 0);
    assertEquals(alone.samples, many.samples, what);
    assertEquals(alone.damages, many.damages, what);
    assertEquals(alone.events, many.events, what);
    assertEquals(alone.report, many.report, what);
    return many;
  }

  private static byte[] longChain(int blocks) throws IOException {
    FaultyStorage card = new FaultyStorage();
    DataEncoder encoder = new DataEncoder(Drive.SCHEMA, DataEncoder.DEFAULT_CODEC);
    ByteBuffer payload = ByteBuffer.allocate(1 << 12);
    try (SessionWriter writer = SessionWriter.create(card, Drive.SCHEMA, 0)) {
      for (int block = 0; block < blocks; block++) {
        for (int row = 0; row < 10; row++) {
          encoder.add(2, (block * 1000L + row * 100) * 1_000_000, 1, new long[] {block * row});
        }
        encoder.encode(block == 0, payload.clear());
        writer.append(BlockType.DATA, block == 0, block * 1000L, payload.flip());
      }
      writer.end(End.of(End.Reason.STOPPED));
    }
    return card.bytes(Drive.SCHEMA.fileName());
  }
}
