package keilog.protocol.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.IntToLongFunction;
import keilog.protocol.channel.GroupSpec;
import org.junit.jupiter.api.Test;

/** Shapes of numbers that try a predictor's edges, in both codecs, along a chain. */
class DataPatternsTest {
  private static final int ROWS = 30;

  @Test
  void keepsConstantColumns() throws DamagedPayload {
    assertTrue(bytesPerBlock(r -> 987_654_321_987L) < 40);
  }

  @Test
  void keepsColumnsThatAlternateBetweenTheExtremes() throws DamagedPayload {
    bytesPerBlock(r -> r % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
  }

  @Test
  void keepsColumnsThatWrapAround() throws DamagedPayload {
    bytesPerBlock(r -> Long.MAX_VALUE - 100 + r * 7L);
  }

  @Test
  void keepsSteepRamps() throws DamagedPayload {
    bytesPerBlock(r -> r * 0x1234_5678_9ABCL);
  }

  @Test
  void keepsPowersOfTwoOfEitherSign() throws DamagedPayload {
    bytesPerBlock(r -> (r % 2 == 0 ? 1L : -1L) << r % 64);
  }

  @Test
  void keepsSingleRows() throws DamagedPayload {
    GroupSpec group = Rows.group(1, 3, 1_000_000, 0);
    for (int codec : new int[] {DataEncoder.PLAIN_CODEC, DataEncoder.DEFAULT_CODEC}) {
      Blocks blocks = new Blocks(codec, group);
      for (int b = 0; b < 50; b++) {
        blocks.in.add(blocks.encoder, group, b * 1_000_000_000L, 7, new long[] {b, -b, b * b});
        blocks.passOn(b % 10 == 0);
      }
    }
  }

  @Test
  void keepsAsManyRowsAsAPayloadHolds() throws DamagedPayload {
    GroupSpec group = Rows.group(1, 1, 1_000, 1_000);
    for (int codec : new int[] {DataEncoder.PLAIN_CODEC, DataEncoder.DEFAULT_CODEC}) {
      Blocks blocks = new Blocks(codec, group);
      int rows = 0;
      while (!blocks.encoder.isFull()) {
        blocks.in.add(blocks.encoder, group, rows++ * 1_000L, 1, new long[] {5});
      }
      assertTrue(rows > 21_000);
      int bytes = blocks.passOn(true);
      assertTrue(codec == DataEncoder.PLAIN_CODEC || bytes < 100, "bytes=" + bytes);
    }
  }

  @Test
  void keepsTheLargestNumbersOfAFullPayloadWithinAFrame() throws DamagedPayload {
    GroupSpec group = Rows.group(1, 64, 1, 0);
    Random random = new Random(7);
    for (int codec : new int[] {DataEncoder.PLAIN_CODEC, DataEncoder.DEFAULT_CODEC}) {
      Blocks blocks = new Blocks(codec, group);
      while (!blocks.encoder.isFull()) {
        long[] raws = random.longs(64).map(n -> n >> (n & 1) * 40).toArray();
        blocks.in.add(blocks.encoder, group, random.nextLong() / 2, -1, raws);
      }
      assertTrue(blocks.passOn(true) <= BlockFrame.MOST_PAYLOAD_BYTES);
    }
  }

  @Test
  void roundsTimesToTheGroupsTick() throws DamagedPayload {
    GroupSpec group = Rows.group(1, 1, 1_000_000, 0);
    Blocks blocks = new Blocks(DataEncoder.DEFAULT_CODEC, group);
    blocks.encoder.add(1, 1_499_999, 1, new long[] {1});
    blocks.encoder.add(1, 1_500_000, 1, new long[] {1});
    blocks.encoder.add(1, -1_500_001, 1, new long[] {1});
    blocks.payload.clear();
    blocks.encoder.encode(true, blocks.payload);
    Rows out = new Rows();
    blocks.decoder.decode(blocks.payload.flip(), true, out::take);
    assertEquals("[1000000, 2000000, -2000000]", out.times().toString());
  }

  private static int bytesPerBlock(IntToLongFunction numbers) throws DamagedPayload {
    GroupSpec group = Rows.group(9, 5, 1_000_000, 10_000_000);
    int bytes = 0;
    for (int codec : new int[] {DataEncoder.PLAIN_CODEC, DataEncoder.DEFAULT_CODEC}) {
      Blocks blocks = new Blocks(codec, group);
      int row = 0;
      for (int b = 0; b < 12; b++) {
        for (int r = 0; r < ROWS; r++, row++) {
          long[] raws = new long[5];
          for (int c = 0; c < 5; c++) {
            raws[c] = c == 4 ? row : numbers.applyAsLong(row + c);
          }
          // Column 3 is missing in every seventh row.
          long presence = row % 7 == 0 ? 0b10111 : 0b11111;
          blocks.in.add(blocks.encoder, group, row * 10_000_000L, presence, raws);
        }
        bytes = blocks.passOn(b % 10 == 0);
      }
    }
    return bytes;
  }

  /** One way through encoder and decoder that compares every payload. */
  private static final class Blocks {
    final Rows in = new Rows();
    final DataEncoder encoder;
    final DataDecoder decoder;
    final ByteBuffer payload = ByteBuffer.allocate(BlockFrame.MOST_PAYLOAD_BYTES);

    Blocks(int codec, GroupSpec... groups) {
      Schema schema = Rows.schema(groups);
      encoder = new DataEncoder(schema, codec);
      decoder = new DataDecoder(schema);
    }

    int passOn(boolean key) throws DamagedPayload {
      payload.clear();
      int bytes = encoder.encode(key, payload);
      assertEquals(bytes, payload.position());
      Rows out = new Rows();
      decoder.decode(payload.flip(), key, out::take);
      in.assertSame(out, "payload of " + bytes + " bytes");
      in.clear();
      return bytes;
    }
  }
}
