package keilog.protocol.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.function.Function;
import keilog.protocol.channel.GroupSpec;

/** Any bytes as a payload: a named failure, or content that encodes and decodes to itself. */
class PayloadFuzzTest {

  private interface Decoding<T> {
    T of(ByteBuffer bytes) throws DamagedPayload;
  }

  @FuzzTest(maxDuration = "30s")
  void anySchema(byte[] bytes) {
    check(bytes, SchemaPayload::decode, SchemaPayload::encode);
  }

  @FuzzTest(maxDuration = "30s")
  void anyEvent(byte[] bytes) {
    check(bytes, EventPayload::decode, EventPayload::encode);
  }

  @FuzzTest(maxDuration = "30s")
  void anyClock(byte[] bytes) {
    check(bytes, ClockPayload::decode, ClockPayload::encode);
  }

  @FuzzTest(maxDuration = "30s")
  void anyDropout(byte[] bytes) {
    check(bytes, DropoutPayload::decode, DropoutPayload::encode);
  }

  @FuzzTest(maxDuration = "30s")
  void anyEnd(byte[] bytes) {
    check(bytes, EndPayload::decode, EndPayload::encode);
  }

  /** RAW times may wrap when damaged, which no writer encodes. */
  @FuzzTest(maxDuration = "30s")
  void anyRaw(byte[] bytes) {
    try {
      RawPayload.decode(ByteBuffer.wrap(bytes));
    } catch (DamagedPayload named) {
      assertTrue(named.getMessage().contains(":"));
    }
  }

  /** Half of the bytes as a KEY, the rest as the block that continues it. */
  @FuzzTest(maxDuration = "30s")
  void anyData(byte[] bytes) {
    GroupSpec elm = Rows.group(1, 3, 1_000_000, 0);
    GroupSpec gps = Rows.group(2, 1, 1_000_000, 100_000_000);
    DataDecoder decoder = new DataDecoder(Rows.schema(elm, gps));
    int half = bytes.length / 2;
    data(decoder, ByteBuffer.wrap(bytes, 0, half), true);
    data(decoder, ByteBuffer.wrap(bytes, half, bytes.length - half), false);
  }

  private static void data(DataDecoder decoder, ByteBuffer payload, boolean key) {
    try {
      decoder.decode(payload, key, batch -> assertTrue(batch.size() <= GroupBatch.MOST_CELLS));
    } catch (DamagedPayload named) {
      assertTrue(decoder.needsKey(), named.getMessage());
    }
  }

  private static <T> void check(
      byte[] bytes, Decoding<T> decoding, Function<T, ByteBuffer> encoding) {
    T value;
    try {
      value = decoding.of(ByteBuffer.wrap(bytes));
    } catch (DamagedPayload named) {
      assertTrue(named.getMessage().length() > 10);
      return;
    }
    try {
      assertEquals(value, decoding.of(encoding.apply(value)));
    } catch (DamagedPayload broken) {
      throw new AssertionError("what was decoded can be encoded and decoded: " + value, broken);
    }
  }
}
