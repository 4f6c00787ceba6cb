package keilog.protocol.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import keilog.protocol.channel.GroupSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads that no writer wrote: one named failure, bounded memory, and nothing handed on. */
class DataDamageTest {
  private static final GroupSpec ENGINE = Rows.group(1, 12, 1_000_000, 20_000_000);
  private static final GroupSpec WIDE = Rows.group(2, 64, 1_000_000, 0);
  private static final Schema SCHEMA = Rows.schema(ENGINE, WIDE);

  @Test
  void refusesEveryTruncationOfCodecZero() {
    byte[] whole = payload(DataEncoder.PLAIN_CODEC);
    for (int length = 0; length < whole.length; length++) {
      assertEquals(0, handedOn(Arrays.copyOf(whole, length)), "length=" + length);
    }
  }

  @Test
  void refusesMostTruncationsOfCodecTwo() {
    byte[] whole = payload(DataEncoder.DEFAULT_CODEC);
    int accepted = 0;
    for (int length = 0; length < whole.length; length++) {
      accepted += handedOn(Arrays.copyOf(whole, length)) > 0 ? 1 : 0;
    }
    assertTrue(accepted <= whole.length / 4, "accepted=%d of %d".formatted(accepted, whole.length));
  }

  @ParameterizedTest
  @ValueSource(ints = {DataEncoder.PLAIN_CODEC, DataEncoder.DEFAULT_CODEC})
  void refusesBytesBehindTheEnd(int codec) {
    byte[] whole = payload(codec);
    Random random = new Random(3);
    for (int extra = 1; extra < 9; extra++) {
      byte[] longer = Arrays.copyOf(whole, whole.length + extra);
      assertEquals(0, handedOn(longer), "zeros=" + extra);
      for (int i = whole.length; i < longer.length; i++) {
        longer[i] = (byte) random.nextInt();
      }
      assertEquals(0, handedOn(longer), "bytes=" + extra);
    }
  }

  @Test
  void noticesMostGarbledBytesOfCodecTwoByItself() {
    byte[] whole = payload(DataEncoder.DEFAULT_CODEC);
    Random random = new Random(5);
    int unnoticed = 0;
    int tries = 2_000;
    for (int i = 0; i < tries; i++) {
      byte[] garbled = whole.clone();
      int at = 4 + random.nextInt(garbled.length - 4);
      garbled[at] ^= (byte) (1 + random.nextInt(255));
      unnoticed += handedOn(garbled) > 0 ? 1 : 0;
    }
    // The frame's check sum is what guards bits; this only shows that the code's end is checked.
    assertTrue(unnoticed < tries / 3, "unnoticed=" + unnoticed);
  }

  @Test
  void survivesNoise() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      byte[] noise = new byte[random.nextInt(120)];
      random.nextBytes(noise);
      if (noise.length > 2) {
        noise[0] = (byte) (SCHEMA.number() << 3 | (i % 2 == 0 ? 0 : 2));
        noise[1] = (byte) (i % 3 == 0 ? 3 : 5);
      }
      handedOn(noise);
    }
  }

  @Test
  void refusesATinyPayloadThatClaimsMillionsOfRows() {
    for (byte codec : new byte[] {0, 2}) {
      byte[] claim = new byte[12];
      Arrays.fill(claim, (byte) 0xFF);
      claim[0] = (byte) (1 << 3 | codec);
      claim[1] = 3;
      claim[11] = 0x7F;
      assertEquals(0, handedOn(claim), "codec=" + codec);
    }
  }

  @Test
  void refusesOtherSchemasCodecsAndGroups() {
    for (int codec : new int[] {DataEncoder.PLAIN_CODEC, DataEncoder.DEFAULT_CODEC}) {
      byte[] payload = payload(codec);
      for (int head = 0; head < 128; head++) {
        byte[] other = payload.clone();
        other[0] = (byte) head;
        int expected = head == (SCHEMA.number() << 3 | codec) ? 1 : 0;
        assertEquals(expected, Math.min(1, handedOn(other)), "head=" + head);
      }
    }
    assertEquals(0, handedOn(new byte[] {8, 1, 0}), "group 0");
    assertEquals(0, handedOn(new byte[] {8, 7, 0}), "group 3");
  }

  private static int handedOn(byte[] payload) {
    DataDecoder decoder = new DataDecoder(SCHEMA);
    int[] rows = {0};
    try {
      decoder.decode(ByteBuffer.wrap(payload), true, batch -> rows[0] += batch.size());
      assertTrue(rows[0] <= GroupBatch.MOST_CELLS / 3);
    } catch (DamagedPayload named) {
      assertEquals(0, rows[0]);
      assertTrue(decoder.needsKey());
      assertTrue(named.getMessage().contains(": "), named.getMessage());
      assertThrows(
          DamagedPayload.class, () -> decoder.decode(ByteBuffer.wrap(payload), false, b -> {}));
    }
    return rows[0];
  }

  private static byte[] payload(int codec) {
    DataEncoder encoder = new DataEncoder(SCHEMA, codec);
    Random random = new Random(11);
    long[] raws = new long[64];
    for (int row = 0; row < 50; row++) {
      for (int c = 0; c < raws.length; c++) {
        raws[c] += random.nextInt(c % 8 + 1) - c % 4;
      }
      encoder.add(1, row * 20_000_000L, row % 9 == 0 ? 5 : ENGINE.full(), raws);
      if (row % 10 == 0) {
        encoder.add(2, row * 20_000_000L, -1, raws);
      }
    }
    ByteBuffer payload = ByteBuffer.allocate(1 << 16);
    byte[] bytes = new byte[encoder.encode(true, payload)];
    payload.flip().get(bytes);
    return bytes;
  }
}
