package keilog.bench.size;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import keilog.protocol.block.BlockFrame;
import keilog.protocol.block.DamagedPayload;
import keilog.protocol.block.DataDecoder;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.block.Schema;

/** The DATA payloads of a recording, kept to be decoded again. */
final class Payloads {
  private record Kept(byte[] bytes, boolean key) {}

  private final Schema schema;
  private final Recording recording;
  private final List<Kept> kept = new ArrayList<>();

  Payloads(Schema schema, Recording recording) {
    this.schema = schema;
    this.recording = recording;
  }

  void add(ByteBuffer payload, boolean key) {
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    kept.add(new Kept(bytes, key));
  }

  int count() {
    return kept.size();
  }

  /** With frames. */
  long bytes() {
    return kept.stream().mapToLong(p -> p.bytes().length + BlockFrame.OVERHEAD_BYTES).sum();
  }

  /**
   * Processor time of decoding everything, the best of some rounds.
   *
   * @throws IllegalStateException where a row did not come back as it was
   */
  long decodeAndCompare() {
    List<Iterator<Recording.Row>> rows = new ArrayList<>();
    for (int g = 0; g < recording.groups().size(); g++) {
      int group = g;
      rows.add(recording.rows().stream().filter(r -> r.group() == group).iterator());
    }
    decode(batch -> compare(batch, rows));
    if (rows.stream().anyMatch(Iterator::hasNext)) {
      throw new IllegalStateException("every row comes back: recording=" + recording.name());
    }
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long began = cpuNanos();
      decode(batch -> {});
      least = Math.min(least, cpuNanos() - began);
    }
    return least;
  }

  static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void decode(Consumer<GroupBatch> sink) {
    DataDecoder decoder = new DataDecoder(schema);
    for (Kept payload : kept) {
      try {
        decoder.decode(ByteBuffer.wrap(payload.bytes()), payload.key(), sink);
      } catch (DamagedPayload damaged) {
        throw new IllegalStateException(damaged);
      }
    }
  }

  private void compare(GroupBatch batch, List<Iterator<Recording.Row>> rows) {
    int group = recording.groups().indexOf(batch.group());
    for (int r = 0; r < batch.size(); r++) {
      Recording.Row row = rows.get(group).next();
      long[] raws = new long[row.raws().length];
      for (int c = 0; c < raws.length; c++) {
        raws[c] = batch.raw(c, r);
      }
      if (row.timeNanos() != batch.timeNanos(r)
          || row.present() != batch.presence(r)
          || !Arrays.equals(raws, row.raws())) {
        throw new IllegalStateException(
            "a row comes back as it was: recording=%s, group=%d, timeNanos=%d"
                .formatted(recording.name(), batch.group().id(), row.timeNanos()));
      }
    }
  }
}
