package keilog.protocol.session;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import keilog.protocol.block.BlockScanner;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.ByteSource;
import keilog.protocol.block.DamagedPayload;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SchemaPayload;
import keilog.protocol.channel.GroupSpec;

/**
 * Reads a session file, whatever state it is in: open, torn, damaged anywhere. Damage is never an
 * exception and never a wrong sample; it is skipped, told to the visitor and counted in the report.
 * Memory is bounded by the window and a few spans of rows. Each call reads anew; long files are
 * decoded on all processors, the visitor is told on the caller's thread, in order.
 */
public final class SessionReader {
  /** Below this a file is read sooner than threads are started. */
  private static final long SHORT_BYTES = 1 << 19;

  private static final Predicate<GroupSpec> EVERY_GROUP = group -> true;

  private final ByteSource source;
  private final String name;
  private final Size size;

  /** The bytes there are now. */
  @FunctionalInterface
  private interface Size {
    long bytes() throws IOException;
  }

  private SessionReader(ByteSource source, String name, Size size) {
    this.source = source;
    this.name = name;
    this.size = size;
  }

  /** A file anywhere. It is opened when it is read. */
  public static SessionReader open(Path file) {
    Path whole = file.toAbsolutePath();
    return over(new DiskStorage(whole.getParent()), whole.getFileName().toString());
  }

  /** A file of a storage. */
  public static SessionReader over(Storage storage, String name) {
    return new SessionReader(
        new StorageBytes(storage, name),
        name,
        () -> {
          long bytes = storage.size(name);
          if (bytes < 0) {
            throw new NoSuchFileException(name);
          }
          return bytes;
        });
  }

  /** Bytes in memory. */
  public static SessionReader of(byte[] bytes) {
    return new SessionReader(ByteSource.of(bytes), "", () -> bytes.length);
  }

  /**
   * Reads all of the session and tells the visitor.
   *
   * @throws IOException where the storage fails, never for what the bytes are
   */
  public ReadReport read(SessionVisitor visitor) throws IOException {
    return read(visitor, EVERY_GROUP);
  }

  /**
   * The same for some groups only: the rows of the others are skipped unread, and are not counted
   * in the report.
   *
   * @param wanted asked once for each group of a schema, on any thread
   */
  public ReadReport read(SessionVisitor visitor, Predicate<GroupSpec> wanted) throws IOException {
    return read(visitor, wanted, SHORT_BYTES);
  }

  /** The same with decoding threads from a length on. */
  ReadReport read(SessionVisitor visitor, Predicate<GroupSpec> wanted, long threadsFromBytes)
      throws IOException {
    long limit = size.bytes();
    OptionalInt session = session(limit);
    BlockScanner scanner = BlockScanner.over(source, session, BlockScanner.READER_WINDOW_BYTES);
    ReadTally tally = new ReadTally(visitor);
    try (SpanQueue queue =
        limit < threadsFromBytes ? SpanQueue.alone(tally) : SpanQueue.sideBySide(tally)) {
      SchemaSearch search = new SchemaSearch(source, session, limit);
      return new SessionReading(scanner, search, queue, tally, wanted).read(limit);
    }
  }

  /** The session's first schema, wherever in the file it is; reads no further than it has to. */
  public Optional<Schema> schema() throws IOException {
    long limit = size.bytes();
    BlockScanner scanner =
        BlockScanner.over(source, session(limit), BlockScanner.FOLLOWER_WINDOW_BYTES);
    while (scanner.next(limit, BlockScanner.Ending.FINAL)) {
      if (scanner.type().equals(Optional.of(BlockType.SCHEMA))) {
        try {
          return Optional.of(SchemaPayload.decode(scanner.payload()));
        } catch (DamagedPayload _) {
          continue; // a copy may follow
        }
      }
    }
    return Optional.empty();
  }

  /** The session the file's name says, where it holds any block of it; else that of any block. */
  private OptionalInt session(long limit) throws IOException {
    OptionalInt named =
        SessionFile.parse(name).stream().mapToInt(file -> file.session().random()).findFirst();
    if (named.isEmpty()) {
      return named;
    }
    BlockScanner scanner = BlockScanner.over(source, named, BlockScanner.FOLLOWER_WINDOW_BYTES);
    return scanner.next(limit, BlockScanner.Ending.FINAL) ? named : OptionalInt.empty();
  }
}
