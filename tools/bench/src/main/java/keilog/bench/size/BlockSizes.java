package keilog.bench.size;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import keilog.protocol.block.BlockFrame;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SchemaPayload;
import keilog.protocol.block.SessionId;

/**
 * Size of a recording as a session of ours: blocks of 1 s (or 16 KiB), a KEY every 10 s, 28 bytes
 * of frame around each, SCHEMA as often as the format asks (at the start, before the second KEY,
 * every 30 minutes), nothing trained on the recording.
 *
 * @param dataBytes DATA blocks with their frames
 * @param schemaBytes SCHEMA blocks with their frames
 * @param blocks DATA blocks
 * @param encodeNanos processor time of adding and encoding all rows
 * @param decodeNanos processor time of decoding all blocks, on one thread
 */
record BlockSizes(
    long dataBytes, long schemaBytes, int blocks, long encodeNanos, long decodeNanos) {
  private static final long SPAN_NANOS = 1_000_000_000L;
  private static final long KEY_NANOS = 10_000_000_000L;
  private static final int SPAN_BYTES = 16 << 10;
  private static final long SCHEMA_NANOS = 1_800_000_000_000L;

  long bytes() {
    return dataBytes + schemaBytes;
  }

  /** Encodes the recording, decodes it again, and insists that every row came back. */
  static BlockSizes of(Recording recording) {
    Schema schema = schema(recording);
    DataEncoder encoder = new DataEncoder(schema, DataEncoder.DEFAULT_CODEC);
    ByteBuffer payload = ByteBuffer.allocate(BlockFrame.MOST_PAYLOAD_BYTES);
    Payloads payloads = new Payloads(schema, recording);
    long began = Payloads.cpuNanos();
    long keyNanos = Long.MIN_VALUE;
    long endNanos = 0;
    List<Recording.Row> rows = recording.rows();
    for (int r = 0; r <= rows.size(); r++) {
      boolean last = r == rows.size();
      if (!encoder.isEmpty()
          && (last || rows.get(r).timeNanos() >= endNanos || encoder.roughBytes() >= SPAN_BYTES)) {
        long first = encoder.firstTimeNanos();
        boolean key = encoder.mustBeKey() || first - keyNanos >= KEY_NANOS;
        keyNanos = key ? first : keyNanos;
        payload.clear();
        encoder.encode(key, payload);
        payloads.add(payload.flip(), key);
      }
      if (!last) {
        Recording.Row row = rows.get(r);
        endNanos = encoder.isEmpty() ? row.timeNanos() + SPAN_NANOS : endNanos;
        int group = recording.groups().get(row.group()).id();
        encoder.add(group, row.timeNanos(), row.present(), row.raws());
      }
    }
    long encodeNanos = Payloads.cpuNanos() - began;
    long driveNanos = rows.getLast().timeNanos() - rows.getFirst().timeNanos();
    long schemas = 1 + (driveNanos >= KEY_NANOS ? 1 : 0) + driveNanos / SCHEMA_NANOS;
    return new BlockSizes(
        payloads.bytes(),
        schemas * (SchemaPayload.encode(schema).remaining() + BlockFrame.OVERHEAD_BYTES),
        payloads.count(),
        encodeNanos,
        payloads.decodeAndCompare());
  }

  private static Schema schema(Recording recording) {
    return new Schema(
        1,
        new SessionId(12, 1, 0x8f3a2c10),
        "bench",
        "bench",
        "6c1d0f3e-8a0b-4c57-9a55-7f1be1f9e3c1",
        Optional.empty(),
        Optional.empty(),
        "keilog bench",
        recording.groups());
  }
}
