package keilog.device.record;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.Dropout;
import keilog.protocol.block.DropoutPayload;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventPayload;
import keilog.protocol.channel.GroupSpec;

/**
 * Makes payloads of rows and of what else happens, in the order of arrival; they wait in {@link
 * #take} until somebody files them. A DATA payload spans 1 s of arrival, or 16 KiB; a KEY comes
 * every 9 s, after a DROPOUT and after a change of groups. Allocates nothing per row. One thread.
 */
final class BlockMaker {
  private static final long SPAN_NANOS = 1_000_000_000L;
  private static final long KEY_NANOS = 8_900_000_000L;
  private static final int SPAN_BYTES = 16 << 10;

  /** A cell (time, presence or value) takes at most 10 bytes as a varint, a group a little more. */
  private static final int MOST_BYTES_PER_CELL = 12;

  private static final int MOST_HEAD_BYTES = 1 << 14;

  private final PayloadPool pool;
  private final int codec;
  private final Consumer<Edition> changed;
  private final ArrayDeque<Payload> ready = new ArrayDeque<>();
  private ByteBuffer scratch = ByteBuffer.allocate(1 << 16);
  private Edition edition = new Edition(1, List.of());
  private DataEncoder encoder;
  private long openedNanos;
  private long keyNanos;
  private int rows;

  /**
   * @param changed is told each new edition before any payload of it
   */
  BlockMaker(PayloadPool pool, int codec, Consumer<Edition> changed) {
    this.pool = pool;
    this.codec = codec;
    this.changed = changed;
  }

  /** The groups that rows may be of now. */
  Edition edition() {
    return edition;
  }

  /** Goes on with other groups; rows so far are cut off with the old ones. */
  void change(List<GroupSpec> groups, long nowNanos) {
    cut(nowNanos);
    edition = new Edition(edition.number() + 1, groups);
    encoder = new DataEncoder(edition.bareSchema(), codec);
    changed.accept(edition);
  }

  /** Adds a row of a group of the edition; not of an empty row. */
  void add(int group, long timeNanos, long present, long[] rawByColumn, long nowNanos) {
    if (encoder.isFull()) {
      cut(nowNanos);
    }
    if (encoder.isEmpty()) {
      openedNanos = nowNanos;
    }
    encoder.add(group, timeNanos, present, rawByColumn);
    rows++;
  }

  /** Cuts where the span or the size is reached. */
  void cutIfDue(long nowNanos) {
    if (encoder != null
        && !encoder.isEmpty()
        && (nowNanos - openedNanos >= SPAN_NANOS || encoder.roughBytes() >= SPAN_BYTES)) {
      cut(nowNanos);
    }
  }

  /** Makes a payload of the rows that wait, if any. */
  void cut(long nowNanos) {
    if (encoder == null || encoder.isEmpty()) {
      return;
    }
    boolean key = encoder.mustBeKey() || openedNanos - keyNanos >= KEY_NANOS;
    if (key) {
      keyNanos = openedNanos;
    }
    long millis = Math.floorDiv(encoder.firstTimeNanos(), 1_000_000L);
    int samples = encoder.samples();
    int room = encoder.roughBytes() * MOST_BYTES_PER_CELL + MOST_HEAD_BYTES;
    if (scratch.capacity() < room) {
      scratch = ByteBuffer.allocate(room);
    }
    scratch.clear();
    encoder.encode(key, scratch);
    Payload payload = pool.take().of(BlockType.DATA, key, millis, edition);
    ready.addLast(payload.copy(scratch.flip()).holding(rows, samples));
    rows = 0;
  }

  /** Rows are missing: what comes next decodes alone. */
  void dropout(Dropout dropout, long nowNanos) {
    cut(nowNanos);
    breakChain();
    long millis = Math.floorDiv(dropout.fromNanos(), 1_000_000L);
    ready.addLast(other(BlockType.DROPOUT, millis, DropoutPayload.encode(dropout)));
  }

  void event(Event event, long nowNanos) {
    cut(nowNanos);
    note(event);
  }

  /** An event that need not stand in order with the rows around it: cuts no block. */
  void note(Event event) {
    long millis = Math.floorDiv(event.timeNanos(), 1_000_000L);
    ready.addLast(other(BlockType.EVENT, millis, EventPayload.encode(event)));
  }

  private Payload other(BlockType type, long millis, ByteBuffer bytes) {
    return pool.take().of(type, false, millis, edition).copy(bytes);
  }

  /** The next DATA payload will be a KEY. */
  void breakChain() {
    if (encoder != null) {
      encoder.breakChain();
    }
  }

  /** Drops the rows that wait after a fault in encoding them; returns how many. */
  int discard() {
    int lost = rows;
    rows = 0;
    encoder = null;
    edition = new Edition(edition.number(), List.of());
    return lost;
  }

  /** The next payload, in the order things happened; null where none is ready. */
  Payload take() {
    return ready.pollFirst();
  }
}
