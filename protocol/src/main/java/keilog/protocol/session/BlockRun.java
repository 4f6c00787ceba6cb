package keilog.protocol.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
import keilog.protocol.block.BlockScanner;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.ByteSource;

/**
 * Bytes from somewhere else that claim to be consecutive blocks of one session.
 *
 * @param first number of the first block
 * @param blocks how many, at least 1
 * @param ended whether the last one is the END
 */
public record BlockRun(int first, int blocks, boolean ended) {

  /** What became of a check. */
  public sealed interface Checked {
    /** Every byte belongs to an intact block, and the numbers have no gap. */
    record Intact(BlockRun run) implements Checked {}

    /**
     * @param offset of the first byte that belongs to none, or of the block out of order
     */
    record Broken(long offset, String rule) implements Checked {}
  }

  /** One more than the number of the last block. */
  public int next() {
    return first + blocks;
  }

  /**
   * Checks all bytes of a message.
   *
   * @param session random part of the id of the session they must be of
   */
  public static Checked check(byte[] bytes, int session) {
    BlockScanner scanner =
        BlockScanner.over(ByteSource.of(bytes), OptionalInt.of(session), Math.max(1, bytes.length));
    int first = -1;
    int blocks = 0;
    long end = 0;
    boolean ended = false;
    while (next(scanner, bytes.length)) {
      if (scanner.offset() != end) {
        return new Checked.Broken(end, "bytes between blocks are none");
      }
      first = blocks == 0 ? scanner.number() : first;
      if (ended || scanner.number() != first + blocks) {
        return new Checked.Broken(
            end,
            "numbers rise by 1 up to the END: number=%d, expected=%d"
                .formatted(scanner.number(), first + blocks));
      }
      ended = scanner.type().filter(BlockType.END::equals).isPresent();
      blocks++;
      end = scanner.end();
    }
    if (blocks == 0 || end != bytes.length) {
      return new Checked.Broken(end, "a message is whole intact blocks of its session");
    }
    return new Checked.Intact(new BlockRun(first, blocks, ended));
  }

  private static boolean next(BlockScanner scanner, long limit) {
    try {
      return scanner.next(limit, BlockScanner.Ending.FINAL);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
