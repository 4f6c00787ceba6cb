package keilog.protocol.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import keilog.protocol.block.BlockFrame;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.ClockPayload;
import keilog.protocol.block.ClockTie;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.Dropout;
import keilog.protocol.block.DropoutPayload;
import keilog.protocol.block.End;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventField;
import keilog.protocol.block.EventKind;
import keilog.protocol.block.EventPayload;
import keilog.protocol.block.RawBytes;
import keilog.protocol.block.RawPayload;
import keilog.protocol.block.Schema;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.channel.Scale;
import keilog.protocol.testing.FaultyStorage;

/** The sessions under {@code golden}, by the feature each shows. Their bytes never change. */
final class GoldenSessions {
  private static final String NAME = Drive.SCHEMA.fileName();

  private final FaultyStorage card = new FaultyStorage();
  private final ByteBuffer payload = ByteBuffer.allocate(1 << 14);
  private final SessionWriter writer;
  private DataEncoder encoder;

  private GoldenSessions() throws IOException {
    this(DataEncoder.PLAIN_CODEC);
  }

  private GoldenSessions(int codec) throws IOException {
    writer = SessionWriter.create(card, Drive.SCHEMA, 1_000);
    encoder = new DataEncoder(Drive.SCHEMA, codec);
  }

  /** File name without suffix, and the file's bytes. */
  static Map<String, byte[]> all() throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("empty", new GoldenSessions().ended());
    all.put("rows-codec-0", rows(DataEncoder.PLAIN_CODEC));
    all.put("rows-codec-2", rows(DataEncoder.DEFAULT_CODEC));
    all.put("sparse-rows-codec-0", sparse());
    all.put("events", events());
    all.put("clock-raw-dropout", clockRawDropout());
    all.put("schema-change", schemaChange());
    all.put("later-version", laterVersion());
    byte[] rows = all.get("rows-codec-0");
    List<BlockSpot> spots = spots(rows);
    all.put("open", Arrays.copyOf(rows, rows.length - spots.getLast().length()));
    all.put("torn", Arrays.copyOf(rows, (int) spots.get(10).offset() + 40));
    all.put("torn-zero-filled", Arrays.copyOf(all.get("torn"), 2048));
    all.put("recovered", recovered(all.get("torn-zero-filled")));
    all.put("damaged-data", flipped(rows, spots.get(3)));
    all.put("damaged-schema", flipped(rows, spots.getFirst()));
    BlockSpot gone = spots.get(8);
    byte[] before = Drive.part(rows, 0, (int) gone.offset());
    byte[] after = Drive.part(rows, (int) gone.end(), rows.length);
    byte[] block = Drive.part(rows, (int) gone.offset(), (int) gone.end());
    all.put("missing-block", Drive.join(before, after));
    all.put("repeated-block", Drive.join(before, block, block, after));
    all.put("garbage-between-blocks", Drive.join(before, new byte[77], block, after));
    return all;
  }

  private static byte[] rows(int codec) throws IOException {
    GoldenSessions session = new GoldenSessions(codec);
    for (int second = 0; second < 12; second++) {
      session.second(second, second % 5 == 0, 7, 3);
    }
    return session.ended();
  }

  private static byte[] sparse() throws IOException {
    GoldenSessions session = new GoldenSessions();
    long[] extremes = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE, 1L << 40, -123_456_789};
    for (int second = 0; second < 4; second++) {
      for (int n = 0; n < extremes.length; n++) {
        long[] raws = {extremes[n], extremes[(n + second) % 7], n};
        session.encoder.add(1, (second * 1000L + n * 13) * 1_000_000, n % 7 + 1, raws);
      }
      session.data(second % 2 == 0, second * 1000L);
    }
    return session.ended();
  }

  private static byte[] events() throws IOException {
    GoldenSessions session = new GoldenSessions();
    long time = 2_000_000_000L;
    for (EventKind kind : EventKind.values()) {
      Event event = Event.at(kind, time++);
      for (EventField field : EventField.values()) {
        event =
            switch (field.form()) {
              case WHOLE -> event.with(field, field.id() * -1_000_000_007L);
              case REAL -> event.with(field, field.id() + 0.1);
              case TEXT -> event.with(field, "ラップ " + field);
            };
      }
      session.writer.append(BlockType.EVENT, false, 2_000, EventPayload.encode(event));
    }
    Event bare = new Event(EventKind.FIRST_PRIVATE_ID, time, Map.of());
    session.writer.append(BlockType.EVENT, false, 2_000, EventPayload.encode(bare));
    return session.ended();
  }

  private static byte[] clockRawDropout() throws IOException {
    GoldenSessions session = new GoldenSessions();
    for (ClockTie.Source source : ClockTie.Source.values()) {
      ClockTie tie =
          new ClockTie(
              1_000_000_007L + source.id(),
              1_763_600_000_000_000_000L,
              source == ClockTie.Source.NONE ? ClockTie.UNKNOWN : 1_000,
              source);
      session.writer.append(BlockType.CLOCK, false, 1_000, ClockPayload.encode(tie));
    }
    byte[] answer = {'4', '1', '0', 'C', (byte) 0xFE, 0, '\r', '>'};
    RawBytes raw =
        new RawBytes(
            "elm",
            List.of(
                new RawBytes.Chunk(1_100_000_000L, RawBytes.Direction.SENT, new byte[] {'\r'}),
                new RawBytes.Chunk(1_123_456_789L, RawBytes.Direction.RECEIVED, answer),
                new RawBytes.Chunk(1_123_456_789L, RawBytes.Direction.SENT, new byte[0])));
    session.writer.append(BlockType.RAW, false, 1_100, RawPayload.encode(raw));
    session.second(0, true, 3, 2);
    session.second(1, false, 3, 2);
    for (Dropout.Reason reason : Dropout.Reason.values()) {
      Dropout dropout =
          new Dropout("elm", reason, 2_000_000_000L, 2_500_000_000L, 12, Integer.MAX_VALUE * 9L);
      session.writer.append(BlockType.DROPOUT, false, 2_000, DropoutPayload.encode(dropout));
    }
    session.second(2, false, 3, 2);
    session.second(3, true, 3, 2);
    return session.ended();
  }

  private static byte[] schemaChange() throws IOException {
    GoldenSessions session = new GoldenSessions();
    session.second(0, true, 3, 2);
    Schema s = Drive.SCHEMA;
    List<GroupSpec> groups = new ArrayList<>(s.groups());
    ChannelSpec oilPressure =
        new ChannelSpec(0x0018, 0x0018, "oil_pressure", "kPa", Scale.ONE, 0, 1_000, 0);
    groups.add(new GroupSpec(300, "adc", 100_000, 0, List.of(oilPressure)));
    Schema next =
        new Schema(
            2,
            s.session(),
            s.device(),
            s.car(),
            s.bootId(),
            s.continues(),
            s.track(),
            s.software(),
            groups);
    session.writer.change(next, 2_000);
    session.encoder = new DataEncoder(next, DataEncoder.PLAIN_CODEC);
    session.encoder.add(300, 2_000_100_000L, 1, new long[] {412});
    session.second(1, true, 3, 2);
    session.encoder.add(300, 3_000_200_000L, 1, new long[] {409});
    session.second(2, false, 3, 2);
    return session.ended();
  }

  /** Kinds, flags and fields that this version does not know. */
  private static byte[] laterVersion() throws IOException {
    GoldenSessions session = new GoldenSessions();
    session.second(0, true, 2, 2);
    session.second(1, false, 2, 2);
    byte[] event = new byte[10 + 7];
    System.arraycopy(new byte[] {4, 0, 1, 2, 3, 4, 5, 6, 7, 0}, 0, event, 0, 10);
    System.arraycopy(new byte[] {1, 2, 'o', 'k', 99, 1, 7}, 0, event, 10, 7);
    session.writer.append(BlockType.EVENT, false, 2_000, ByteBuffer.wrap(event));
    session.second(2, false, 2, 2);
    session.second(3, true, 2, 2);
    session.second(4, false, 2, 2);
    session.writer.append(BlockType.EVENT, false, 2_000, ByteBuffer.wrap(event));
    byte[] bytes = session.ended();
    List<BlockSpot> spots = spots(bytes);
    retype(bytes, spots.get(3), 0x0D);
    retype(bytes, spots.get(7), 0x82);
    return bytes;
  }

  private static void retype(byte[] bytes, BlockSpot spot, int type) {
    int at = (int) spot.offset();
    bytes[at + 4] = (byte) type;
    CRC32C crc = new CRC32C();
    crc.update(bytes, at, 22);
    bytes[at + 22] = (byte) crc.getValue();
    bytes[at + 23] = (byte) (crc.getValue() >>> 8);
    int checked = spot.length() - 4;
    crc.reset();
    crc.update(bytes, at, checked);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(at + checked, (int) crc.getValue());
  }

  private static byte[] recovered(byte[] torn) throws IOException {
    FaultyStorage card = new FaultyStorage();
    card.put(NAME, torn);
    Recovery.recover(card, NAME);
    return card.bytes(NAME);
  }

  private static byte[] flipped(byte[] bytes, BlockSpot spot) {
    byte[] copy = bytes.clone();
    copy[(int) spot.offset() + BlockFrame.HEADER_BYTES + 3] ^= 0x20;
    return copy;
  }

  private static List<BlockSpot> spots(byte[] bytes) throws IOException {
    FaultyStorage card = new FaultyStorage();
    card.put(NAME, bytes);
    BlockIndex index = BlockIndex.over(card, NAME);
    index.finish(bytes.length);
    return index.spots();
  }

  private void second(int second, boolean key, int elmRows, int gpsRows) throws IOException {
    for (int n = 0; n < elmRows; n++) {
      long time = ((second + 1) * 1000L + n * 137 + second * n) * 1_000_000;
      encoder.add(1, time, 7, new long[] {20_000 + second * 100 + n * n, 10_000 - n, 9_990 + n});
    }
    for (int n = 0; n < gpsRows; n++) {
      long time = ((second + 1) * 1000L + n * 100) * 1_000_000;
      encoder.add(2, time, 1, new long[] {30_000 + second * 250L - n});
    }
    data(key, (second + 1) * 1000L);
  }

  private void data(boolean key, long millis) throws IOException {
    encoder.encode(key, payload.clear());
    writer.append(BlockType.DATA, key, millis, payload.flip());
  }

  private byte[] ended() throws IOException {
    writer.end(new End(End.Reason.STOPPED, "engine off"));
    return card.bytes(NAME);
  }
}
