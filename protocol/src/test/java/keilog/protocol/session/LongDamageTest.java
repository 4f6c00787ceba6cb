package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import keilog.protocol.testing.FaultyStorage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A minute of damage of every kind at once: never a wrong value, every byte accounted for. */
@Tag("fault")
class LongDamageTest {
  private static final String NAME = Drive.SCHEMA.fileName();

  @Test
  void neverTellsAWrongValue() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    int rounds = 0;
    while (System.nanoTime() < end) {
      Drive drive = Drive.write(random.nextLong(), 5 + random.nextInt(60));
      Set<Drive.Sample> truth = new HashSet<>(drive.readable(drive.blocks()));
      for (int round = 0; round < 100; round++, rounds++) {
        byte[] bytes = drive.bytes();
        for (int hit = 1 + random.nextInt(5); hit > 0; hit--) {
          bytes = damaged(random, bytes);
        }
        check(Heard.of(bytes), bytes, truth, "seed=" + seed + ", round=" + rounds);
        FaultyStorage card = new FaultyStorage();
        card.put(NAME, bytes);
        Recovery.recover(card, NAME);
        if (card.size(NAME) > 0) {
          byte[] recovered = card.bytes(NAME);
          Heard after = Heard.of(card, NAME);
          check(after, recovered, truth, "seed=" + seed + ", recovered, round=" + rounds);
          assertTrue(after.report.end().isPresent());
        }
      }
    }
    System.out.println("rounds=" + rounds);
  }

  private static void check(Heard heard, byte[] bytes, Set<Drive.Sample> truth, String what) {
    assertTrue(truth.containsAll(heard.samples), what);
    assertEquals(heard.samples.size(), new HashSet<>(heard.samples).size(), what);
    long lost =
        heard.damages.stream()
            .filter(d -> d.kind() == Damage.Kind.LOST || d.kind() == Damage.Kind.TORN_TAIL)
            .mapToLong(Damage::bytes)
            .sum();
    assertEquals(lost, heard.report.damagedBytes(), what);
    assertTrue(lost <= bytes.length, what);
  }

  /** Flips, overwrites, deletes, inserts, doubles or swaps a piece. */
  private static byte[] damaged(Random random, byte[] bytes) {
    if (bytes.length < 10) {
      return bytes;
    }
    int from = random.nextInt(bytes.length);
    int to = from + random.nextInt(Math.min(bytes.length - from, 1 + random.nextInt(2000)));
    byte[] before = Drive.part(bytes, 0, from);
    byte[] piece = Drive.part(bytes, from, to);
    byte[] after = Drive.part(bytes, to, bytes.length);
    switch (random.nextInt(7)) {
      case 0 -> {
        bytes[from] ^= (byte) (1 << random.nextInt(8));
        return bytes;
      }
      case 1 -> random.nextBytes(piece);
      case 2 -> piece = new byte[piece.length];
      case 3 -> piece = new byte[0];
      case 4 -> piece = Drive.join(piece, piece);
      case 5 -> {
        return Drive.join(piece, before, after);
      }
      default -> {
        byte[] noise = new byte[random.nextInt(600)];
        random.nextBytes(noise);
        piece = Drive.join(noise, piece);
      }
    }
    return Drive.join(before, piece, after);
  }
}
