package keilog.protocol.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import keilog.protocol.channel.GroupSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** decode(encode(rows)) = rows, for any rows. */
class DataRoundTripTest {

  @ParameterizedTest
  @ValueSource(ints = {DataEncoder.PLAIN_CODEC, DataEncoder.DEFAULT_CODEC})
  void bringsBackAnyRowsAlongAChain(int codec) throws DamagedPayload {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      GroupSpec[] groups = new GroupSpec[1 + random.nextInt(4)];
      for (int g = 0; g < groups.length; g++) {
        int channels = random.nextInt(8) == 0 ? 64 : 1 + random.nextInt(9);
        long tick = random.nextBoolean() ? 1_000_000 : 1;
        groups[g] = Rows.group(3 + g * 5, channels, tick, random.nextInt(3) * 10_000_000L);
      }
      Schema schema = Rows.schema(groups);
      DataEncoder encoder = new DataEncoder(schema, codec);
      DataDecoder decoder = new DataDecoder(schema);
      ByteBuffer payload = ByteBuffer.allocate(1 << 20);
      for (int block = 0; block < 12; block++) {
        Rows in = new Rows();
        int samples = 0;
        for (int n = random.nextInt(40) + 1; n > 0; n--) {
          GroupSpec group = groups[random.nextInt(groups.length)];
          long presence = group.full();
          if (round % 2 == 0) {
            presence &= random.nextLong();
            presence = presence == 0 ? 1 : presence;
          }
          samples += Long.bitCount(presence);
          long time = Wild.time(random) / group.tickNanos() * group.tickNanos();
          in.add(encoder, group, time, presence, Wild.raws(random, group.channels().size()));
        }
        assertEquals(samples, encoder.samples());
        payload.clear();
        boolean key = block % 5 == 0;
        encoder.encode(key, payload);
        assertTrue(encoder.isEmpty());
        Rows out = new Rows();
        decoder.decode(payload.flip(), key, out::take);
        in.assertSame(out, "seed=" + seed);
      }
    }
  }
}
