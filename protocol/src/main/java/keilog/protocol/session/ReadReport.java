package keilog.protocol.session;

import java.util.List;
import java.util.Optional;
import keilog.protocol.block.End;
import keilog.protocol.block.Schema;

/**
 * What a reader found in a session, and what it did not.
 *
 * @param bytes length of the file when it was read
 * @param blocks intact blocks, in all
 * @param rows rows handed on
 * @param samples values handed on
 * @param firstMillis earliest time of a DATA block, -1 where there is none
 * @param lastMillis time of the last block of any kind, -1 where there is none
 * @param schema the first one
 * @param end how the session ended; empty where it is open, or its end was cut off
 * @param droppedRows rows the logger itself says it could not keep
 * @param droppedSamples the values they held
 * @param lostBlocks blocks whose numbers are missing
 * @param skippedBlocks blocks that are intact but could not be handed on
 * @param damagedBytes bytes that belong to no intact block
 * @param damages all of it, in order; at most {@link #MOST_DAMAGES}
 * @param damageCount how many there were
 */
public record ReadReport(
    long bytes,
    int blocks,
    long rows,
    long samples,
    long firstMillis,
    long lastMillis,
    Optional<Schema> schema,
    Optional<End> end,
    long droppedRows,
    long droppedSamples,
    long lostBlocks,
    long skippedBlocks,
    long damagedBytes,
    List<Damage> damages,
    long damageCount) {
  /** A report stays small, whatever the file. */
  public static final int MOST_DAMAGES = 1000;

  public ReadReport {
    damages = List.copyOf(damages);
  }

  /** Whether everything in the file was handed on. */
  public boolean undamaged() {
    return damageCount == 0;
  }

  /** Whether the session is all there, from its first block to its END. */
  public boolean complete() {
    return undamaged() && schema.isPresent() && end.isPresent();
  }
}
