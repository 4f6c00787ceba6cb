package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import keilog.protocol.block.End;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.StorageFault;
import org.junit.jupiter.api.Test;

/** What a power cut leaves becomes a whole session, the same one however often recovery is cut. */
class RecoveryTest {
  private static final String NAME = Drive.SCHEMA.fileName();

  @Test
  void makesEveryPrefixAWholeSession() throws IOException {
    Drive drive = Drive.write(11, 8);
    byte[] whole = drive.bytes();
    Random random = new Random(4);
    for (int cut = 0; cut <= whole.length; cut++) {
      for (byte[] torn : torn(Arrays.copyOf(whole, cut), random)) {
        List<Drive.Written> intact = drive.intactIn(torn);
        FaultyStorage card = new FaultyStorage();
        card.put(NAME, torn);
        Recovery.Outcome outcome = Recovery.recover(card, NAME);
        card.powerCut(FaultyStorage.Tail.CUT);
        if (intact.isEmpty()) {
          assertTrue(card.size(NAME) < 0, "cut=" + cut);
          continue;
        }
        byte[] recovered = card.bytes(NAME);
        Heard heard = Heard.of(card, NAME);
        assertTrue(heard.report.complete(), "cut=" + cut + heard.damages);
        assertEquals(
            Heard.sorted(drive.readable(intact)), Heard.sorted(heard.samples), "cut=" + cut);
        boolean ended = intact.size() == drive.blocks().size();
        assertEquals(
            ended ? End.Reason.STOPPED : End.Reason.RECOVERED, heard.ends.getFirst().reason());
        long kept = intact.getLast().spot().end();
        assertEquals(
            ended
                ? new Recovery.Outcome.Whole(torn.length - kept)
                : new Recovery.Outcome.Ended(torn.length - kept, intact.size() + 1),
            outcome);
        assertEquals(new Recovery.Outcome.Whole(0), Recovery.recover(card, NAME));
        assertArrayEquals(recovered, card.bytes(NAME), "cut=" + cut);
      }
    }
  }

  @Test
  void leavesTheSameFileHoweverOftenItIsKilled() throws IOException {
    Drive drive = Drive.write(12, 8);
    byte[] whole = drive.bytes();
    Random random = new Random(5);
    for (int blocks = 0; blocks <= 4; blocks++) {
      Drive.Written last = drive.blocks().get(drive.blocks().size() - 1 - blocks);
      int cut = (int) last.spot().end() + (blocks == 0 ? 0 : random.nextInt(40));
      for (byte[] torn : torn(Arrays.copyOf(whole, cut), random)) {
        FaultyStorage undisturbed = new FaultyStorage();
        undisturbed.put(NAME, torn);
        Recovery.recover(undisturbed, NAME);
        byte[] expected = undisturbed.bytes(NAME);
        int operations = undisturbed.operations();
        for (int first = 1; first <= operations; first++) {
          for (int second = 1; second <= operations; second++) {
            for (boolean powerCut : new boolean[] {false, true}) {
              FaultyStorage card = new FaultyStorage(first * 100L + second);
              card.put(NAME, torn);
              killed(card, first, powerCut);
              killed(card, second, powerCut);
              Recovery.recover(card, NAME);
              card.powerCut(FaultyStorage.Tail.CUT);
              assertArrayEquals(
                  expected, card.bytes(NAME), "first=%d, second=%d".formatted(first, second));
            }
          }
        }
      }
    }
  }

  @Test
  void keepsWhatLiesBehindDamageInTheMiddle() throws IOException {
    Drive drive = Drive.write(13, 20);
    byte[] bytes = Arrays.copyOf(drive.bytes(), drive.length() - 3);
    Drive.Written hit = drive.blocks().get(6);
    bytes[(int) hit.spot().offset() + 30] ^= 4;
    FaultyStorage card = new FaultyStorage();
    card.put(NAME, bytes);
    assertInstanceOf(Recovery.Outcome.Ended.class, Recovery.recover(card, NAME));
    Heard heard = Heard.of(card, NAME);
    List<Drive.Written> intact = new ArrayList<>(drive.blocks());
    intact.removeLast();
    intact.remove(hit);
    assertEquals(Heard.sorted(drive.readable(intact)), Heard.sorted(heard.samples));
    assertEquals(End.Reason.RECOVERED, heard.ends.getFirst().reason());
    assertEquals(1, heard.report.lostBlocks());
    assertEquals(hit.spot().length(), heard.report.damagedBytes());
  }

  @Test
  void setsAsideAFileWithoutAnyIntactBlockAndDeletesAnEmptyOne() throws IOException {
    FaultyStorage card = new FaultyStorage();
    card.put(NAME, new byte[100]);
    assertEquals(
        new Recovery.Outcome.Unreadable(NAME + ".unreadable"), Recovery.recover(card, NAME));
    card.put(NAME, new byte[0]);
    assertEquals(new Recovery.Outcome.Empty(), Recovery.recover(card, NAME));
    card.powerCut(FaultyStorage.Tail.CUT);
    assertEquals(List.of(NAME + ".unreadable"), card.list());
  }

  private static List<byte[]> torn(byte[] prefix, Random random) {
    int padded = (prefix.length / 512 + 1) * 512;
    byte[] noise = new byte[padded - prefix.length];
    random.nextBytes(noise);
    return List.of(prefix, Arrays.copyOf(prefix, padded), Drive.join(prefix, noise));
  }

  /** Recovery dies within its N-th operation, if it gets that far. */
  private static void killed(FaultyStorage card, int operation, boolean powerCut) {
    card.failAt(card.operations() + operation, StorageFault.DEATH);
    try {
      Recovery.recover(card, NAME);
    } catch (IOException expected) {
      assertTrue(expected.getMessage().startsWith("the process is dead"), expected::toString);
    }
    card.restart();
    if (powerCut) {
      card.powerCut(FaultyStorage.Tail.values()[operation % 4]);
    }
  }
}
