package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.SessionId;
import keilog.protocol.testing.FaultyStorage;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to a file's bytes: the reader never throws, hands on exactly the values of the
 * blocks that can still be read, and accounts for every byte and every block number.
 */
class DamagedSessionTest {

  @Test
  void readsEveryPrefixBareZeroFilledOrFollowedByNoise() throws IOException {
    Drive drive = Drive.write(seed(), 12);
    byte[] whole = drive.bytes();
    Random random = new Random(7);
    byte[] noise = new byte[4096];
    for (int cut = 0; cut <= whole.length; cut++) {
      byte[] prefix = Arrays.copyOf(whole, cut);
      check(drive, prefix, "cut=" + cut);
      if (cut >= lastBlocks(drive, 3)) {
        int padded = (cut / 4096 + 1) * 4096;
        check(drive, Arrays.copyOf(prefix, padded), "zeros after " + cut);
        random.nextBytes(noise);
        check(drive, Drive.join(prefix, Drive.part(noise, 0, padded - cut)), "noise after " + cut);
      }
    }
  }

  @Test
  void findsEveryFlippedBit() throws IOException {
    Drive drive = Drive.write(seed(), 8);
    byte[] bytes = drive.bytes();
    for (Drive.Written block : drive.blocks()) {
      List<Drive.Written> intact = intact(drive, b -> b != block);
      for (long at = block.spot().offset(); at < block.spot().end(); at++) {
        for (int bit = 0; bit < 8; bit++) {
          bytes[(int) at] ^= (byte) (1 << bit);
          check(drive, intact, bytes, "byte=" + at + ", bit=" + bit);
          bytes[(int) at] ^= (byte) (1 << bit);
        }
      }
    }
  }

  @Test
  void skipsOverwrittenRanges() throws IOException {
    long seed = seed();
    Random random = new Random(seed);
    Drive drive = Drive.write(seed, 30);
    for (int round = 0; round < 1500; round++) {
      byte[] bytes = drive.bytes();
      int from = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, from + 1 + random.nextInt(round % 2 == 0 ? 40 : 512));
      byte[] noise = new byte[to - from];
      if (round % 3 != 0) {
        random.nextBytes(noise);
      }
      System.arraycopy(noise, 0, bytes, from, noise.length);
      check(drive, bytes, "seed=" + seed + ", round=" + round);
    }
  }

  @Test
  void skipsInsertedGarbageWithoutLosingARow() throws IOException {
    long seed = seed();
    Random random = new Random(seed);
    Drive drive = Drive.write(seed, 30);
    for (int round = 0; round < 800; round++) {
      byte[] whole = drive.bytes();
      boolean between = round % 2 == 0;
      int at =
          between
              ? (int) drive.blocks().get(random.nextInt(drive.blocks().size())).spot().offset()
              : random.nextInt(whole.length + 1);
      byte[] garbage = garbage(random, drive);
      byte[] bytes =
          Drive.join(Drive.part(whole, 0, at), garbage, Drive.part(whole, at, whole.length));
      List<Drive.Written> intact = drive.intactIn(bytes, garbage.length);
      Heard heard = check(drive, intact, bytes, "seed=" + seed + ", round=" + round);
      if (between) {
        assertEquals(0, heard.report.lostBlocks());
        assertEquals(garbage.length, heard.report.damagedBytes());
      }
    }
  }

  @Test
  void survivesDeletedBytes() throws IOException {
    long seed = seed();
    Random random = new Random(seed);
    Drive drive = Drive.write(seed, 30);
    for (int round = 0; round < 800; round++) {
      byte[] whole = drive.bytes();
      int from = random.nextInt(whole.length);
      int to = Math.min(whole.length, from + 1 + random.nextInt(round % 2 == 0 ? 8 : 700));
      byte[] bytes = Drive.join(Drive.part(whole, 0, from), Drive.part(whole, to, whole.length));
      List<Drive.Written> intact = drive.intactIn(bytes, from - to);
      check(drive, intact, bytes, "seed=" + seed + ", round=" + round);
    }
  }

  @Test
  void passesOverRepeatedBlocks() throws IOException {
    Drive drive = Drive.write(seed(), 20);
    for (Drive.Written block : drive.blocks()) {
      byte[] whole = drive.bytes();
      int end = (int) block.spot().end();
      byte[] copy = Drive.part(whole, (int) block.spot().offset(), end);
      Heard heard =
          Heard.of(
              Drive.join(Drive.part(whole, 0, end), copy, Drive.part(whole, end, whole.length)));
      assertEquals(
          Heard.sorted(drive.readable(drive.blocks())), Heard.sorted(heard.samples), "once only");
      assertEquals(Damage.Kind.REPEATED, heard.damages.getFirst().kind());
      assertEquals(1, heard.damages.size());
    }
  }

  @Test
  void losesAllWithoutAnySchemaAndSaysSo() throws IOException {
    Drive drive = Drive.write(seed(), 20);
    byte[] bytes = drive.bytes();
    List<Drive.Written> intact = intact(drive, b -> !b.is(BlockType.SCHEMA));
    drive.blocks().stream()
        .filter(b -> b.is(BlockType.SCHEMA))
        .forEach(b -> bytes[(int) b.spot().offset() + 30] ^= 1);
    Heard heard = check(drive, intact, bytes, "no schema");
    assertTrue(heard.samples.isEmpty());
    assertTrue(heard.damages.stream().anyMatch(d -> d.kind() == Damage.Kind.NO_SCHEMA));
    assertEquals(Optional.empty(), heard.report.schema());
  }

  @Test
  void readsNothingOfAnotherSession() throws IOException {
    Drive drive = Drive.write(seed(), 10);
    byte[] whole = drive.bytes();
    Drive other =
        Drive.write(
            new Random(3),
            10,
            new FaultyStorage(),
            Drive.schema(new SessionId(12, 2, 77), Optional.empty()));
    int at = (int) drive.blocks().get(5).spot().offset();
    byte[] bytes =
        Drive.join(Drive.part(whole, 0, at), other.bytes(), Drive.part(whole, at, whole.length));
    Heard heard = check(drive, drive.blocks(), bytes, "foreign blocks");
    assertEquals(other.length(), heard.report.damagedBytes());
  }

  private static long seed() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    return seed;
  }

  private static List<Drive.Written> intact(Drive drive, Predicate<Drive.Written> is) {
    return drive.blocks().stream().filter(is).toList();
  }

  private static int lastBlocks(Drive drive, int count) {
    return (int) drive.blocks().get(drive.blocks().size() - count).spot().offset();
  }

  /** Noise, zeros, or a piece of the session itself, which has sound headers in it. */
  private static byte[] garbage(Random random, Drive drive) {
    byte[] garbage = new byte[1 + random.nextInt(300)];
    switch (random.nextInt(3)) {
      case 0 -> random.nextBytes(garbage);
      case 1 -> {}
      default -> {
        BlockSpot spot = drive.blocks().get(random.nextInt(drive.blocks().size())).spot();
        int length = random.nextInt(spot.length() - 4) + 1;
        return Drive.part(drive.bytes(), (int) spot.offset(), (int) spot.offset() + length);
      }
    }
    return garbage;
  }

  /** A file whose blocks lie where they were written. */
  private static void check(Drive drive, byte[] bytes, String what) {
    check(drive, drive.intactIn(bytes), bytes, what);
  }

  /** Exactly the readable values, and a report that accounts for everything else. */
  private static Heard check(Drive drive, List<Drive.Written> intact, byte[] bytes, String what) {
    Heard heard = Heard.of(bytes);
    assertEquals(Heard.sorted(drive.readable(intact)), Heard.sorted(heard.samples), what);
    assertEquals(intact.size(), heard.report.blocks(), what);
    long intactBytes = intact.stream().mapToLong(b -> b.spot().length()).sum();
    assertEquals(bytes.length - intactBytes, heard.report.damagedBytes(), what);
    int known = intact.isEmpty() ? 0 : intact.getLast().spot().number() + 1;
    assertEquals(known - intact.size(), heard.report.lostBlocks(), what);
    boolean ended = intact.stream().anyMatch(b -> b.is(BlockType.END));
    assertEquals(ended, heard.report.end().isPresent(), what);
    assertEquals(lostNumbers(intact, known), lostNumbers(heard), what);
    return heard;
  }

  private static Set<Integer> lostNumbers(List<Drive.Written> intact, int known) {
    Set<Integer> lost = new HashSet<>();
    for (int number = 0; number < known; number++) {
      lost.add(number);
    }
    intact.forEach(b -> lost.remove(b.spot().number()));
    return lost;
  }

  private static Set<Integer> lostNumbers(Heard heard) {
    List<Integer> lost = new ArrayList<>();
    for (Damage damage : heard.damages) {
      assertTrue(damage.fromMillis() <= damage.toMillis() || damage.toMillis() == -1);
      if (damage.kind() == Damage.Kind.LOST) {
        for (int n = 0; n < damage.blocks(); n++) {
          lost.add(damage.firstNumber() + n);
        }
      }
    }
    assertEquals(lost.size(), new HashSet<>(lost).size(), "each number once");
    return new HashSet<>(lost);
  }
}
