package keilog.protocol.session;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import keilog.protocol.block.BlockScanner;

/**
 * Walks over the intact blocks of a file that may still grow, each checked in full. Numbers rise
 * from block to block; a number that was there before is passed over. One thread.
 */
public final class BlockCursor {
  private final BlockScanner scanner;
  private int lastNumber = -1;

  private BlockCursor(BlockScanner scanner) {
    this.scanner = scanner;
  }

  /** From the file's beginning; only blocks of the session its name says, where it says one. */
  public static BlockCursor over(Storage storage, String name) {
    OptionalInt session =
        SessionFile.parse(name).stream().mapToInt(file -> file.session().random()).findFirst();
    return new BlockCursor(
        BlockScanner.over(
            new StorageBytes(storage, name), session, BlockScanner.FOLLOWER_WINDOW_BYTES));
  }

  /**
   * The next intact block that ends at or before a limit; empty where none does yet. Nothing at or
   * beyond the limit is read: pass what was forced.
   *
   * @param limit in bytes, never less than at the call before
   */
  public Optional<BlockSpot> next(long limit) throws IOException {
    return next(limit, BlockScanner.Ending.OPEN);
  }

  /** The same for a file that grows no more: a torn block does not hide what follows it. */
  public Optional<BlockSpot> nextOfFinished(long limit) throws IOException {
    return next(limit, BlockScanner.Ending.FINAL);
  }

  /** Where the last intact block ends, its number new or not; 0 before the first. */
  public long end() {
    return scanner.end();
  }

  /** Random part of the session's id; empty while it is unknown. */
  public OptionalInt session() {
    return scanner.session();
  }

  private Optional<BlockSpot> next(long limit, BlockScanner.Ending ending) throws IOException {
    while (scanner.next(limit, ending)) {
      if (scanner.number() > lastNumber) {
        lastNumber = scanner.number();
        return Optional.of(
            new BlockSpot(
                scanner.number(),
                scanner.type(),
                scanner.key(),
                scanner.offset(),
                scanner.length(),
                scanner.timeMillis()));
      }
    }
    return Optional.empty();
  }
}
