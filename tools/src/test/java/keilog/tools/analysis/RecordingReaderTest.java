package keilog.tools.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.End;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.session.DiskStorage;
import keilog.protocol.session.SessionWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingReaderTest {
  private static final long MS = 1_000_000;
  private static final long UTC = 1_795_000_000_000_000_000L;

  @TempDir Path folder;

  private record Rows(GroupSpec group, int everyMillis, int missingColumnEvery) {}

  @Test
  void keepsTheFixesAsTheFileHoldsThem() throws IOException {
    Recording recording = RecordingReader.read(List.of(write(1, 0, 3, fixes(100))));
    Fixes fixes = recording.fixes();
    assertEquals(30, fixes.size());
    assertEquals(UTC + 1_000 * MS, fixes.epoch(10));
    assertEquals(1_000 * MS, fixes.time(10));
    assertEquals(0.01, fixes.latitude(10), 1e-12);
    assertEquals(10 * 9 / 2500.0 / 3.6, fixes.speed(10), 1e-12);
    assertTrue(Double.isNaN(fixes.altitude(10)), "nobody recorded the height");
    assertEquals(0, recording.columns().size());
  }

  @Test
  void leavesOutTheValuesThatARowLacks() throws IOException {
    Rows engine = new Rows(group(2, 20, Channel.ENGINE_SPEED, Channel.COOLANT_TEMPERATURE), 20, 5);
    Recording recording = RecordingReader.read(List.of(write(1, 0, 2, engine)));
    Column rpm = recording.column(Channel.ENGINE_SPEED).orElseThrow();
    Column water = recording.column("coolant_temperature").orElseThrow();
    assertEquals(100, rpm.size());
    assertEquals(80, water.size());
    assertEquals(20 * MS, water.time(0));
    assertEquals(0.1, water.value(0), 1e-6);
    assertEquals(50, rpm.rateHz(), 0.01);
    assertEquals(0.375, rpm.at(30 * MS, 20 * MS), 1e-9);
    assertTrue(Double.isNaN(rpm.at(30 * MS, 10 * MS)), "neighbours too far apart");
  }

  @Test
  void readsADriveOverAPowerCutAsOneAndSaysWhatTheCutTook() throws IOException {
    Rows narrow = new Rows(group(2, 20, Channel.ENGINE_SPEED), 20, 0);
    Rows wide = new Rows(group(3, 20, Channel.ENGINE_SPEED, Channel.OIL_PRESSURE), 20, 0);
    List<Path> chain = List.of(write(1, 0, 2, narrow), write(2, 10_000, 2, wide));
    Recording recording = RecordingReader.read(chain);
    Column rpm = recording.column(Channel.ENGINE_SPEED).orElseThrow();
    assertEquals(200, rpm.size());
    assertEquals(List.of(new Recording.Cut(1_980 * MS, 10_000 * MS)), recording.cuts());
    long[] sorted = rpm.times().clone();
    Arrays.sort(sorted);
    assertArrayEquals(sorted, rpm.times());
    assertEquals(100, recording.column(Channel.OIL_PRESSURE).orElseThrow().size());
    assertEquals(2, recording.sessions().size());
  }

  @Test
  void aSessionThatTheCardMadeIsNoCut() throws IOException {
    Rows rows = new Rows(group(2, 20, Channel.ENGINE_SPEED), 20, 0);
    Recording recording =
        RecordingReader.read(List.of(write(1, 0, 2, rows), write(2, 2_000, 2, rows)));
    assertEquals(List.of(), recording.cuts());
    assertEquals(200, recording.column(Channel.ENGINE_SPEED).orElseThrow().size());
  }

  @Test
  void leavesTheAccelerometerUnreadWhereTheReceiverIsFast() throws IOException {
    Rows imu = new Rows(group(4, 20, Channel.ACCELERATION_X, Channel.ACCELERATION_Y), 20, 0);
    Recording fast = RecordingReader.read(List.of(write(1, 0, 2, fixes(100), imu)));
    Recording slow = RecordingReader.read(List.of(write(2, 0, 2, fixes(200), imu)));
    assertEquals(Optional.empty(), fast.column(Channel.ACCELERATION_X));
    assertEquals(100, slow.column(Channel.ACCELERATION_X).orElseThrow().size());
    assertEquals(20, fast.fixes().size());
  }

  @Test
  void saysWhatDamageTook() throws IOException {
    Path file = write(1, 0, 30, fixes(100));
    assertEquals(List.of(), RecordingReader.read(List.of(file)).skipped());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Recording damaged = RecordingReader.read(List.of(file));
    assertEquals(1, damaged.skipped().size());
    assertTrue(damaged.skipped().getFirst().contains("is damaged in"), damaged.skipped()::getFirst);
    assertTrue(damaged.fixes().size() >= 200, "all but one span is there");
  }

  private static Rows fixes(int everyMillis) {
    return new Rows(
        group(
            1,
            everyMillis,
            Channel.GNSS_TIME,
            Channel.LATITUDE,
            Channel.LONGITUDE,
            Channel.GPS_SPEED),
        everyMillis,
        0);
  }

  private static GroupSpec group(int id, int everyMillis, Channel... channels) {
    return new GroupSpec(
        id,
        id == 1 ? "gps" : "elm",
        MS,
        everyMillis * MS,
        List.of(channels).stream().map(ChannelSpec::of).toList());
  }

  /** Raw values count the rows of a group; {@code gnss_time} is its row's time. */
  private Path write(int ordinal, long startMillis, int seconds, Rows... rows) throws IOException {
    List<GroupSpec> groups = new ArrayList<>();
    for (Rows r : rows) {
      groups.add(r.group);
    }
    Schema schema =
        new Schema(
            1,
            new SessionId(3, ordinal, 77 + ordinal),
            "az-1",
            "az-1",
            "boot",
            Optional.empty(),
            Optional.empty(),
            "test",
            groups);
    try (SessionWriter writer =
        SessionWriter.create(new DiskStorage(folder), schema, startMillis)) {
      DataEncoder encoder = new DataEncoder(schema, DataEncoder.DEFAULT_CODEC);
      for (int second = 0; second < seconds; second++) {
        for (Rows r : rows) {
          second(encoder, r, startMillis, second);
        }
        ByteBuffer payload = ByteBuffer.allocate(1 << 16);
        encoder.encode(second % 10 == 0, payload);
        writer.append(
            BlockType.DATA, second % 10 == 0, startMillis + second * 1000L, payload.flip());
      }
      writer.end(End.of(End.Reason.STOPPED));
    }
    return folder.resolve(schema.fileName());
  }

  private static void second(DataEncoder encoder, Rows rows, long startMillis, int second) {
    int columns = rows.group.channels().size();
    for (int at = 0; at < 1000; at += rows.everyMillis) {
      long millis = startMillis + second * 1000L + at;
      int row = (second * 1000 + at) / rows.everyMillis;
      long[] raw = new long[columns];
      Arrays.fill(raw, row);
      if (rows.group.id() == 1) {
        raw[0] = UTC + millis * MS;
        raw[1] = row * 10_000L;
      }
      boolean lacks = rows.missingColumnEvery > 0 && row % rows.missingColumnEvery == 0;
      long present = lacks ? 1 : rows.group.full();
      encoder.add(rows.group.id(), millis * MS, present, raw);
    }
  }
}
