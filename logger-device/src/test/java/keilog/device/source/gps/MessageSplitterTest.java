package keilog.device.source.gps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageSplitterTest {
  private static final long START = 1_795_000_000_000_000_000L;

  enum Kind {
    UBX,
    NMEA,
    MIXED
  }

  private static byte[] stream(Kind kind, int epochs) {
    byte[] all = new byte[0];
    for (int i = 0; i < epochs; i++) {
      long t = START + i * 100_000_000L;
      byte[] ubx = Wire.pvt(t);
      byte[] nmea = Wire.nmeaEpoch(t + 50_000_000);
      all =
          switch (kind) {
            case UBX -> Wire.join(all, ubx);
            case NMEA -> Wire.join(all, nmea);
            case MIXED -> Wire.join(all, ubx, nmea);
          };
    }
    return all;
  }

  @Test
  void readsTheGoldenFrame() {
    FixCopy fix = Decoder.decode(Wire.GOLDEN_PVT).getFirst();
    assertEquals(1_653_435_641_000_037_547L, fix.epochNanos());
    assertEquals(440_688_112, fix.latitude());
    assertEquals(-1_213_140_900, fix.longitude());
    assertEquals(1_131_311, fix.altitudeMm());
    assertEquals(9, fix.speedMmPerSecond());
    assertEquals(30, fix.satellites());
    assertEquals(356, fix.horizontalAccuracyMm());
    assertEquals(108, fix.positionDilution());
    assertEquals(2, fix.quality());
    assertTrue(fix.resolved());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void givesTheSameFixesInPiecesOfAnySize(Kind kind) {
    byte[] bytes = stream(kind, 20);
    List<FixCopy> whole = Decoder.decode(bytes);
    assertEquals(kind == Kind.MIXED ? 40 : 20, whole.size());
    for (int piece : new int[] {1, 2, 3, 7, 64, 100, 1000}) {
      assertEquals(whole, Decoder.decode(bytes, piece), "piece=" + piece);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void neverGivesAWrongFixWhenAnyBitFlips(Kind kind) {
    byte[] bytes = stream(kind, 4);
    Map<Long, FixCopy> truth = byEpoch(Decoder.decode(bytes));
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      List<FixCopy> fixes = Decoder.decode(bytes);
      for (FixCopy fix : fixes) {
        agrees(truth, fix, "bit=" + bit);
      }
      assertTrue(fixes.size() >= truth.size() - 1, "bit=" + bit);
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void neverGivesAWrongFixWhenTheStreamIsCutAnywhere(Kind kind) {
    byte[] bytes = stream(kind, 4);
    Map<Long, FixCopy> truth = byEpoch(Decoder.decode(bytes));
    for (int cut = 0; cut < bytes.length; cut++) {
      for (FixCopy fix : Decoder.decode(Arrays.copyOf(bytes, cut))) {
        agrees(truth, fix, "cut at=" + cut);
      }
      for (FixCopy fix : Decoder.decode(Arrays.copyOfRange(bytes, cut, bytes.length))) {
        agrees(truth, fix, "cut before=" + cut);
      }
    }
  }

  @Test
  void findsEveryFrameInsideGarbage() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    byte[] all = new byte[0];
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[random.nextInt(60)];
      random.nextBytes(garbage);
      all = Wire.join(all, garbage, Wire.pvt(START + i * 40_000_000L));
    }
    List<FixCopy> fixes = Decoder.decode(all, 50);
    long right =
        fixes.stream()
            .filter(f -> (f.epochNanos() - START) % 40_000_000L == 0)
            .map(FixCopy::epochNanos)
            .distinct()
            .count();
    assertEquals(200, right);
    assertEquals(200, fixes.size());
  }

  @Test
  void boundsTenMegabytesWithoutAnEndOfLine() {
    Decoder decoder = new Decoder();
    byte[] noise = new byte[10_000];
    for (byte[] pattern :
        new byte[][] {
          {'$'}, {'$', 'G', 'P'}, {'x'}, {(byte) 0xB5, 0x62}, {(byte) 0xB5, 0x62, 1, 7, 0, 8}
        }) {
      for (int i = 0; i < noise.length; i++) {
        noise[i] = pattern[i % pattern.length];
      }
      for (int i = 0; i < 200; i++) {
        decoder.splitter.take(noise, 0, noise.length, i);
      }
    }
    byte[] good = Wire.join(new byte[2100], Wire.pvt(START));
    decoder.splitter.take(good, 0, good.length, 0);
    decoder.end();
    assertEquals(1, decoder.fixes.size());
  }

  @Test
  void stampsAMessageWithTheArrivalOfItsFirstByte() {
    Decoder decoder = new Decoder();
    byte[] bytes = Wire.join(new byte[13], Wire.pvt(START), Wire.pvt(START + 100_000_000));
    for (int i = 0; i < bytes.length; i++) {
      decoder.splitter.take(bytes, i, 1, 1000 + i);
    }
    assertEquals(1013, decoder.fixes.get(0).arrivedNanos());
    assertEquals(1113, decoder.fixes.get(1).arrivedNanos());
    decoder.splitter.take(bytes, 0, bytes.length, 5000);
    assertEquals(5000, decoder.fixes.get(2).arrivedNanos());
    assertEquals(5000, decoder.fixes.get(3).arrivedNanos());
  }

  @Test
  void findsAGoodSentenceRightAfterABrokenOne() {
    byte[] bytes =
        Wire.join(
            "$GPRMC,12".getBytes(),
            Wire.nmeaEpoch(START),
            "$GPGGA,1*".getBytes(),
            Wire.pvt(START + 1));
    assertEquals(2, Decoder.decode(bytes).size());
  }

  private static Map<Long, FixCopy> byEpoch(List<FixCopy> fixes) {
    Map<Long, FixCopy> map = new HashMap<>();
    fixes.forEach(f -> map.put(f.epochNanos(), f));
    return map;
  }

  /** Every number of the fix is one that was sent for its epoch; some may be missing. */
  private static void agrees(Map<Long, FixCopy> truth, FixCopy fix, String what) {
    if (fix.epochNanos() == Fix.ABSENT) {
      boolean known =
          !fix.hasPosition()
              || truth.values().stream()
                  .anyMatch(
                      t -> t.latitude() == fix.latitude() && t.longitude() == fix.longitude());
      assertTrue(known, what + " " + fix);
      return;
    }
    FixCopy sent = truth.get(fix.epochNanos());
    assertTrue(sent != null, what + " " + fix);
    Stream.of(
            new long[] {fix.latitude(), sent.latitude()},
            new long[] {fix.longitude(), sent.longitude()},
            new long[] {fix.altitudeMm(), sent.altitudeMm()},
            new long[] {fix.speedMmPerSecond(), sent.speedMmPerSecond()},
            new long[] {fix.heading(), sent.heading()},
            new long[] {fix.satellites(), sent.satellites()},
            new long[] {fix.positionDilution(), sent.positionDilution()})
        .forEach(
            pair ->
                assertTrue(
                    pair[0] == Fix.ABSENT || pair[0] == pair[1],
                    () -> what + " " + fix + " sent " + sent));
  }
}
