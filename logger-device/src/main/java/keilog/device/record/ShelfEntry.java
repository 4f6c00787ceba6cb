package keilog.device.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import keilog.protocol.block.BlockFrame;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.ClockPayload;
import keilog.protocol.block.ClockTie;
import keilog.protocol.block.DamagedPayload;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;
import keilog.protocol.session.BlockCursor;
import keilog.protocol.session.BlockIndex;
import keilog.protocol.session.BlockSpot;
import keilog.protocol.session.SessionFile;
import keilog.protocol.session.SessionReader;
import keilog.protocol.session.Storage;
import keilog.protocol.session.Verification;
import keilog.protocol.topic.BlockRange;

/**
 * One session on the shelf. The recorder's thread says how far it is forced; readers, on threads of
 * their own, index the file as far as they need it, and never beyond what was forced.
 */
final class ShelfEntry {
  private static final long INDEX_STEP_BYTES = 1 << 20;

  /** A session's first CLOCK is among its first blocks, or comes too late to wait for. */
  private static final int BLOCKS_BEFORE_CLOCK = 600;

  private final SessionFile file;

  /** Said by the recorder as one, so that readers see one moment. */
  private record Forced(Storage storage, boolean inMemory, boolean open, int blocks, long bytes) {}

  /** What only the file's first blocks tell. */
  private record Details(String car, Optional<String> continues, OptionalLong startedUtcMillis) {}

  private volatile Forced forced;
  private volatile Optional<Details> details = Optional.empty();
  private volatile boolean gone;

  /**
   * Rows and values forced in this run, for the account of a session lost with the memory store.
   */
  private long rows;

  private long samples;
  private long firstMillis = -1;
  private long lastMillis;

  private BlockIndex index;
  private long indexedBytes;
  private Optional<String> digest = Optional.empty();

  private ShelfEntry(SessionFile file, Forced forced) {
    this.file = file;
    this.forced = forced;
  }

  /** A session that is complete on the card. */
  static ShelfEntry closed(SessionFile file, Storage storage, int blocks, long bytes) {
    return new ShelfEntry(file, new Forced(storage, false, false, blocks, bytes));
  }

  /** A session that is being recorded, its SCHEMA forced. */
  static ShelfEntry open(Schema schema, Storage storage, boolean inMemory, long bytes) {
    SessionFile file = new SessionFile(schema.device(), schema.session());
    ShelfEntry entry = new ShelfEntry(file, new Forced(storage, inMemory, true, 1, bytes));
    entry.details =
        Optional.of(new Details(schema.car(), schema.continues(), OptionalLong.empty()));
    return entry;
  }

  SessionId id() {
    return file.session();
  }

  String name() {
    return file.name();
  }

  Storage storage() {
    return forced.storage;
  }

  boolean inMemory() {
    return forced.inMemory;
  }

  boolean isOpen() {
    return forced.open;
  }

  int blocks() {
    return forced.blocks;
  }

  long bytes() {
    return forced.bytes;
  }

  long rows() {
    return rows;
  }

  long samples() {
    return samples;
  }

  long firstMillis() {
    return firstMillis;
  }

  long lastMillis() {
    return lastMillis;
  }

  /** More was forced. The recorder's thread. */
  void forcedTo(int blocks, long bytes, boolean open) {
    Forced f = forced;
    forced = new Forced(f.storage, f.inMemory, open, blocks, bytes);
  }

  /** Counts what was forced. The recorder's thread. */
  void holds(Payload payload) {
    rows += payload.rows();
    samples += payload.samples();
    if (firstMillis < 0) {
      firstMillis = payload.timeMillis();
    }
    lastMillis = Math.max(lastMillis, payload.timeMillis());
  }

  /** The clock is known. The recorder's thread. */
  void started(UtcTie tie) {
    Details d = details.orElseThrow();
    if (d.startedUtcMillis.isEmpty() && firstMillis >= 0) {
      OptionalLong millis = OptionalLong.of(tie.utcMillisAt(firstMillis * 1_000_000L));
      details = Optional.of(new Details(d.car, d.continues, millis));
    }
  }

  /** The same bytes are in another storage now. The recorder's thread. */
  synchronized void movedTo(Storage storage) {
    Forced f = forced;
    forced = new Forced(storage, false, f.open, f.blocks, f.bytes);
    index = null;
    indexedBytes = 0;
  }

  void removed() {
    gone = true;
  }

  ShelvedSession facts() throws IOException {
    Details d = details();
    Forced f = forced;
    return new ShelvedSession(
        file.session(),
        file.name(),
        file.device(),
        d.car,
        f.open,
        f.blocks,
        f.bytes,
        lost(),
        d.startedUtcMillis,
        d.continues,
        f.inMemory);
  }

  private synchronized List<BlockRange> lost() {
    if (index == null) {
      return List.of();
    }
    return index.lost().stream().map(r -> new BlockRange(r.first(), r.last())).toList();
  }

  private Details details() throws IOException {
    if (details.isEmpty()) {
      details = Optional.of(readDetails());
    }
    return details.get();
  }

  private Details readDetails() throws IOException {
    Forced f = forced;
    Optional<Schema> schema = SessionReader.over(f.storage, file.name()).schema();
    return new Details(
        schema.map(Schema::car).orElse(""), schema.flatMap(Schema::continues), readStart(f));
  }

  private OptionalLong readStart(Forced f) throws IOException {
    BlockCursor cursor = BlockCursor.over(f.storage, file.name());
    long first = -1;
    for (int i = 0; i < BLOCKS_BEFORE_CLOCK; i++) {
      Optional<BlockSpot> spot = cursor.nextOfFinished(f.bytes);
      if (spot.isEmpty()) {
        return OptionalLong.empty();
      }
      BlockType type = spot.get().type().orElse(BlockType.RAW);
      if (type == BlockType.DATA && first < 0) {
        first = spot.get().timeMillis();
      }
      if (type == BlockType.CLOCK) {
        OptionalLong start = startBy(f.storage, spot.get(), first);
        if (start.isPresent()) {
          return start;
        }
      }
    }
    return OptionalLong.empty();
  }

  private OptionalLong startBy(Storage storage, BlockSpot clock, long first) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(clock.length());
    storage.read(file.name(), clock.offset(), block);
    block.flip().position(BlockFrame.HEADER_BYTES).limit(clock.length() - 4);
    try {
      var tie = ClockPayload.decode(block.slice());
      if (tie.source() == ClockTie.Source.NONE) {
        return OptionalLong.empty();
      }
      long millis = first < 0 ? clock.timeMillis() : first;
      return OptionalLong.of(Math.floorDiv(tie.utcNanos() - tie.timeNanos(), 1_000_000L) + millis);
    } catch (DamagedPayload _) {
      return OptionalLong.empty();
    }
  }

  /** As {@link SessionShelf#read}. */
  synchronized Optional<BlockRun> read(int from, ByteBuffer into) throws IOException {
    Forced f = forced;
    if (gone || from >= f.blocks) {
      return Optional.empty();
    }
    indexTo(from, f);
    List<BlockSpot> spots = index.spots();
    int at = index.from(from);
    if (at == spots.size()) {
      return Optional.empty();
    }
    int first = spots.get(at).number();
    int next = first;
    int start = into.position();
    int needed = spots.get(at).length();
    while (at < spots.size() && spots.get(at).number() == next) {
      BlockSpot spot = spots.get(at);
      if (spot.length() > into.remaining() || !index.read(spot, into)) {
        break;
      }
      next++;
      at++;
      if (at == spots.size()) {
        indexTo(next, f);
      }
    }
    int bytes = into.position() - start;
    return Optional.of(new BlockRun(first, next, next == first ? needed : bytes));
  }

  /** Indexes until the block is found or there is no more to look at. */
  private void indexTo(int number, Forced f) throws IOException {
    if (index == null) {
      index = BlockIndex.over(f.storage, file.name());
    }
    while (index.nextNumber() <= number && indexedBytes < f.bytes) {
      long limit = Math.min(f.bytes, indexedBytes + INDEX_STEP_BYTES);
      if (limit == f.bytes && !f.open) {
        index.finish(limit);
      } else {
        index.extend(limit);
      }
      indexedBytes = limit;
    }
  }

  /** As {@link SessionShelf#sha256}. */
  Optional<String> sha256() throws IOException {
    Forced f = forced;
    if (digest.isPresent()) {
      return digest;
    }
    synchronized (this) {
      if (f.open || gone) {
        return Optional.empty();
      }
      indexTo(Integer.MAX_VALUE - 1, f);
      if (!index.lost().isEmpty()) {
        return Optional.empty();
      }
    }
    digest = Optional.of(Verification.sha256(f.storage, file.name()));
    return digest;
  }
}
