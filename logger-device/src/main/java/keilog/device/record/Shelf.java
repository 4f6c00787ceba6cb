package keilog.device.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import keilog.protocol.block.SessionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions on the card and in the memory store. The recorder's thread changes it. */
final class Shelf implements SessionShelf {
  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
  private static final Comparator<SessionId> ORDER =
      Comparator.comparingInt(SessionId::boot)
          .thenComparingInt(SessionId::ordinal)
          .thenComparing(SessionId::random, Integer::compareUnsigned);

  private final ConcurrentSkipListMap<SessionId, ShelfEntry> entries =
      new ConcurrentSkipListMap<>(ORDER);
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile DeletionPermit permit = DeletionPermit.NEVER;

  void add(ShelfEntry entry) {
    entries.put(entry.id(), entry);
  }

  boolean has(SessionId id) {
    return entries.containsKey(id);
  }

  /** Takes a session off; its file is the caller's business. */
  void remove(ShelfEntry entry) {
    entry.removed();
    entries.remove(entry.id());
  }

  /** In the order they were recorded. */
  List<ShelfEntry> entries() {
    return List.copyOf(entries.values());
  }

  boolean mayDelete(ShelfEntry entry) {
    return !entry.isOpen() && permit.heldInFull(entry.id(), entry.blocks());
  }

  void changed() {
    listeners.forEach(Runnable::run);
  }

  @Override
  public List<ShelvedSession> sessions() {
    List<ShelvedSession> sessions = new ArrayList<>();
    for (ShelfEntry entry : entries.values()) {
      facts(entry).ifPresent(sessions::add);
    }
    return sessions;
  }

  @Override
  public Optional<ShelvedSession> session(SessionId id) {
    return Optional.ofNullable(entries.get(id)).flatMap(Shelf::facts);
  }

  private static Optional<ShelvedSession> facts(ShelfEntry entry) {
    try {
      return Optional.of(entry.facts());
    } catch (IOException unreadable) {
      LOG.debug("a session cannot be read: session={}", entry.id(), unreadable);
      return Optional.empty();
    }
  }

  @Override
  public Optional<BlockRun> read(SessionId id, int from, ByteBuffer into) throws IOException {
    ShelfEntry entry = entries.get(id);
    return entry == null ? Optional.empty() : entry.read(from, into);
  }

  @Override
  public Optional<String> sha256(SessionId id) throws IOException {
    ShelfEntry entry = entries.get(id);
    return entry == null ? Optional.empty() : entry.sha256();
  }

  @Override
  public void listen(Runnable changed) {
    listeners.add(changed);
  }

  @Override
  public void permit(DeletionPermit newPermit) {
    permit = newPermit;
  }
}
