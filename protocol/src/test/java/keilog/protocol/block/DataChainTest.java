package keilog.protocol.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import keilog.protocol.channel.GroupSpec;
import org.junit.jupiter.api.Test;

/** KEY payloads decode alone, the others go on from the one before. */
class DataChainTest {
  private static final GroupSpec FAST = Rows.group(2, 6, 1_000_000, 10_000_000);
  private static final GroupSpec SLOW = Rows.group(7, 3, 1_000_000, 0);
  private static final Schema SCHEMA = Rows.schema(FAST, SLOW);
  private static final int KEY_EVERY = 5;

  @Test
  void refusesAPayloadThatContinuesALostOneUntilTheNextKey() throws DamagedPayload {
    List<byte[]> payloads = payloads(DataEncoder.DEFAULT_CODEC, 12);
    DataDecoder decoder = new DataDecoder(SCHEMA);
    assertTrue(decoder.needsKey());
    decoder.decode(ByteBuffer.wrap(payloads.get(0)), true, batch -> {});
    assertFalse(decoder.needsKey());
    decoder.breakChain();
    for (int i = 1; i < KEY_EVERY; i++) {
      ByteBuffer next = ByteBuffer.wrap(payloads.get(i));
      assertThrows(DamagedPayload.class, () -> decoder.decode(next, false, batch -> {}));
    }
    decoder.decode(ByteBuffer.wrap(payloads.get(KEY_EVERY)), true, batch -> {});
    decoder.decode(ByteBuffer.wrap(payloads.get(KEY_EVERY + 1)), false, batch -> {});
  }

  @Test
  void writesNoContinuationAfterABrokenChain() {
    DataEncoder encoder = new DataEncoder(SCHEMA, DataEncoder.DEFAULT_CODEC);
    ByteBuffer payload = ByteBuffer.allocate(1 << 16);
    encoder.add(2, 0, 1, new long[6]);
    assertTrue(encoder.mustBeKey());
    assertThrows(IllegalStateException.class, () -> encoder.encode(false, payload));
    encoder.encode(true, payload);
    encoder.breakChain();
    encoder.add(2, 0, 1, new long[6]);
    assertThrows(IllegalStateException.class, () -> encoder.encode(false, payload));
  }

  @Test
  void refusesRowsThatTheSchemaDoesNotKnow() {
    DataEncoder encoder = new DataEncoder(SCHEMA, DataEncoder.DEFAULT_CODEC);
    assertThrows(IllegalArgumentException.class, () -> encoder.add(3, 0, 1, new long[6]));
    assertThrows(IllegalArgumentException.class, () -> encoder.add(2, 0, 1 << 6, new long[7]));
    assertThrows(IllegalArgumentException.class, () -> encoder.add(2, 0, 0, new long[6]));
  }

  @Test
  void bothCodecsGiveIdenticalBatches() throws DamagedPayload {
    Rows plain = decode(payloads(DataEncoder.PLAIN_CODEC, 23), 0, 23);
    Rows range = decode(payloads(DataEncoder.DEFAULT_CODEC, 23), 0, 23);
    plain.assertSame(range, "codec 0 against codec 2");
  }

  @Test
  void skipsGroupsThatNobodyWants() throws DamagedPayload {
    List<byte[]> payloads = payloads(DataEncoder.DEFAULT_CODEC, 9);
    DataDecoder decoder = new DataDecoder(SCHEMA, group -> group.id() == 7);
    Rows slow = new Rows();
    for (int i = 0; i < payloads.size(); i++) {
      boolean key = i % KEY_EVERY == 0;
      decoder.decode(ByteBuffer.wrap(payloads.get(i)), key, slow::take);
    }
    Rows all = decode(payloads, 0, 9);
    assertEquals(all.ofGroup(7), slow.ofGroup(7));
    assertEquals(0, slow.ofGroup(2).size());
  }

  @Test
  void decodesSpansFromKeyToKeyInParallel() throws Exception {
    List<byte[]> payloads = payloads(DataEncoder.DEFAULT_CODEC, 4 * KEY_EVERY);
    List<Future<Rows>> spans = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
      for (int from = 0; from < payloads.size(); from += KEY_EVERY) {
        int first = from;
        spans.add(workers.submit(() -> decode(payloads, first, first + KEY_EVERY)));
      }
    }
    Rows together = new Rows();
    for (Future<Rows> span : spans) {
      together.addAll(span.get());
    }
    decode(payloads, 0, payloads.size()).assertSame(together, "spans side by side");
  }

  private static Rows decode(List<byte[]> payloads, int from, int to) throws DamagedPayload {
    DataDecoder decoder = new DataDecoder(SCHEMA);
    Rows rows = new Rows();
    for (int i = from; i < to; i++) {
      decoder.decode(ByteBuffer.wrap(payloads.get(i)), i % KEY_EVERY == 0, rows::take);
    }
    return rows;
  }

  private static List<byte[]> payloads(int codec, int count) {
    Random random = new Random(42);
    DataEncoder encoder = new DataEncoder(SCHEMA, codec);
    ByteBuffer payload = ByteBuffer.allocate(1 << 16);
    List<byte[]> payloads = new ArrayList<>();
    long[] raws = new long[6];
    for (int block = 0; block < count; block++) {
      for (int row = 0; row < 30; row++) {
        for (int c = 0; c < raws.length; c++) {
          raws[c] += c == 5 ? 0 : random.nextInt(5 * c + 2) - 2 * c;
        }
        encoder.add(2, block * 1_000_000_000L + row * 33_000_000L, 63, raws);
        if (row % 10 == 0 && block % 3 != 1) {
          encoder.add(7, block * 1_000_000_000L + row * 33_000_000L, 1 + random.nextInt(7), raws);
        }
      }
      payload.clear();
      encoder.encode(block % KEY_EVERY == 0, payload);
      byte[] bytes = new byte[payload.flip().remaining()];
      payload.get(bytes);
      payloads.add(bytes);
    }
    return payloads;
  }
}
