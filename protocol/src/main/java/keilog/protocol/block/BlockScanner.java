package keilog.protocol.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/**
 * Finds the intact blocks among bytes that may hold anything. Where a block cannot be trusted it
 * advances one byte and looks for the next sync word; the bytes between two blocks it found are the
 * damage. A length is followed only after the header's check, a payload handed on only after the
 * block's check. The accessors describe the block found last. One thread.
 */
public final class BlockScanner {
  /** For long files: few reads. */
  public static final int READER_WINDOW_BYTES = 1 << 20;

  /** For following a file: little memory. */
  public static final int FOLLOWER_WINDOW_BYTES = 1 << 16;

  private final ByteWindow window;
  private final CRC32C crc = new CRC32C();
  private int session;
  private boolean anySession;
  private long position;
  private long offset;
  private int at;
  private int payloadBytes = -1;
  private int code;
  private int number = -1;
  private long timeMillis;

  private BlockScanner(ByteSource source, OptionalInt session, int windowBytes, long from) {
    this.window = new ByteWindow(source, windowBytes);
    this.session = session.orElse(0);
    this.anySession = session.isEmpty();
    this.position = from;
    this.offset = from;
  }

  /**
   * @param session random part of the only session whose blocks count; where empty, that of the
   *     first block found
   */
  public static BlockScanner over(ByteSource source, OptionalInt session, int windowBytes) {
    return new BlockScanner(source, session, windowBytes, 0);
  }

  /** The same from an offset on, for instance where another scan has stopped. */
  public static BlockScanner from(
      long offset, ByteSource source, OptionalInt session, int windowBytes) {
    return new BlockScanner(source, session, windowBytes, offset);
  }

  /** What to do at bytes that may be the beginning of a block not yet written in full. */
  public enum Ending {
    /** More may come: stay there. */
    OPEN,
    /** Nothing more comes: look behind them for other blocks. */
    FINAL
  }

  /**
   * Goes to the next intact block that ends at or before a limit.
   *
   * @return whether there is one; if not, the accessors still describe the one before
   */
  public boolean next(long limit, Ending ending) throws IOException {
    while (window.has(position, BlockFrame.HEADER_BYTES, limit)) {
      int header = window.at(position);
      if (headerIsSound(window.bytes(), header)) {
        int length = BlockFrame.OVERHEAD_BYTES + payloadLength(window.bytes(), header);
        if (window.has(position, length, limit)) {
          if (blockIsSound(length)) {
            found(length);
            return true;
          }
        } else if (ending == Ending.OPEN) {
          return false;
        }
      }
      if (!seekSync(limit)) {
        return false;
      }
    }
    return false;
  }

  /** The session whose blocks count; empty while none was found and none was asked for. */
  public OptionalInt session() {
    return anySession ? OptionalInt.empty() : OptionalInt.of(session);
  }

  /** Where the block begins. */
  public long offset() {
    return offset;
  }

  /** Length of the whole block, frame included. */
  public int length() {
    return BlockFrame.OVERHEAD_BYTES + payloadBytes;
  }

  /** Where the block ends; 0, or where the scan began, before the first one. */
  public long end() {
    return payloadBytes < 0 ? offset : offset + length();
  }

  /** From 0; -1 before the first one. */
  public int number() {
    return number;
  }

  /** Of the first sample or of the event, on the session's monotonic axis. */
  public long timeMillis() {
    return timeMillis;
  }

  public boolean key() {
    return (code & BlockFrame.KEY) != 0;
  }

  /** Empty where a later version wrote it: an unknown kind, or an unknown flag. */
  public Optional<BlockType> type() {
    return (code & BlockFrame.RESERVED_FLAGS) != 0 ? Optional.empty() : BlockType.of(code);
  }

  /** The payload, valid until the next call of {@link #next}. */
  public ByteBuffer payload() {
    return ByteBuffer.wrap(window.bytes(), at + BlockFrame.HEADER_BYTES, payloadBytes)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private void found(int length) {
    at = window.at(position);
    byte[] bytes = window.bytes();
    code = bytes[at + 4];
    session = intAt(bytes, at + 8);
    number = intAt(bytes, at + 12);
    timeMillis = timeMillis(bytes, at);
    anySession = false;
    offset = position;
    payloadBytes = length - BlockFrame.OVERHEAD_BYTES;
    position += length;
  }

  private boolean headerIsSound(byte[] bytes, int at) {
    if (intAt(bytes, at) != BlockFrame.SYNC
        || payloadLength(bytes, at) > BlockFrame.MOST_PAYLOAD_BYTES
        || intAt(bytes, at + 12) < 0
        || !anySession && intAt(bytes, at + 8) != session) {
      return false;
    }
    crc.reset();
    crc.update(bytes, at, BlockFrame.CHECKED_HEADER_BYTES);
    return (short) crc.getValue() == (short) (bytes[at + 22] & 0xFF | bytes[at + 23] << 8);
  }

  private boolean blockIsSound(int length) {
    int start = window.at(position);
    crc.reset();
    crc.update(window.bytes(), start, length - 4);
    return (int) crc.getValue() == intAt(window.bytes(), start + length - 4);
  }

  /** Moves at least one byte on, to a byte a block may begin with; false where none is held. */
  private boolean seekSync(long limit) throws IOException {
    position++;
    while (window.has(position, 1, limit)) {
      byte[] bytes = window.bytes();
      int first = window.at(position);
      int end = first + window.held(position);
      for (int i = first; i < end; i++) {
        if (bytes[i] == BlockFrame.SYNC_FIRST) {
          position += i - first;
          return true;
        }
      }
      position += end - first;
    }
    return false;
  }

  private static int payloadLength(byte[] bytes, int at) {
    return intAt(bytes, at + 4) >>> 8;
  }

  private static long timeMillis(byte[] bytes, int at) {
    return intAt(bytes, at + 16) & 0xFFFFFFFFL
        | (bytes[at + 20] & 0xFFL) << 32
        | (bytes[at + 21] & 0xFFL) << 40;
  }

  private static int intAt(byte[] bytes, int at) {
    return bytes[at] & 0xFF
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | bytes[at + 3] << 24;
  }
}
