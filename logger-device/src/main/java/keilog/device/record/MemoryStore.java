package keilog.device.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import keilog.protocol.block.Dropout;
import keilog.protocol.session.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where sessions live while the card takes nothing. Bounded: a session in it ends at a quarter of
 * it, and the oldest makes room for the next, those that a keeper holds first. What is lost so is
 * counted. The recorder's thread.
 */
final class MemoryStore {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryStore.class);
  private static final int SESSIONS = 4;
  private static final int PIECE_BYTES = 1 << 16;

  private final MemoryStorage storage;
  private final Shelf shelf;
  private final long sessionBytes;
  private Optional<Dropout> lost = Optional.empty();
  private long lostRows;

  MemoryStore(long mostBytes, Shelf shelf) {
    this.storage = new MemoryStorage(mostBytes);
    this.shelf = shelf;
    this.sessionBytes = mostBytes / SESSIONS;
  }

  Storage storage() {
    return storage;
  }

  /** Whether a session of this size has to end here and go on in a new one. */
  boolean sessionIsLong(long bytes) {
    return bytes >= sessionBytes - sessionBytes / 4;
  }

  /** Makes room for one more session. */
  void makeRoom() {
    while (storage.usableBytes() < sessionBytes) {
      List<ShelfEntry> closed = closed();
      if (closed.isEmpty()) {
        return;
      }
      ShelfEntry gone =
          closed.stream().filter(shelf::mayDelete).findFirst().orElse(closed.getFirst());
      if (!shelf.mayDelete(gone)) {
        lose(gone);
      }
      storage.delete(gone.name());
      shelf.remove(gone);
      shelf.changed();
    }
  }

  private void lose(ShelfEntry entry) {
    LOG.error(
        "the memory store is full and the card takes nothing: lost session={}, rows={}",
        entry.id(),
        entry.rows());
    count(entry.firstMillis(), entry.lastMillis(), entry.rows(), entry.samples());
  }

  /** Payloads that not even this store could take. */
  void lost(Iterable<Payload> payloads) {
    for (Payload payload : payloads) {
      count(payload.timeMillis(), payload.timeMillis(), payload.rows(), payload.samples());
    }
  }

  private void count(long fromMillis, long toMillis, long rows, long samples) {
    lostRows += rows;
    long from = fromMillis * 1_000_000L;
    long to = toMillis * 1_000_000L;
    lost =
        Optional.of(
            new Dropout(
                "",
                Dropout.Reason.MEMORY_FULL,
                lost.map(Dropout::fromNanos).orElse(from),
                Math.max(to, lost.map(Dropout::toNanos).orElse(to)),
                lost.map(Dropout::rows).orElse(0L) + rows,
                lost.map(Dropout::samples).orElse(0L) + samples));
  }

  /** Forgets a file that never came to count. */
  void drop(String name) {
    storage.delete(name);
  }

  /** What was lost since the last call. */
  Optional<Dropout> takeLost() {
    Optional<Dropout> taken = lost;
    lost = Optional.empty();
    return taken;
  }

  /** Rows lost since the start. */
  long lostRows() {
    return lostRows;
  }

  /** Sessions that wait for the card, oldest first. */
  List<ShelfEntry> closed() {
    return shelf.entries().stream().filter(e -> e.inMemory() && !e.isOpen()).toList();
  }

  /** Copies a closed session to the card under its name; a crash leaves the part, or all of it. */
  void moveTo(Storage card, ShelfEntry entry) throws IOException {
    String part = entry.name() + CardInventory.PART_SUFFIX;
    card.delete(part);
    try (Storage.Output output = card.create(part)) {
      ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
      for (long offset = 0; offset < entry.bytes(); offset += piece.limit()) {
        storage.read(entry.name(), offset, piece.clear());
        output.write(piece.flip());
      }
      output.force();
    }
    card.rename(part, entry.name());
    card.forceDirectory();
    entry.movedTo(card);
    storage.delete(entry.name());
    shelf.changed();
  }
}
