package keilog.protocol.session;

import java.util.Optional;
import keilog.protocol.block.BlockType;

/**
 * Where an intact block lies.
 *
 * @param number within its session, from 0
 * @param type empty where only a later version of the format knows it
 * @param key whether it is a DATA block that decodes alone
 * @param offset in the file
 * @param length of the whole block, frame included
 * @param timeMillis of its first sample or of its event, on the session's monotonic axis
 */
public record BlockSpot(
    int number, Optional<BlockType> type, boolean key, long offset, int length, long timeMillis) {
  /** Where the block ends. */
  public long end() {
    return offset + length;
  }
}
