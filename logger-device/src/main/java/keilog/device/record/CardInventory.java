package keilog.device.record;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import keilog.protocol.block.BlockScanner;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;
import keilog.protocol.session.BlockSpot;
import keilog.protocol.session.Recovery;
import keilog.protocol.session.SessionFile;
import keilog.protocol.session.SessionReader;
import keilog.protocol.session.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies on the card at the start: every session goes on the shelf, a torn one is recovered
 * first. A whole one is told by its END in the file's last bytes, so that a full card costs no full
 * read.
 *
 * @param highestBoot among the sessions, 0 where there is none
 * @param torn the last session of this kernel boot, where it was torn: the next one continues it
 * @param tornLastMillis time of its last block
 * @param highestOrdinal among the sessions of the highest boot
 * @param complete whether every file could be read; if not, take it again later
 */
record CardInventory(
    int highestBoot,
    int highestOrdinal,
    Optional<SessionId> torn,
    long tornLastMillis,
    boolean complete) {
  private static final Logger LOG = LoggerFactory.getLogger(CardInventory.class);

  /** An END block has a short text: it is always within the last bytes. */
  private static final int TAIL_BYTES = 1 << 12;

  static final String PART_SUFFIX = ".part";

  static CardInventory empty() {
    return new CardInventory(0, 0, Optional.empty(), -1, true);
  }

  /**
   * Looks at every session that is not on the shelf yet.
   *
   * @param kernelBootId to tell whether a torn session shares this run's monotonic axis
   */
  static CardInventory take(Storage card, Shelf shelf, String kernelBootId) throws IOException {
    List<SessionFile> files =
        card.list().stream()
            .flatMap(name -> SessionFile.parse(name).stream())
            .filter(file -> !shelf.has(file.session()))
            .sorted(
                Comparator.comparingInt((SessionFile f) -> f.session().boot())
                    .thenComparingInt(f -> f.session().ordinal()))
            .toList();
    deleteParts(card);
    if (!files.isEmpty()) {
      force(card, files.getLast().name());
    }
    CardInventory inventory = empty();
    for (SessionFile file : files) {
      try {
        inventory = inventory.and(file, card, shelf, kernelBootId);
      } catch (IOException failure) {
        LOG.warn("a session cannot be read now: file={}, {}", file.name(), failure.toString());
        inventory = inventory.but(file.session());
      }
    }
    return inventory;
  }

  /**
   * A kill may have come between the last write of the newest session, its END too, and the force;
   * only what is forced may be published.
   */
  private static void force(Storage card, String newest) {
    try (Storage.Output output = card.append(newest)) {
      output.force();
    } catch (IOException failure) {
      LOG.warn("the newest session could not be forced: file={}, {}", newest, failure.toString());
    }
  }

  private static void deleteParts(Storage card) throws IOException {
    for (String name : card.list()) {
      if (name.endsWith(PART_SUFFIX)) {
        card.delete(name);
      }
    }
  }

  /** With a session that nothing is known of but its name. */
  private CardInventory but(SessionId unread) {
    CardInventory named = named(unread);
    return new CardInventory(named.highestBoot, named.highestOrdinal, Optional.empty(), -1, false);
  }

  private CardInventory named(SessionId id) {
    int ordinal = id.boot() > highestBoot ? id.ordinal() : Math.max(highestOrdinal, id.ordinal());
    return new CardInventory(
        Math.max(highestBoot, id.boot()), ordinal, Optional.empty(), -1, complete);
  }

  private CardInventory and(SessionFile file, Storage card, Shelf shelf, String kernelBootId)
      throws IOException {
    SessionId id = file.session();
    CardInventory next = named(id);
    String name = file.name();
    OptionalInt whole = blocksOfWhole(card, file);
    if (whole.isPresent()) {
      shelf.add(ShelfEntry.closed(file, card, whole.getAsInt(), card.size(name)));
      return next;
    }
    return switch (Recovery.recover(card, name)) {
      case Recovery.Outcome.Whole(long cut) -> {
        int blocks = blocksOfWhole(card, file).orElseThrow();
        shelf.add(ShelfEntry.closed(file, card, blocks, card.size(name)));
        LOG.info("cut what followed the END of a session: session={}, bytes={}", id, cut);
        yield next;
      }
      case Recovery.Outcome.Ended(long cut, int blocks) -> {
        shelf.add(ShelfEntry.closed(file, card, blocks, card.size(name)));
        LOG.info("recovered a torn session: session={}, blocks={}, cutBytes={}", id, blocks, cut);
        Optional<Schema> schema = SessionReader.over(card, name).schema();
        boolean sameAxis =
            !kernelBootId.isEmpty()
                && schema.map(Schema::bootId).filter(kernelBootId::equals).isPresent();
        yield sameAxis
            ? new CardInventory(
                next.highestBoot,
                next.highestOrdinal,
                Optional.of(id),
                lastMillis(card, file),
                complete)
            : next;
      }
      case Recovery.Outcome.Empty() -> {
        LOG.info("deleted a session in which nothing was written: session={}", id);
        yield new CardInventory(
            next.highestBoot, next.highestOrdinal, torn, tornLastMillis, complete);
      }
      case Recovery.Outcome.Unreadable(String keptAs) -> {
        LOG.warn("a session has no intact block; set aside as {}", keptAs);
        yield next;
      }
    };
  }

  private static long lastMillis(Storage card, SessionFile file) throws IOException {
    return tail(card, file).map(BlockSpot::timeMillis).orElse(-1L);
  }

  private static OptionalInt blocksOfWhole(Storage card, SessionFile file) throws IOException {
    Optional<BlockSpot> last = tail(card, file);
    return last.isPresent()
            && last.get().type().equals(Optional.of(BlockType.END))
            && last.get().end() == card.size(file.name())
        ? OptionalInt.of(last.get().number() + 1)
        : OptionalInt.empty();
  }

  /** The last intact block among the file's last bytes. */
  private static Optional<BlockSpot> tail(Storage card, SessionFile file) throws IOException {
    long size = card.size(file.name());
    BlockScanner scanner =
        BlockScanner.from(
            Math.max(0, size - TAIL_BYTES),
            (offset, into) -> card.read(file.name(), offset, into),
            OptionalInt.of(file.session().random()),
            BlockScanner.FOLLOWER_WINDOW_BYTES);
    Optional<BlockSpot> last = Optional.empty();
    while (scanner.next(size, BlockScanner.Ending.FINAL)) {
      last =
          Optional.of(
              new BlockSpot(
                  scanner.number(),
                  scanner.type(),
                  scanner.key(),
                  scanner.offset(),
                  scanner.length(),
                  scanner.timeMillis()));
    }
    return last;
  }
}
