package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.End;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventField;
import keilog.protocol.block.EventKind;
import keilog.protocol.block.EventPayload;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the writer wrote on a real disk, the reader reads. */
class SessionRoundTripTest {
  private static final Schema SCHEMA =
      new Schema(
          1,
          new SessionId(12, 1, 0x8f3a2c10),
          "az-1",
          "az-1",
          "c0ffee",
          Optional.empty(),
          Optional.of("tsukuba-tc2000"),
          "keilog test",
          List.of(
              new GroupSpec(
                  1, "elm", 1_000_000, 0, List.of(ChannelSpec.of(Channel.ENGINE_SPEED)))));

  @Test
  void readsWhatWasWritten(@TempDir Path folder) throws IOException {
    DiskStorage disk = new DiskStorage(folder);
    DataEncoder encoder = new DataEncoder(SCHEMA, DataEncoder.DEFAULT_CODEC);
    ByteBuffer payload = ByteBuffer.allocate(1 << 20);
    try (SessionWriter writer = SessionWriter.create(disk, SCHEMA, 5_000)) {
      for (int second = 0; second < 25; second++) {
        for (int n = 0; n < 10; n++) {
          long time = (5_000 + second * 1000 + n * 100) * 1_000_000L;
          encoder.add(1, time, 1, new long[] {second * 10 + n});
        }
        boolean key = second % 10 == 0;
        encoder.encode(key, payload.clear());
        writer.append(BlockType.DATA, key, 5_000 + second * 1000, payload.flip());
        writer.force();
      }
      Event lap = Event.at(EventKind.LAP, 29_000_000_000L).with(EventField.LAP, 1);
      writer.append(BlockType.EVENT, false, 29_000, EventPayload.encode(lap));
      writer.end(End.of(End.Reason.STOPPED));
    }
    List<Long> raws = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    ReadReport report =
        SessionReader.open(folder.resolve(SCHEMA.fileName()))
            .read(
                new SessionVisitor() {
                  @Override
                  public void data(GroupBatch batch) {
                    for (int row = 0; row < batch.size(); row++) {
                      raws.add(batch.raw(0, row));
                    }
                  }

                  @Override
                  public void event(Event event) {
                    events.add(event);
                  }
                });
    assertTrue(report.complete(), report.damages()::toString);
    assertEquals(Optional.of(SCHEMA), report.schema());
    assertEquals(29, report.blocks(), "SCHEMA, a copy of it, 25 DATA, EVENT, END");
    assertEquals(250, report.samples());
    assertEquals(1, events.size());
    assertArrayEquals(
        java.util.stream.LongStream.range(0, 250).toArray(),
        raws.stream().mapToLong(Long::longValue).toArray());
  }
}
