package keilog.protocol.block;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import keilog.protocol.channel.GroupSpec;

/** Any rows come back; any bytes are a named failure or sound batches. */
class DataFuzzTest {
  private static final GroupSpec ONE = Rows.group(1, 3, 1_000, 50_000);
  private static final GroupSpec TWO = Rows.group(9, 1, 1, 0);
  private static final Schema SCHEMA = Rows.schema(ONE, TWO);

  @FuzzTest(maxDuration = "30s")
  void anyRows(FuzzedDataProvider data) throws DamagedPayload {
    int codec = data.consumeBoolean() ? DataEncoder.PLAIN_CODEC : DataEncoder.DEFAULT_CODEC;
    DataEncoder encoder = new DataEncoder(SCHEMA, codec);
    DataDecoder decoder = new DataDecoder(SCHEMA);
    ByteBuffer payload = ByteBuffer.allocate(1 << 20);
    while (data.remainingBytes() > 0) {
      Rows in = new Rows();
      int rows = data.consumeInt(1, 20);
      for (int r = 0; r < rows; r++) {
        GroupSpec group = data.consumeBoolean() ? ONE : TWO;
        long presence = group == TWO ? 1 : data.consumeInt(1, 7);
        long tick = data.consumeLong(-1L << 50, 1L << 50);
        long[] raws = {data.consumeLong(), data.consumeLong(), data.consumeLong()};
        in.add(encoder, group, tick * group.tickNanos(), presence, raws);
      }
      payload.clear();
      boolean key = encoder.mustBeKey() || data.consumeBoolean();
      encoder.encode(key, payload);
      Rows out = new Rows();
      decoder.decode(payload.flip(), key, out::take);
      in.assertSame(out, "codec=" + codec);
    }
  }

  @FuzzTest(maxDuration = "30s")
  void anyBytesOfCodecTwo(FuzzedDataProvider data) {
    DataDecoder decoder = new DataDecoder(SCHEMA);
    boolean key = true;
    while (data.remainingBytes() > 0) {
      byte[] tail = data.consumeBytes(data.consumeInt(0, 60));
      ByteBuffer payload = ByteBuffer.allocate(2 + tail.length);
      payload.put((byte) (SCHEMA.number() << 3 | DataEncoder.DEFAULT_CODEC));
      payload.put((byte) 3).put(tail).flip();
      try {
        decoder.decode(
            payload, key, batch -> assertTrue(batch.size() <= GroupBatch.MOST_CELLS / 3));
        key = false;
      } catch (DamagedPayload named) {
        assertTrue(decoder.needsKey(), named.getMessage());
        key = true;
      }
    }
  }
}
