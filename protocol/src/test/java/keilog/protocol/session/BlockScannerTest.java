package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import keilog.protocol.block.BlockFrame;
import keilog.protocol.block.BlockScanner;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.ByteSource;
import org.junit.jupiter.api.Test;

class BlockScannerTest {

  @Test
  void findsTheSameBlocksThroughAnyWindowAndAnySource() throws IOException {
    byte[] bytes = Drive.write(31, 12).bytes();
    bytes[700] ^= 1;
    List<Long> expected = scan(ByteSource.of(bytes), bytes.length, 1 << 20);
    for (int window : new int[] {1, 113, 500, 1000, 4096}) {
      assertEquals(expected, scan(ByteSource.of(bytes), bytes.length, window), "window=" + window);
      assertEquals(expected, scan(oneByteAtATime(bytes), bytes.length, window), "window=" + window);
    }
  }

  @Test
  void holdsTheLargestBlockInTheSmallestWindow() throws IOException {
    ByteBuffer file = ByteBuffer.allocate(2 * BlockFrame.MOST_BLOCK_BYTES);
    ByteBuffer payload = ByteBuffer.allocate(BlockFrame.MOST_PAYLOAD_BYTES);
    new Random(3).nextBytes(payload.array());
    BlockFrame.write(file, BlockType.RAW, false, 7, 0, 5, payload);
    BlockFrame.write(file, BlockType.RAW, false, 7, 1, 6, payload);
    assertEquals(
        List.of(0L, (long) BlockFrame.MOST_BLOCK_BYTES),
        scan(ByteSource.of(file.array()), file.capacity(), 1));
  }

  @Test
  void endsWhereTheSourceEndsBeforeItsLimit() throws IOException {
    Drive drive = Drive.write(32, 5);
    byte[] cut = Drive.part(drive.bytes(), 0, drive.length() - 1);
    assertEquals(
        drive.blocks().size() - 1, scan(ByteSource.of(cut), drive.length() + 99L, 1 << 12).size());
  }

  /** 8 MiB of noise, and as much text about sync words, hold no block. */
  @Test
  void findsNothingInNoiseOrText() throws IOException {
    byte[] noise = new byte[8 << 20];
    new Random(4).nextBytes(noise);
    assertEquals(List.of(), scan(ByteSource.of(noise), noise.length, 1 << 20));
    byte[] text = "þKLÁ FE 4B 4C C1 ".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    assertEquals(List.of(), scan(ByteSource.of(text), text.length, 1 << 20));
  }

  @Test
  void writesTheFrameAsSpecified() {
    ByteBuffer payload = ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9}, 1, 3);
    ByteBuffer file = ByteBuffer.allocate(40).position(2);
    BlockFrame.write(file, BlockType.DATA, true, 0x8f3a2c10, 0x01020304, 0x0A0B0C0D0E0FL, payload);
    byte[] start = {
      (byte) 0xFE,
      0x4B,
      0x4C,
      (byte) 0xC1,
      0x12,
      3,
      0,
      0,
      0x10,
      0x2C,
      0x3A,
      (byte) 0x8F,
      4,
      3,
      2,
      1,
      0x0F,
      0x0E,
      0x0D,
      0x0C,
      0x0B,
      0x0A
    };
    assertEquals(ByteBuffer.wrap(start), file.slice(2, 22));
    assertEquals(ByteBuffer.wrap(new byte[] {1, 2, 3}), file.slice(26, 3));
    assertEquals(2 + 31, file.position());
    assertEquals(1, payload.position());
  }

  private static List<Long> scan(ByteSource source, long limit, int window) throws IOException {
    BlockScanner scanner = BlockScanner.over(source, OptionalInt.empty(), window);
    List<Long> offsets = new ArrayList<>();
    while (scanner.next(limit, BlockScanner.Ending.FINAL)) {
      offsets.add(scanner.offset());
    }
    return offsets;
  }

  private static ByteSource oneByteAtATime(byte[] bytes) {
    ByteSource all = ByteSource.of(bytes);
    return (offset, into) -> {
      int limit = into.limit();
      into.limit(into.position() + 1);
      int got = all.read(offset, into);
      into.limit(limit);
      return got;
    };
  }
}
