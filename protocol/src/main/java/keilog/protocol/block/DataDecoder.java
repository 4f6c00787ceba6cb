package keilog.protocol.block;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import keilog.protocol.channel.GroupSpec;

/**
 * Reads DATA payloads in order. A payload is handed on only after all of it has proved sound; a
 * damaged one ends the chain. Memory is bounded by the schema and {@link GroupBatch#MOST_CELLS},
 * whatever the payload claims. One thread; spans from KEY to KEY may go to decoders of their own.
 */
public final class DataDecoder {
  private static final int NO_CHAIN = -1;

  private final int schemaNumber;
  private final GroupSpec[] groups;
  private final boolean[] wanted;
  private final GroupBatch[] batches;
  private final GroupCodec[][] codecs = new GroupCodec[PayloadHead.CODEC_MASK + 1][];
  private final long[] cells = new long[GroupBatch.MOST_CELLS];
  private final ByteCursor cursor = new ByteCursor();
  private byte[] copy = new byte[0];
  private int chainedCodec = NO_CHAIN;

  /** Reads every group. */
  public DataDecoder(Schema schema) {
    this(schema, group -> true);
  }

  /**
   * @param wanted says of each group of the schema whether it is read; the others are skipped
   */
  public DataDecoder(Schema schema, Predicate<GroupSpec> wanted) {
    List<GroupSpec> specs = schema.groups();
    this.schemaNumber = schema.number();
    this.groups = specs.toArray(GroupSpec[]::new);
    this.wanted = new boolean[groups.length];
    for (int i = 0; i < groups.length; i++) {
      this.wanted[i] = wanted.test(groups[i]);
    }
    this.batches = specs.stream().map(GroupBatch::placed).toArray(GroupBatch[]::new);
  }

  /** Whether only a KEY payload can be decoded next. */
  public boolean needsKey() {
    return chainedCodec == NO_CHAIN;
  }

  /** A payload is missing, or a DROPOUT says so: nothing decodes before the next KEY. */
  public void breakChain() {
    chainedCodec = NO_CHAIN;
  }

  /**
   * Decodes a payload (the buffer's remaining bytes) and hands on its groups in ascending id.
   *
   * @param key the frame's KEY flag
   * @throws DamagedPayload where the bytes are not a DATA payload of this schema, or continue a
   *     chain that is broken; then nothing was handed on
   */
  public void decode(ByteBuffer payload, boolean key, Consumer<GroupBatch> sink)
      throws DamagedPayload {
    int chain = chainedCodec;
    chainedCodec = NO_CHAIN;
    for (GroupBatch batch : batches) {
      batch.clear();
    }
    open(payload);
    int codecId = readHead(key, chain);
    readGroups(codecId);
    chainedCodec = codecId;
    for (GroupBatch batch : batches) {
      if (batch.size() > 0) {
        sink.accept(batch);
      }
    }
  }

  /** The number of the schema that a payload follows; the buffer stays as it is. */
  public static long schemaNumber(ByteBuffer payload) throws DamagedPayload {
    return PayloadIn.of(payload.slice(payload.position(), Math.min(10, payload.remaining())))
            .varint()
        >>> PayloadHead.CODEC_BITS;
  }

  private void open(ByteBuffer payload) {
    int length = payload.remaining();
    if (payload.hasArray()) {
      int start = payload.arrayOffset() + payload.position();
      cursor.over(payload.array(), start, start + length);
    } else {
      if (copy.length < length) {
        copy = new byte[length];
      }
      payload.get(payload.position(), copy, 0, length);
      cursor.over(copy, 0, length);
    }
    payload.position(payload.limit());
  }

  private int readHead(boolean key, int chain) throws DamagedPayload {
    long head = cursor.nextVarint();
    int codecId = (int) head & PayloadHead.CODEC_MASK;
    if (head >>> PayloadHead.CODEC_BITS != schemaNumber || !GroupCodec.known(codecId)) {
      throw new DamagedPayload(
          "a DATA payload names its schema and a known codec: schema=%d, expected=%d, codec=%d"
              .formatted(head >>> PayloadHead.CODEC_BITS, schemaNumber, codecId));
    }
    if (!key && chain != codecId) {
      throw new DamagedPayload(
          "a DATA payload that is no KEY continues the one before it: codec=%d, chain=%d"
              .formatted(codecId, chain));
    }
    if (codecs[codecId] == null) {
      codecs[codecId] = new GroupCodec[groups.length];
    }
    if (key) {
      for (GroupCodec codec : codecs[codecId]) {
        if (codec != null) {
          codec.reset();
        }
      }
    }
    return codecId;
  }

  private void readGroups(int codecId) throws DamagedPayload {
    int end = cursor.end();
    int index = -1;
    int id = 0;
    int cell = 0;
    boolean last = false;
    while (!last) {
      int head = cursor.nextCount(0x1FFFF);
      last = (head & PayloadHead.LAST) != 0;
      id += head >>> 1;
      index = indexAfter(index, id, head >>> 1);
      int length = last ? cursor.remaining() : cursor.nextCount(cursor.remaining());
      if (length > cursor.remaining()) {
        throw new DamagedPayload(
            "a group lies within its payload: group=%d, length=%d, left=%d"
                .formatted(id, length, cursor.remaining()));
      }
      int stop = cursor.at() + length;
      if (wanted[index]) {
        cursor.over(cursor.bytes(), cursor.at(), stop);
        GroupBatch batch = batches[index];
        codec(codecId, index).decode(cursor, batch, cells, cell, cells.length);
        if (cursor.remaining() != 0) {
          throw new DamagedPayload(
              "a group's bytes are all used: group=%d, left=%d".formatted(id, cursor.remaining()));
        }
        checkTimes(batch);
        cell += batch.size() * GroupBatch.cellsPerRow(groups[index]);
      }
      cursor.over(cursor.bytes(), stop, end);
    }
  }

  private int indexAfter(int before, int id, int step) throws DamagedPayload {
    for (int i = before + 1; step > 0 && i < groups.length; i++) {
      if (groups[i].id() == id) {
        return i;
      }
    }
    throw new DamagedPayload(
        "the groups of a payload are the schema's, in ascending id: group=" + id);
  }

  private GroupCodec codec(int codecId, int index) {
    GroupCodec codec = codecs[codecId][index];
    if (codec == null) {
      codec = GroupCodec.of(codecId, groups[index]);
      codecs[codecId][index] = codec;
    }
    return codec;
  }

  /** A time must fit nanoseconds in a long. */
  private static void checkTimes(GroupBatch batch) throws DamagedPayload {
    long most = Long.MAX_VALUE / batch.group().tickNanos();
    for (int row = 0; row < batch.size(); row++) {
      long tick = batch.tick(row);
      if (tick > most || tick < -most) {
        throw new DamagedPayload(
            "a time fits nanoseconds in 64 bits: group=%d, row=%d, tick=%d"
                .formatted(batch.group().id(), row, tick));
      }
    }
  }
}
