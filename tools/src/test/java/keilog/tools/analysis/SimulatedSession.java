package keilog.tools.analysis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import keilog.protocol.block.BlockType;
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
import keilog.protocol.track.Fix;

/** Writes simulated drives as session files: the receiver's rows, and the engine's. */
public final class SimulatedSession {
  private static final long MS = 1_000_000;
  private static final int SPAN_MILLIS = 1000;

  private static final List<Channel> OF_A_FIX =
      List.of(
          Channel.GNSS_TIME,
          Channel.LATITUDE,
          Channel.LONGITUDE,
          Channel.ALTITUDE,
          Channel.GPS_SPEED,
          Channel.HEADING,
          Channel.HORIZONTAL_ACCURACY,
          Channel.SPEED_ACCURACY,
          Channel.FIX_QUALITY,
          Channel.SATELLITES);

  private SimulatedSession() {}

  /** The whole drive in one session, with events. */
  public static Path write(Path folder, Recording drive, List<Event> events) throws IOException {
    long end = drive.columns().getFirst().time(drive.columns().getFirst().size() - 1) + MS;
    return write(folder, drive, events, 1, Optional.empty(), SimulatedDrive.MONO_START, end);
  }

  /**
   * A part of a drive as one session of a chain.
   *
   * @param ordinal of the session in its boot
   * @param continues id of the session before
   * @param fromNanos on the monotonic axis
   * @param toNanos on the monotonic axis, without
   */
  public static Path write(
      Path folder,
      Recording drive,
      List<Event> events,
      int ordinal,
      Optional<SessionId> continues,
      long fromNanos,
      long toNanos)
      throws IOException {
    List<Column> columns = drive.columns().stream().filter(c -> c.quantity().isPresent()).toList();
    Schema schema = schema(drive, columns, ordinal, continues);
    try (SessionWriter writer =
        SessionWriter.create(new DiskStorage(folder), schema, fromNanos / MS)) {
      DataEncoder encoder = new DataEncoder(schema, DataEncoder.DEFAULT_CODEC);
      int fix = drive.fixes().rowAtTime(fromNanos - 1) + 1;
      int row = columns.getFirst().rowAt(fromNanos - 1) + 1;
      int span = 0;
      for (long t = fromNanos; t < toNanos; t += SPAN_MILLIS * MS) {
        long until = Math.min(toNanos, t + SPAN_MILLIS * MS);
        for (; row < columns.getFirst().size() && columns.getFirst().time(row) < until; row++) {
          encoder.add(1, columns.getFirst().time(row), all(columns.size()), engine(columns, row));
        }
        for (; fix < drive.fixes().size() && drive.fixes().time(fix) < until; fix++) {
          encoder.add(2, drive.fixes().time(fix), all(OF_A_FIX.size()), fix(drive.fixes(), fix));
        }
        ByteBuffer payload = ByteBuffer.allocate(1 << 17);
        boolean key = span++ % 10 == 0;
        encoder.encode(key, payload);
        writer.append(BlockType.DATA, key, t / MS, payload.flip());
        for (Event event : events) {
          if (event.timeNanos() >= t && event.timeNanos() < until) {
            writer.append(BlockType.EVENT, false, t / MS, EventPayload.encode(event));
          }
        }
      }
      writer.end(End.of(End.Reason.STOPPED));
    }
    return folder.resolve(schema.fileName());
  }

  /** The id that the session of an ordinal has. */
  public static SessionId id(int ordinal) {
    return new SessionId(7, ordinal, 0x1a2b3c00 + ordinal);
  }

  private static Schema schema(
      Recording drive, List<Column> columns, int ordinal, Optional<SessionId> continues) {
    return new Schema(
        1,
        id(ordinal),
        drive.car().orElse("az-1"),
        drive.car().orElse("az-1"),
        "boot",
        continues.map(SessionId::toString),
        drive.track(),
        "test",
        List.of(
            new GroupSpec(
                1,
                "sim",
                MS,
                10 * MS,
                columns.stream().map(c -> ChannelSpec.of(c.quantity().get())).toList()),
            new GroupSpec(
                2, "gps", MS, 100 * MS, OF_A_FIX.stream().map(ChannelSpec::of).toList())));
  }

  private static long all(int columns) {
    return (1L << columns) - 1;
  }

  private static long[] engine(List<Column> columns, int row) {
    return columns.stream().mapToLong(c -> c.quantity().get().scale().raw(c.value(row))).toArray();
  }

  private static long[] fix(Fixes fixes, int row) {
    Fix fix = new Fix();
    fixes.get(row, fix);
    return new long[] {
      fix.gnssNanos,
      Channel.LATITUDE.scale().raw(fix.latitude),
      Channel.LONGITUDE.scale().raw(fix.longitude),
      Channel.ALTITUDE.scale().raw(fixes.altitude(row)),
      Channel.GPS_SPEED.scale().raw(fix.speed * 3.6),
      Channel.HEADING.scale().raw(fix.heading),
      Channel.HORIZONTAL_ACCURACY.scale().raw(fix.horizontalAccuracy),
      Channel.SPEED_ACCURACY.scale().raw(fix.speedAccuracy * 3.6),
      fix.quality,
      fix.satellites
    };
  }
}
