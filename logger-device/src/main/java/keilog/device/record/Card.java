package keilog.device.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import keilog.protocol.session.Recovery;
import keilog.protocol.session.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The card: what it is good for now, and the files on it that a failure has left suspect. The
 * recorder's thread.
 */
final class Card {
  private static final Logger LOG = LoggerFactory.getLogger(Card.class);
  private static final long RETRY_NANOS = 10_000_000_000L;

  private final Storage storage;
  private final CardRoom room;
  private final Shelf shelf;
  private final List<Suspect> suspects = new ArrayList<>();
  private CardState state = CardState.GOOD;
  private String problem = "";
  private long retryAtNanos;
  private long failedNanos = Long.MIN_VALUE / 2;

  /**
   * A session that cannot be trusted behind what was forced.
   *
   * @param entry null where nothing of it counts, and the file only has to go
   */
  private record Suspect(String name, ShelfEntry entry) {}

  Card(Storage storage, CardRoom room, Shelf shelf) {
    this.storage = storage;
    this.room = room;
    this.shelf = shelf;
  }

  Storage storage() {
    return storage;
  }

  CardRoom room() {
    return room;
  }

  CardState state() {
    return state;
  }

  /** Why it is not good; empty when it is. */
  String problem() {
    return problem;
  }

  /** Whether a new session may begin on it: it is good, has room, and no suspect file is left. */
  boolean ready(long nowNanos) {
    if (state != CardState.GOOD) {
      return false;
    }
    try {
      settleSuspects();
      if (!hasRoom()) {
        full(nowNanos);
        return false;
      }
      return true;
    } catch (IOException failure) {
      broken(failure, nowNanos);
      return false;
    }
  }

  /** It is down to its reserve. */
  void full(long nowNanos) {
    become(CardState.FULL, "the card is full", nowNanos);
  }

  /** It failed, and so did another try: it is left alone for a while. */
  void broken(IOException failure, long nowNanos) {
    become(CardState.BROKEN, String.valueOf(failure.getMessage()), nowNanos);
  }

  /** It failed once; twice within a short time and it is taken for broken. */
  void failed(IOException failure, long nowNanos) {
    if (nowNanos - failedNanos < RETRY_NANOS) {
      broken(failure, nowNanos);
    }
    failedNanos = nowNanos;
  }

  private void become(CardState next, String why, long nowNanos) {
    if (state != next) {
      LOG.warn("blocks go to memory only; the card is tried every 10 s: {}", why);
    }
    state = next;
    problem = why;
    retryAtNanos = nowNanos + RETRY_NANOS;
  }

  /** A file of which nothing counts. */
  void suspect(String name) {
    suspects.add(new Suspect(name, null));
  }

  /** A session that ends where it was last forced. */
  void suspect(ShelfEntry entry) {
    suspects.add(new Suspect(entry.name(), entry));
  }

  /** Cuts suspect files to what was forced and closes them. */
  private void settleSuspects() throws IOException {
    while (!suspects.isEmpty()) {
      Suspect suspect = suspects.getFirst();
      if (suspect.entry == null) {
        storage.delete(suspect.name);
        storage.forceDirectory();
      } else {
        settle(suspect.entry);
      }
      suspects.removeFirst();
    }
  }

  private void settle(ShelfEntry entry) throws IOException {
    if (storage.size(entry.name()) > entry.bytes()) {
      storage.truncate(entry.name(), entry.bytes());
    }
    if (Recovery.recover(storage, entry.name())
        instanceof Recovery.Outcome.Ended(long _, int blocks)) {
      entry.forcedTo(blocks, storage.size(entry.name()), false);
    } else {
      entry.forcedTo(entry.blocks(), entry.bytes(), false);
    }
    shelf.changed();
  }

  /** Whether every file on it is what it seems. */
  boolean settled() {
    return state == CardState.GOOD && suspects.isEmpty();
  }

  /** Whether there is something to try again or to settle, and it is time. */
  boolean tendDue(long nowNanos) {
    return (state != CardState.GOOD || !suspects.isEmpty()) && nowNanos >= retryAtNanos;
  }

  /**
   * Tries it again: settles suspects, then takes the sessions that wait in memory.
   *
   * @return whether it is good now
   */
  boolean tend(MemoryStore memory, long nowNanos) {
    retryAtNanos = nowNanos + RETRY_NANOS;
    try {
      settleSuspects();
      boolean roomy = hasRoom();
      for (ShelfEntry entry : memory.closed()) {
        if (roomy) {
          memory.moveTo(storage, entry);
          room.wrote(entry.bytes(), 0);
          roomy = hasRoom();
        }
      }
      if (!roomy) {
        full(nowNanos);
        return false;
      }
    } catch (IOException failure) {
      broken(failure, nowNanos);
      return false;
    }
    if (state != CardState.GOOD) {
      LOG.info("the card takes blocks again");
      failedNanos = nowNanos;
    }
    state = CardState.GOOD;
    problem = "";
    return true;
  }

  private boolean hasRoom() throws IOException {
    return !room.low() || room.make();
  }
}
