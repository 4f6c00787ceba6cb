package keilog.protocol.block;

import java.nio.ByteBuffer;
import java.util.List;
import keilog.protocol.channel.GroupSpec;

/**
 * Collects rows and makes DATA payloads of them. Keeps, from payload to payload, what the next one
 * continues. Allocates nothing once its arrays have grown to the size of the blocks. One thread.
 */
public final class DataEncoder {
  /** Plain varints, for comparison and for reading by eye. */
  public static final int PLAIN_CODEC = GroupCodec.PLAIN;

  /** What a logger writes. */
  public static final int DEFAULT_CODEC = GroupCodec.RANGE;

  private final int schemaNumber;
  private final int codecId;
  private final int[] ids;
  private final GroupBatch[] batches;
  private final GroupCodec[] codecs;
  private final ByteSink payload = new ByteSink();
  private final ByteSink section = new ByteSink();
  private int cells;
  private int samples;
  private long firstTimeNanos = Long.MAX_VALUE;
  private boolean chained;

  /**
   * @param schema the SCHEMA that precedes the payloads
   * @param codecId {@link #PLAIN_CODEC} or {@link #DEFAULT_CODEC}
   */
  public DataEncoder(Schema schema, int codecId) {
    List<GroupSpec> groups = schema.groups();
    this.schemaNumber = schema.number();
    this.codecId = codecId;
    this.ids = new int[groups.size()];
    this.batches = new GroupBatch[ids.length];
    this.codecs = new GroupCodec[ids.length];
    for (int i = 0; i < ids.length; i++) {
      GroupSpec group = groups.get(i);
      ids[i] = group.id();
      if (i > 0 && ids[i] <= ids[i - 1]) {
        throw new IllegalArgumentException(
            "the groups of a schema have ascending ids: id=%d, before=%d"
                .formatted(ids[i], ids[i - 1]));
      }
      batches[i] = GroupBatch.growing(group);
      codecs[i] = GroupCodec.of(codecId, group);
    }
  }

  /**
   * Adds one row.
   *
   * @param groupId of the schema
   * @param timeNanos monotonic nanoseconds, rounded to the group's tick
   * @param present bit c set where column c has a value; not 0
   * @param rawByColumn raw values, read where present
   * @throws IllegalStateException when {@link #isFull()}
   */
  public void add(int groupId, long timeNanos, long present, long[] rawByColumn) {
    int index = indexOf(groupId);
    GroupBatch batch = batches[index];
    GroupSpec group = batch.group();
    if (present == 0 || (present & ~group.full()) != 0) {
      throw new IllegalArgumentException(
          "presence names one or more of the group's channels and no others: group=%d, present=%x"
              .formatted(groupId, present));
    }
    int rowCells = GroupBatch.cellsPerRow(group);
    if (cells + rowCells > GroupBatch.MOST_CELLS) {
      throw new IllegalStateException(
          "a payload holds at most %d cells; encode before adding more: cells=%d"
              .formatted(GroupBatch.MOST_CELLS, cells));
    }
    long tickNanos = group.tickNanos();
    long tick = Math.floorDiv(timeNanos, tickNanos);
    if (timeNanos - tick * tickNanos >= tickNanos - tickNanos / 2) {
      tick++;
    }
    batch.append(tick, present, rawByColumn);
    cells += rowCells;
    samples += Long.bitCount(present);
    firstTimeNanos = Math.min(firstTimeNanos, tick * tickNanos);
  }

  /** Whether no row waits. */
  public boolean isEmpty() {
    return cells == 0;
  }

  /** Whether a row of the widest group would not fit any more: time to encode. */
  public boolean isFull() {
    return cells > GroupBatch.MOST_CELLS - (GroupSpec.MOST_CHANNELS + 2);
  }

  /**
   * About how many bytes the waiting rows will take with the default codec, at one byte a number:
   * cut a block when this passes 16 KiB.
   */
  public int roughBytes() {
    return cells;
  }

  /** The earliest time among the waiting rows; {@link Long#MAX_VALUE} when empty. */
  public long firstTimeNanos() {
    return firstTimeNanos;
  }

  /** Values that wait. */
  public int samples() {
    return samples;
  }

  /** Whether the next payload has to be a KEY: at the start and after {@link #breakChain()}. */
  public boolean mustBeKey() {
    return !chained;
  }

  /** The next payload must be a KEY: the one before it was lost, or a session begins. */
  public void breakChain() {
    chained = false;
  }

  /**
   * Writes the waiting rows as one payload and forgets them; at most 1 MiB.
   *
   * @param key whether the payload decodes alone
   * @return bytes written at the buffer's position
   */
  public int encode(boolean key, ByteBuffer into) {
    if (isEmpty() || !key && !chained) {
      throw new IllegalStateException(
          "a payload has rows, and is a KEY where no chain goes on: cells=%d, key=%b, chained=%b"
              .formatted(cells, key, chained));
    }
    payload.clear();
    payload.putVarint((long) schemaNumber << PayloadHead.CODEC_BITS | codecId);
    int last = ids.length - 1;
    while (batches[last].size() == 0) {
      last--;
    }
    int idBefore = 0;
    for (int i = 0; i < ids.length; i++) {
      if (key) {
        codecs[i].reset();
      }
      if (batches[i].size() > 0) {
        section.clear();
        codecs[i].encode(batches[i], section);
        batches[i].clear();
        payload.putVarint((long) (ids[i] - idBefore) << 1 | (i == last ? PayloadHead.LAST : 0));
        if (i != last) {
          payload.putVarint(section.size());
        }
        payload.put(section.bytes(), section.size());
        idBefore = ids[i];
      }
    }
    cells = 0;
    samples = 0;
    firstTimeNanos = Long.MAX_VALUE;
    chained = false;
    into.put(payload.bytes(), 0, payload.size());
    chained = true;
    return payload.size();
  }

  private int indexOf(int groupId) {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == groupId) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "a row belongs to a group of the schema: group=%d".formatted(groupId));
  }
}
