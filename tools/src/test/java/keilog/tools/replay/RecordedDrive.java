package keilog.tools.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.ClockPayload;
import keilog.protocol.block.ClockTie;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.End;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventPayload;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.session.DiskStorage;
import keilog.protocol.session.SessionWriter;

/**
 * Writes session files of which every value is known: engine rows at 50 Hz, and GPS rows at 10 Hz
 * that arrive a second late and so lie in the next block.
 */
final class RecordedDrive {
  static final long MS = 1_000_000;
  static final long UTC_MILLIS = 1_795_000_000_000L;

  private RecordedDrive() {}

  static Schema schema(int ordinal, Optional<String> continues) {
    GroupSpec engine =
        new GroupSpec(
            1,
            "elm",
            MS,
            20 * MS,
            List.of(
                ChannelSpec.of(Channel.ENGINE_SPEED), ChannelSpec.of(Channel.COOLANT_TEMPERATURE)));
    GroupSpec gps =
        new GroupSpec(
            2,
            "gps",
            MS,
            100 * MS,
            List.of(ChannelSpec.of(Channel.GNSS_TIME), ChannelSpec.of(Channel.LATITUDE)));
    return new Schema(
        1,
        new SessionId(12, ordinal, 0x8f3a2c10 + ordinal),
        "az-1",
        "az-1",
        "boot",
        continues,
        Optional.empty(),
        "test",
        List.of(engine, gps));
  }

  /** {@code engine_speed} is milliseconds since {@code startMillis} divided by 10. */
  static Path write(Path folder, Schema schema, long startMillis, int seconds) throws IOException {
    return write(folder, schema, startMillis, seconds, List.of());
  }

  /** The same with events, each in the block after the second it fell in. */
  static Path write(Path folder, Schema schema, long startMillis, int seconds, List<Event> events)
      throws IOException {
    try (SessionWriter writer =
        SessionWriter.create(new DiskStorage(folder), schema, startMillis)) {
      writer.append(
          BlockType.CLOCK,
          false,
          startMillis,
          ClockPayload.encode(
              new ClockTie(startMillis * MS, UTC_MILLIS * MS, 50 * MS, ClockTie.Source.GNSS)));
      DataEncoder encoder = new DataEncoder(schema, DataEncoder.DEFAULT_CODEC);
      for (int second = 0; second < seconds; second++) {
        for (int i = 0; i < 50; i++) {
          long at = second * 1000L + i * 20;
          long raw = Channel.ENGINE_SPEED.scale().raw(at / 10.0);
          encoder.add(1, (startMillis + at) * MS, i == 0 ? 3 : 1, new long[] {raw, 880 + second});
        }
        for (int i = 0; i < 10 && second > 0; i++) {
          long at = (second - 1) * 1000L + i * 100;
          encoder.add(
              2, (startMillis + at) * MS, 3, new long[] {(UTC_MILLIS + at) * MS, 361_500_000 + at});
        }
        ByteBuffer payload = ByteBuffer.allocate(1 << 16);
        boolean key = second % 10 == 0;
        encoder.encode(key, payload);
        writer.append(BlockType.DATA, key, startMillis + second * 1000L, payload.flip());
        for (Event event : events) {
          long at = event.timeNanos() / MS;
          if (at >= startMillis + second * 1000L && at < startMillis + (second + 1) * 1000L) {
            writer.append(BlockType.EVENT, false, at, EventPayload.encode(event));
          }
        }
      }
      writer.end(End.of(End.Reason.STOPPED));
    }
    return folder.resolve(schema.fileName());
  }
}
