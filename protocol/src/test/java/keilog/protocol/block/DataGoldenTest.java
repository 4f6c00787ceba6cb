package keilog.protocol.block;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.testing.Needs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bytes of DATA payloads are frozen: recordings must stay readable for ever. Content is made by
 * rule from whole numbers, so that anyone can make it again: see {@link #encode}. {@code
 * -Dkeilog.golden=write} writes the files anew; a change of them is a new codec id.
 */
class DataGoldenTest {
  private static final GroupSpec ENGINE = Rows.group(1, 5, 1_000_000, 0);
  private static final GroupSpec GPS = Rows.group(4, 3, 1_000_000, 100_000_000);
  private static final int BLOCKS = 25;

  @ParameterizedTest
  @ValueSource(ints = {DataEncoder.PLAIN_CODEC, DataEncoder.DEFAULT_CODEC})
  void writesTheBytesItAlwaysWrote(int codec) throws IOException {
    List<String> lines = encode(codec, new Rows());
    Path file = file(codec);
    if ("write".equals(System.getProperty("keilog.golden"))) {
      Files.createDirectories(file.getParent());
      Files.write(file, lines);
    }
    assertEquals(String.join("\n", golden(codec)), String.join("\n", lines));
  }

  @ParameterizedTest
  @ValueSource(ints = {DataEncoder.PLAIN_CODEC, DataEncoder.DEFAULT_CODEC})
  void readsTheBytesItAlwaysWrote(int codec) throws IOException, DamagedPayload {
    Rows in = new Rows();
    encode(codec, in);
    Rows out = new Rows();
    DataDecoder decoder = new DataDecoder(Rows.schema(ENGINE, GPS));
    int block = 0;
    for (String line : golden(codec)) {
      byte[] payload = HexFormat.of().parseHex(line);
      decoder.decode(ByteBuffer.wrap(payload), block++ % 10 == 0, out::take);
    }
    in.assertSame(out, "codec=" + codec);
  }

  private static Path file(int codec) {
    return Needs.root().resolve("protocol/src/test/resources/golden/data/codec-" + codec + ".hex");
  }

  private static List<String> golden(int codec) throws IOException {
    return Files.readAllLines(file(codec));
  }

  /**
   * 25 payloads, every tenth a KEY. A linear congruential generator (n × 6364136223846793005 +
   * 1442695040888963407, upper 31 bits) decides.
   */
  private static List<String> encode(int codec, Rows rows) {
    DataEncoder encoder = new DataEncoder(Rows.schema(ENGINE, GPS), codec);
    ByteBuffer payload = ByteBuffer.allocate(1 << 16);
    List<String> lines = new ArrayList<>();
    long state = 12;
    long time = 600_000_000_000L;
    long[] raws = {3_000, 0, 850, 42, Long.MAX_VALUE - 40};
    long[] fix = {356_000_000, 1_393_000_000, 0};
    for (int block = 0; block < BLOCKS; block++) {
      for (int row = 0; row < 16; row++) {
        state = state * 6364136223846793005L + 1442695040888963407L;
        int dice = (int) (state >>> 33);
        time += (55 + dice % 7 + (dice % 50 == 0 ? 400 : 0)) * 1_000_000L;
        raws[0] += dice % 200 - 90 + (dice % 97 == 0 ? -2_000_000_000_000L : 0);
        raws[1] = dice % 5 == 0 ? 1 - raws[1] : raws[1];
        raws[2] += (dice % 200 - 90) / 10;
        raws[4] += dice % 3;
        rows.add(encoder, ENGINE, time, dice % 41 == 0 ? 0b10110 : 0b11111, raws);
        if (row % 8 == 3) {
          fix[0] += 1_500 + dice % 11;
          fix[1] -= 700 + dice % 13;
          fix[2] = dice % 4 == 0 ? Long.MIN_VALUE : dice % 30;
          rows.add(encoder, GPS, time, 0b111, fix);
        }
      }
      payload.clear();
      encoder.encode(block % 10 == 0, payload);
      byte[] bytes = new byte[payload.flip().remaining()];
      payload.get(bytes);
      lines.add(HexFormat.of().formatHex(bytes));
    }
    return lines;
  }
}
