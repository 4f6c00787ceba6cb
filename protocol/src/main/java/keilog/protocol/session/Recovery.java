package keilog.protocol.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import keilog.protocol.block.BlockFrame;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.End;
import keilog.protocol.block.EndPayload;

/**
 * Makes a whole session of what a kill or a power cut left: cuts what follows the last intact
 * block, appends END(recovered), forces. Damage before the last intact block stays as it is; the
 * reader skips it. Stopped anywhere and begun again it leaves the same file, because everything it
 * writes depends only on the intact blocks.
 */
public final class Recovery {
  /** Where a file goes that holds no intact block at all. */
  public static final String UNREADABLE_SUFFIX = ".unreadable";

  /** What recovery found and did. */
  public sealed interface Outcome {
    /**
     * The session had its END.
     *
     * @param cutBytes removed behind it
     */
    record Whole(long cutBytes) implements Outcome {}

    /**
     * The session has an END now.
     *
     * @param cutBytes torn bytes that were removed
     * @param blocks blocks it has, the END included
     */
    record Ended(long cutBytes, int blocks) implements Outcome {}

    /** Nothing had been written yet; the file is gone. */
    record Empty() implements Outcome {}

    /**
     * No block is intact, so that nothing can be cut safely.
     *
     * @param keptAs the file's name from now on
     */
    record Unreadable(String keptAs) implements Outcome {}
  }

  private Recovery() {}

  /**
   * Recovers one session nobody is writing. A session that is whole is forced all the same: a kill
   * may have come between its last write and the force, and only what is forced may be published.
   */
  public static Outcome recover(Storage storage, String name) throws IOException {
    long size = storage.size(name);
    Tail tail = Tail.of(BlockCursor.over(storage, name), size);
    if (tail.last().isEmpty()) {
      return setAside(storage, name, size);
    }
    BlockSpot last = tail.last().get();
    long cut = size - tail.end();
    if (cut > 0) {
      storage.truncate(name, tail.end());
    }
    boolean ended = last.type().equals(Optional.of(BlockType.END));
    try (Storage.Output output = storage.append(name)) {
      if (!ended) {
        output.write(end(tail.session(), last));
      }
      output.force();
    }
    storage.forceDirectory();
    return ended ? new Outcome.Whole(cut) : new Outcome.Ended(cut, last.number() + 2);
  }

  private static ByteBuffer end(int session, BlockSpot last) {
    ByteBuffer payload = EndPayload.encode(End.of(End.Reason.RECOVERED));
    ByteBuffer block = ByteBuffer.allocate(BlockFrame.OVERHEAD_BYTES + payload.remaining());
    BlockFrame.write(
        block, BlockType.END, false, session, last.number() + 1, last.timeMillis(), payload);
    return block.flip();
  }

  private static Outcome setAside(Storage storage, String name, long size) throws IOException {
    if (size <= 0) {
      storage.delete(name);
      storage.forceDirectory();
      return new Outcome.Empty();
    }
    String aside = name + UNREADABLE_SUFFIX;
    storage.rename(name, aside);
    storage.forceDirectory();
    return new Outcome.Unreadable(aside);
  }

  /** The last intact block, and where the last one in the file ends. */
  private record Tail(Optional<BlockSpot> last, long end, int session) {
    static Tail of(BlockCursor cursor, long size) throws IOException {
      Optional<BlockSpot> last = Optional.empty();
      Optional<BlockSpot> next = cursor.nextOfFinished(size);
      while (next.isPresent()) {
        last = next;
        next = cursor.nextOfFinished(size);
      }
      return new Tail(last, cursor.end(), cursor.session().orElse(0));
    }
  }
}
