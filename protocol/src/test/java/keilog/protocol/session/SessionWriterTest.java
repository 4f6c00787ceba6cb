package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.End;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventKind;
import keilog.protocol.block.EventPayload;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SchemaPayload;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.StorageFault;
import org.junit.jupiter.api.Test;

class SessionWriterTest {
  private static final String NAME = Drive.SCHEMA.fileName();
  private final FaultyStorage card = new FaultyStorage();
  private final ByteBuffer payload = ByteBuffer.allocate(1 << 12);

  @Test
  void repeatsTheSchemaBeforeTheSecondKeyAndThenEveryHalfHour() throws IOException {
    DataEncoder encoder = new DataEncoder(Drive.SCHEMA, DataEncoder.DEFAULT_CODEC);
    SessionWriter writer = SessionWriter.create(card, Drive.SCHEMA, 0);
    for (int tenSeconds = 0; tenSeconds < 400; tenSeconds++) {
      data(writer, encoder, true, tenSeconds * 10_000L);
      data(writer, encoder, false, tenSeconds * 10_000L + 5_000);
    }
    writer.end(End.of(End.Reason.STOPPED));
    List<Long> schemaMillis = new ArrayList<>();
    BlockIndex index = BlockIndex.over(card, NAME);
    index.finish(card.size(NAME));
    for (BlockSpot spot : index.spots()) {
      if (spot.type().equals(Optional.of(BlockType.SCHEMA))) {
        schemaMillis.add(spot.timeMillis());
      }
    }
    assertEquals(List.of(0L, 10_000L, 1_810_000L, 3_610_000L), schemaMillis);
    Heard heard = Heard.of(card, NAME);
    assertTrue(heard.report.complete());
    assertEquals(List.of(Drive.SCHEMA), heard.schemas, "told once");
    assertEquals(800, heard.samples.size());
  }

  @Test
  void changesGroupsWithinASession() throws IOException {
    Schema next = withGroup(2, 3);
    SessionWriter writer = SessionWriter.create(card, Drive.SCHEMA, 0);
    data(writer, new DataEncoder(Drive.SCHEMA, DataEncoder.DEFAULT_CODEC), true, 1000);
    writer.change(next, 2000);
    data(writer, new DataEncoder(next, DataEncoder.DEFAULT_CODEC), true, 2000);
    writer.end(End.of(End.Reason.COMMAND));
    Heard heard = Heard.of(card, NAME);
    assertTrue(heard.report.complete());
    assertEquals(List.of(Drive.SCHEMA, next), heard.schemas);
    assertEquals(2, heard.samples.size());
    assertThrows(IllegalArgumentException.class, () -> writer.change(withGroup(4, 3), 0));
  }

  @Test
  void breaksTheChainAtANewSchema() throws IOException {
    SessionWriter writer = SessionWriter.create(card, Drive.SCHEMA, 0);
    DataEncoder encoder = new DataEncoder(Drive.SCHEMA, DataEncoder.DEFAULT_CODEC);
    data(writer, encoder, true, 1000);
    writer.change(withGroup(2, 3), 2000);
    data(writer, encoder, false, 3000);
    writer.end(End.of(End.Reason.STOPPED));
    Heard heard = Heard.of(card, NAME);
    assertEquals(1, heard.samples.size());
    assertEquals(1, heard.report.skippedBlocks());
  }

  @Test
  void refusesWhatWouldBreakTheFormat() throws IOException {
    SessionWriter writer = SessionWriter.create(card, Drive.SCHEMA, 0);
    ByteBuffer event = EventPayload.encode(Event.at(EventKind.MARKER, 1));
    assertThrows(
        IllegalArgumentException.class, () -> writer.append(BlockType.EVENT, true, 0, event));
    ByteBuffer schema = SchemaPayload.encode(Drive.SCHEMA);
    assertThrows(
        IllegalArgumentException.class, () -> writer.append(BlockType.SCHEMA, false, 0, schema));
    ByteBuffer huge = ByteBuffer.allocate((1 << 20) + 1);
    assertThrows(
        IllegalArgumentException.class, () -> writer.append(BlockType.RAW, false, 0, huge));
    writer.append(BlockType.EVENT, false, 0, event);
    writer.end(End.of(End.Reason.STOPPED));
    assertThrows(
        IllegalStateException.class, () -> writer.append(BlockType.EVENT, false, 0, event));
    writer.close();
    assertTrue(Heard.of(card, NAME).report.complete());
  }

  @Test
  void takesTheLargestBlockThereIs() throws IOException {
    byte[] bytes = new byte[(1 << 20) - 1];
    ByteBuffer largest = ByteBuffer.allocate(1 << 20).put((byte) 0).put(bytes).flip();
    SessionWriter writer = SessionWriter.create(card, Drive.SCHEMA, 0);
    writer.append(BlockType.RAW, false, 1, largest);
    writer.end(End.of(End.Reason.STOPPED));
    Heard heard = Heard.of(card, NAME);
    assertEquals(3, heard.report.blocks());
    assertEquals(0, heard.report.damagedBytes());
  }

  @Test
  void leavesNoFileBehindWhenItCannotBeCreated() throws IOException {
    card.failAt(card.operations() + 2, StorageFault.FULL);
    assertThrows(IOException.class, () -> SessionWriter.create(card, Drive.SCHEMA, 0));
    assertEquals(List.of(), card.list());
    SessionWriter.create(card, Drive.SCHEMA, 0).close();
    assertThrows(IOException.class, () -> SessionWriter.create(card, Drive.SCHEMA, 0));
    assertEquals(List.of(NAME), card.list(), "an older session is never touched");
  }

  @Test
  void forcesTheFileAndItsNameAtOnce() throws IOException {
    SessionWriter.create(card, Drive.SCHEMA, 0).close();
    card.powerCut(FaultyStorage.Tail.CUT);
    assertEquals(Optional.of(Drive.SCHEMA), SessionReader.over(card, NAME).schema());
  }

  private void data(SessionWriter writer, DataEncoder encoder, boolean key, long millis)
      throws IOException {
    encoder.add(2, millis * 1_000_000, 1, new long[] {millis});
    encoder.encode(key, payload.clear());
    writer.append(BlockType.DATA, key, millis, payload.flip());
  }

  private static Schema withGroup(int number, int id) {
    List<GroupSpec> groups = new ArrayList<>(Drive.SCHEMA.groups());
    groups.add(
        new GroupSpec(id, "adc", 1_000_000, 0, List.of(ChannelSpec.of(Channel.OIL_PRESSURE))));
    Schema s = Drive.SCHEMA;
    return new Schema(
        number,
        s.session(),
        s.device(),
        s.car(),
        s.bootId(),
        s.continues(),
        s.track(),
        s.software(),
        groups);
  }
}
