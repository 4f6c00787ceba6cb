package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import keilog.protocol.testing.FaultyStorage;
import org.junit.jupiter.api.Test;

/** Following a file that grows, for whoever sends its blocks on. */
class BlockCursorTest {
  private static final String NAME = Drive.SCHEMA.fileName();

  @Test
  void findsEachBlockAsSoonAsItIsWholeAndReadsNothingBeyondTheLimit() throws IOException {
    Drive drive = Drive.write(21, 8);
    byte[] whole = drive.bytes();
    byte[] hidden = new byte[whole.length];
    FaultyStorage card = new FaultyStorage();
    card.put(NAME, hidden);
    BlockIndex index = BlockIndex.over(card, NAME);
    int found = 0;
    for (int limit = 0; limit <= whole.length; limit++) {
      if (limit > 0) {
        hidden[limit - 1] = whole[limit - 1];
      }
      card.put(NAME, hidden);
      found += index.extend(limit);
      int end = limit;
      assertEquals(drive.blocks().stream().filter(b -> b.spot().end() <= end).count(), found);
    }
    assertEquals(drive.blocks().stream().map(Drive.Written::spot).toList(), index.spots());
    assertTrue(index.ended());
    assertEquals(List.of(), index.lost());
  }

  @Test
  void goesPastATornBlockOnceMoreHasCome() throws IOException {
    Drive drive = Drive.write(22, 8);
    byte[] whole = drive.bytes();
    BlockSpot torn = drive.blocks().get(4).spot();
    int half = (int) torn.offset() + torn.length() / 2;
    byte[] bytes =
        Drive.join(Drive.part(whole, 0, half), Drive.part(whole, (int) torn.end(), whole.length));
    FaultyStorage card = new FaultyStorage();
    card.put(NAME, Drive.part(bytes, 0, half));
    BlockIndex index = BlockIndex.over(card, NAME);
    assertEquals(4, index.extend(half));
    card.put(NAME, bytes);
    index.extend(bytes.length);
    index.finish(bytes.length);
    assertEquals(drive.blocks().size() - 1, index.spots().size());
    assertEquals(List.of(new NumberRange(4, 4)), index.lost());
    assertEquals(4, index.from(4));
    assertEquals(5, index.spots().get(index.from(4)).number());
  }

  @Test
  void givesTheBytesOfABlockAsTheyAre() throws IOException {
    Drive drive = Drive.write(23, 8);
    FaultyStorage card = new FaultyStorage();
    card.put(NAME, drive.bytes());
    BlockIndex index = BlockIndex.over(card, NAME);
    index.extend(drive.length());
    ByteBuffer all = ByteBuffer.allocate(drive.length());
    for (BlockSpot spot : index.spots()) {
      assertTrue(index.read(spot, all));
    }
    assertArrayEquals(drive.bytes(), all.array());
    card.put(NAME, Drive.part(drive.bytes(), 0, drive.length() - 1));
    assertFalse(index.read(index.spots().getLast(), all.clear()));
    assertEquals(0, all.position());
  }

  @Test
  void takesOnlyWholeConsecutiveBlocksFromAMessage() throws IOException {
    Drive drive = Drive.write(24, 8);
    byte[] whole = drive.bytes();
    int session = Drive.SCHEMA.session().random();
    int count = drive.blocks().size();
    for (int first = 0; first < count; first++) {
      for (int last = first; last < count; last++) {
        byte[] run =
            Drive.part(
                whole,
                (int) drive.blocks().get(first).spot().offset(),
                (int) drive.blocks().get(last).spot().end());
        assertEquals(
            new BlockRun.Checked.Intact(new BlockRun(first, last - first + 1, last == count - 1)),
            BlockRun.check(run, session));
        if (first % 5 == 0) {
          refuses(run, session + 1);
          refuses(Drive.part(run, 0, run.length - 1), session);
          refuses(Drive.part(run, 1, run.length), session);
          refuses(Drive.join(run, new byte[1]), session);
          refuses(Drive.join(run, run), session);
        }
      }
    }
    refuses(new byte[0], session);
    BlockSpot gone = drive.blocks().get(3).spot();
    refuses(
        Drive.join(
            Drive.part(whole, 0, (int) gone.offset()),
            Drive.part(whole, (int) gone.end(), whole.length)),
        session);
    for (int at = 0; at < whole.length; at++) {
      whole[at] ^= 1;
      refuses(whole, session);
      whole[at] ^= 1;
    }
  }

  @Test
  void passesOverFilesThatAreNoSessions() {
    assertEquals(Optional.empty(), SessionFile.parse("az-1-12-1-8f3a2c10.keilog"));
    assertEquals(Optional.empty(), SessionFile.parse("az-1-000012-01-8f3a2c10.keilog.unreadable"));
    assertEquals(
        Optional.of(new SessionFile("az-1", Drive.SCHEMA.session())), SessionFile.parse(NAME));
    assertEquals(NAME, SessionFile.parse(NAME).orElseThrow().name());
  }

  private static void refuses(byte[] bytes, int session) {
    assertTrue(BlockRun.check(bytes, session) instanceof BlockRun.Checked.Broken);
  }
}
