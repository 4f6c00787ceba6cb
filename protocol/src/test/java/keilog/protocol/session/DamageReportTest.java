package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import keilog.protocol.block.BlockType;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.StorageFault;
import org.junit.jupiter.api.Test;

/** What a reader says about damage: kind, place, numbers and time span. */
class DamageReportTest {
  private static final String NAME = Drive.SCHEMA.fileName();
  private final FaultyStorage card = new FaultyStorage();

  @Test
  void tellsWhereADamagedBlockLiesAndWhatItsLossHides() throws IOException {
    Drive drive = Drive.write(41, 12);
    Drive.Written second = data(drive, 1);
    byte[] bytes = drive.bytes();
    bytes[(int) second.spot().offset() + 40] ^= 1;
    BlockSpot third = data(drive, 2).spot();
    BlockSpot fourth = data(drive, 3).spot();
    BlockSpot fifth = data(drive, 4).spot();
    BlockSpot key = data(drive, 5).spot();
    assertTrue(key.key() && !fifth.key());
    Heard heard = Heard.of(bytes);
    assertEquals(
        List.of(
            new Damage(
                Damage.Kind.LOST,
                second.spot().offset(),
                second.spot().length(),
                second.spot().number(),
                1,
                data(drive, 0).spot().timeMillis(),
                third.timeMillis(),
                ""),
            new Damage(
                Damage.Kind.CHAIN_BROKEN,
                third.offset(),
                third.length() + fourth.length() + fifth.length(),
                third.number(),
                3,
                data(drive, 0).spot().timeMillis(),
                key.timeMillis(),
                "")),
        heard.damages);
    assertEquals(3, heard.report.skippedBlocks());
    assertEquals(1, heard.report.lostBlocks());
    assertEquals(9, heard.report.droppedSamples(), "what the logger itself reports");
    assertFalse(heard.report.undamaged());
  }

  @Test
  void tellsAGapThatLeavesNoTraceButItsNumbers() throws IOException {
    Drive drive = Drive.write(42, 12);
    BlockSpot from = data(drive, 2).spot();
    BlockSpot to = data(drive, 5).spot();
    byte[] bytes =
        Drive.join(
            Drive.part(drive.bytes(), 0, (int) from.offset()),
            Drive.part(drive.bytes(), (int) to.offset(), drive.length()));
    Damage gap = Heard.of(bytes).damages.getFirst();
    assertEquals(0, gap.bytes());
    assertEquals(from.number(), gap.firstNumber());
    assertEquals(to.number() - from.number(), gap.blocks());
    assertEquals(1, Heard.of(bytes).damages.size());
  }

  @Test
  void keepsAReportSmallHoweverMuchIsWrong() throws IOException {
    Drive drive = Drive.write(43, 3);
    byte[] block = Drive.part(drive.bytes(), 0, (int) data(drive, 0).spot().offset());
    byte[][] pieces = new byte[3000][];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = i % 2 == 0 ? block : new byte[1];
    }
    Heard heard = Heard.of(Drive.join(pieces));
    assertEquals(ReadReport.MOST_DAMAGES, heard.report.damages().size());
    assertTrue(heard.report.damageCount() > 2000);
    assertEquals(heard.damages.size(), heard.report.damageCount());
  }

  @Test
  void provesAFileByItsContentAndItsDigest() throws IOException, NoSuchAlgorithmException {
    Drive drive = Drive.write(44, 9);
    card.put(NAME, drive.bytes());
    Verification good = Verification.verify(card, NAME);
    assertTrue(good.good());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(drive.bytes());
    assertEquals(HexFormat.of().formatHex(digest), good.sha256());
    card.put(NAME, Drive.part(drive.bytes(), 0, drive.length() - 1));
    assertFalse(Verification.verify(card, NAME).good());
    assertThrows(NoSuchFileException.class, () -> Verification.verify(card, "absent"));
  }

  @Test
  void losesOnlyAnUnreadableSector() throws IOException {
    Drive drive = Drive.write(45, 80);
    card.put(NAME, drive.bytes());
    SessionReader.over(card, NAME).read(new SessionVisitor() {});
    int operations = card.operations();
    FaultyStorage bad = new FaultyStorage();
    bad.put(NAME, drive.bytes());
    bad.failAt(operations, StorageFault.BROKEN);
    bad.failAt(operations + 3, StorageFault.BROKEN);
    Heard heard = Heard.of(bad, NAME);
    assertTrue(heard.report.damagedBytes() >= 4096, heard.damages::toString);
    assertTrue(heard.report.damagedBytes() < 4096 + 600, heard.damages::toString);
    assertTrue(heard.report.end().isPresent());
  }

  private static Drive.Written data(Drive drive, int index) {
    return drive.blocks().stream().filter(b -> b.is(BlockType.DATA)).skip(index).findFirst().get();
  }
}
