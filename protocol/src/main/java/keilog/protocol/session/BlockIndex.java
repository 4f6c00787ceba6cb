package keilog.protocol.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import keilog.protocol.block.BlockType;

/**
 * The intact blocks of one file, found by number; made by reading, kept in memory, never stored.
 * Follows a file that grows. One thread.
 */
public final class BlockIndex {
  private final Storage storage;
  private final String name;
  private final BlockCursor cursor;
  private final List<BlockSpot> spots = new ArrayList<>();

  private BlockIndex(Storage storage, String name) {
    this.storage = storage;
    this.name = name;
    this.cursor = BlockCursor.over(storage, name);
  }

  /** Empty until {@link #extend} or {@link #finish}. */
  public static BlockIndex over(Storage storage, String name) {
    return new BlockIndex(storage, name);
  }

  /**
   * Adds the blocks that have come, as far as a limit; returns how many.
   *
   * @param limit in bytes, never less than at the call before; nothing at or beyond it is read
   */
  public int extend(long limit) throws IOException {
    int before = spots.size();
    for (Optional<BlockSpot> s = cursor.next(limit); s.isPresent(); s = cursor.next(limit)) {
      spots.add(s.get());
    }
    return spots.size() - before;
  }

  /** The same for a file that grows no more: also finds what lies behind a torn block. */
  public int finish(long limit) throws IOException {
    int before = spots.size();
    Optional<BlockSpot> s = cursor.nextOfFinished(limit);
    while (s.isPresent()) {
      spots.add(s.get());
      s = cursor.nextOfFinished(limit);
    }
    return spots.size() - before;
  }

  /** The blocks found, numbers rising. A view that grows. */
  public List<BlockSpot> spots() {
    return Collections.unmodifiableList(spots);
  }

  /** Index in {@link #spots} of the first block with this number or a higher one. */
  public int from(int number) {
    int low = 0;
    int high = spots.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (spots.get(middle).number() < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** One more than the highest number found. */
  public int nextNumber() {
    return spots.isEmpty() ? 0 : spots.getLast().number() + 1;
  }

  /** Whether the last block found is the END. */
  public boolean ended() {
    return !spots.isEmpty() && spots.getLast().type().equals(Optional.of(BlockType.END));
  }

  /** Numbers below {@link #nextNumber} of which the file holds no intact block, rising. */
  public List<NumberRange> lost() {
    List<NumberRange> lost = new ArrayList<>();
    int expected = 0;
    for (BlockSpot spot : spots) {
      if (spot.number() > expected) {
        lost.add(new NumberRange(expected, spot.number() - 1));
      }
      expected = spot.number() + 1;
    }
    return lost;
  }

  /**
   * Appends the bytes of a block to a buffer that has room for them.
   *
   * @return whether the file gave them all; if not, the buffer is as it was
   */
  public boolean read(BlockSpot spot, ByteBuffer into) throws IOException {
    int start = into.position();
    int limit = into.limit();
    into.limit(start + spot.length());
    int got = 0;
    long offset = spot.offset();
    while (into.hasRemaining() && got >= 0) {
      got = storage.read(name, offset + into.position() - start, into);
    }
    boolean whole = !into.hasRemaining();
    into.limit(limit);
    if (!whole) {
      into.position(start);
    }
    return whole;
  }
}
