package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import keilog.protocol.block.BlockFrame;
import keilog.protocol.block.BlockType;
import keilog.protocol.testing.FaultyStorage;

/** Any bytes as a file: no exception, every byte accounted for, and recovery makes it whole. */
class SessionFuzzTest {
  private static final String NAME = "fuzz.keilog";

  @FuzzTest(maxDuration = "30s")
  void anyFile(byte[] bytes) throws IOException {
    accounts(bytes);
    BlockRun.check(bytes, Drive.SCHEMA.session().random());
    FaultyStorage card = new FaultyStorage();
    card.put(NAME, bytes);
    Recovery.Outcome outcome = Recovery.recover(card, NAME);
    if (outcome instanceof Recovery.Outcome.Ended || outcome instanceof Recovery.Outcome.Whole) {
      byte[] recovered = card.bytes(NAME);
      assertTrue(Heard.of(recovered).damages.stream().noneMatch(SessionFuzzTest::torn));
      assertEquals(new Recovery.Outcome.Whole(0), Recovery.recover(card, NAME));
    }
  }

  /** Blocks whose checks are right: kind, KEY and length are taken from the bytes, as payloads. */
  @FuzzTest(maxDuration = "30s")
  void anySoundBlocks(byte[] bytes) {
    ByteBuffer file = ByteBuffer.allocate(bytes.length * 30 + 1000);
    ByteBuffer from = ByteBuffer.wrap(bytes);
    int number = 0;
    while (from.remaining() >= 2) {
      int head = from.get() & 0xFF;
      int length = Math.min(from.get() & 0xFF, from.remaining());
      ByteBuffer payload = from.slice(from.position(), length);
      from.position(from.position() + length);
      BlockType type = BlockType.values()[(head & 15) % BlockType.values().length];
      number += head >>> 6;
      BlockFrame.write(file, type, (head & 16) != 0, 7, number, head, payload);
    }
    byte[] written = new byte[file.flip().remaining()];
    file.get(written);
    Heard heard = accounts(written);
    assertEquals(0, heard.report.damagedBytes());
  }

  private static Heard accounts(byte[] bytes) {
    Heard heard = Heard.of(bytes);
    long damaged = 0;
    for (Damage damage : heard.damages) {
      assertTrue(damage.offset() >= 0 && damage.bytes() >= 0 && damage.blocks() >= 0);
      assertTrue(damage.offset() + damage.bytes() <= bytes.length);
      if (damage.kind() == Damage.Kind.LOST || torn(damage)) {
        damaged += damage.bytes();
      }
    }
    assertEquals(damaged, heard.report.damagedBytes());
    assertTrue(damaged + heard.report.blocks() * 28L <= bytes.length);
    assertTrue(heard.report.damageCount() == heard.damages.size());
    return heard;
  }

  private static boolean torn(Damage damage) {
    return damage.kind() == Damage.Kind.TORN_TAIL;
  }
}
