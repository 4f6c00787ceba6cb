package keilog.device.record;

import java.nio.ByteBuffer;
import keilog.protocol.block.BlockType;

/**
 * An encoded block without its frame. Reused: whoever takes one gives it back to its {@link
 * PayloadPool}.
 */
final class Payload {
  private BlockType type = BlockType.DATA;
  private boolean key;
  private long timeMillis;
  private Edition edition;
  private int rows;
  private int samples;
  private ByteBuffer bytes = ByteBuffer.allocate(1 << 12);

  /** Says what it is; the bytes follow by {@link #space} or {@link #copy}. */
  Payload of(BlockType newType, boolean isKey, long newTimeMillis, Edition newEdition) {
    type = newType;
    key = isKey;
    timeMillis = newTimeMillis;
    edition = newEdition;
    rows = 0;
    samples = 0;
    return this;
  }

  /** Takes over bytes from their position to their limit. */
  Payload copy(ByteBuffer from) {
    if (bytes.capacity() < from.remaining()) {
      bytes = ByteBuffer.allocate(Integer.highestOneBit(from.remaining()) * 2);
    }
    bytes.clear().put(from).flip();
    return this;
  }

  Payload holding(int rowCount, int sampleCount) {
    rows = rowCount;
    samples = sampleCount;
    return this;
  }

  BlockType type() {
    return type;
  }

  boolean isData() {
    return type == BlockType.DATA;
  }

  /** Whether it is DATA that decodes alone. */
  boolean key() {
    return key;
  }

  /** Of the first sample or of the event, on the monotonic axis. */
  long timeMillis() {
    return timeMillis;
  }

  /** The groups its rows are of. */
  Edition edition() {
    return edition;
  }

  int rows() {
    return rows;
  }

  int samples() {
    return samples;
  }

  int size() {
    return bytes.limit();
  }

  /** From position 0 to the limit; not to be moved. */
  ByteBuffer bytes() {
    return bytes;
  }
}
