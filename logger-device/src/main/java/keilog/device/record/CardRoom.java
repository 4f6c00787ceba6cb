package keilog.device.record;

import java.io.IOException;
import java.util.OptionalDouble;
import keilog.protocol.session.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps room on the card: a reserve so that a session can always be closed. A session that a keeper
 * holds in full goes first; then, only where the owner chose so, the oldest. The recorder's thread.
 */
final class CardRoom {
  private static final Logger LOG = LoggerFactory.getLogger(CardRoom.class);
  private static final long LOOK_EVERY_BYTES = 1 << 20;
  private static final double NANOS_PER_HOUR = 3.6e12;

  /** What a car with ELM327 and GPS writes, until this run has shown its own rate. */
  static final double USUAL_BYTES_PER_HOUR = 5e6;

  private static final long KNOWN_AFTER_NANOS = 60_000_000_000L;

  /** What may be deleted when nothing is safe elsewhere. */
  enum WhenFull {
    STOP,
    OLDEST
  }

  private final Storage card;
  private final Shelf shelf;
  private final long reserveBytes;
  private final WhenFull whenFull;
  private long usable = -1;
  private long writtenSinceLook;
  private long written;
  private long recordedNanos;

  CardRoom(Storage card, Shelf shelf, long reserveBytes, WhenFull whenFull) {
    this.card = card;
    this.shelf = shelf;
    this.reserveBytes = reserveBytes;
    this.whenFull = whenFull;
  }

  /** So many bytes were written in so much recording time. */
  void wrote(long bytes, long nanos) {
    written += bytes;
    recordedNanos += nanos;
    writtenSinceLook += bytes;
    usable -= bytes;
  }

  /** Whether the card is down to its reserve; looks at it now and then. */
  boolean low() throws IOException {
    if (usable < 2 * reserveBytes || writtenSinceLook >= LOOK_EVERY_BYTES) {
      look();
    }
    return usable < reserveBytes;
  }

  /**
   * Deletes what may be deleted until the card has twice its reserve; call when low.
   *
   * @return whether the card is above its reserve now
   */
  boolean make() throws IOException {
    look();
    deleteWhile(true);
    if (whenFull == WhenFull.OLDEST) {
      deleteWhile(false);
    }
    return usable >= reserveBytes;
  }

  private void deleteWhile(boolean heldOnly) throws IOException {
    for (ShelfEntry entry : shelf.entries()) {
      if (usable >= 2 * reserveBytes) {
        return;
      }
      if (entry.isOpen() || entry.inMemory() || heldOnly && !shelf.mayDelete(entry)) {
        continue;
      }
      card.delete(entry.name());
      card.forceDirectory();
      shelf.remove(entry);
      LOG.info(
          "the card is nearly full: deleted a session that {}: session={}, bytes={}",
          heldOnly ? "a keeper holds" : "was the oldest",
          entry.id(),
          entry.bytes());
      shelf.changed();
      look();
    }
  }

  private void look() throws IOException {
    usable = card.usableBytes();
    writtenSinceLook = 0;
  }

  /** Recording time that still fits, where the card tells. */
  OptionalDouble hoursLeft() {
    if (usable < 0) {
      return OptionalDouble.empty();
    }
    double perHour =
        recordedNanos < KNOWN_AFTER_NANOS
            ? USUAL_BYTES_PER_HOUR
            : Math.max(1, written / (recordedNanos / NANOS_PER_HOUR));
    return OptionalDouble.of(Math.max(0, usable - reserveBytes) / perHour);
  }

  /** Looks once, so that the hours are known before anything is recorded. */
  void lookAtStart() throws IOException {
    look();
  }
}
