package keilog.protocol.session;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One flat directory of files on a card. Names are plain file names. Every operation may fail with
 * an {@link IOException}: full, read-only, gone. Implementations are used from one thread at a time
 * for writing; reads may come from others.
 */
public interface Storage {

  /** Creates a file that must not exist, empty, open for appending. */
  Output create(String name) throws IOException;

  /** Opens an existing file for appending at its end. */
  Output append(String name) throws IOException;

  /**
   * Reads up to {@code into.remaining()} bytes at an offset; returns how many, or -1 at or past the
   * end.
   */
  int read(String name, long offset, ByteBuffer into) throws IOException;

  /** Length in bytes, or -1 where there is no such file. */
  long size(String name) throws IOException;

  /** Cuts a file to a length it has already. */
  void truncate(String name, long size) throws IOException;

  /** Renames, replacing the target atomically. */
  void rename(String from, String to) throws IOException;

  /** Deletes a file; no error where there is none. */
  void delete(String name) throws IOException;

  /** The names of all files, sorted. */
  List<String> list() throws IOException;

  /** Makes creations, renames and deletions durable. */
  void forceDirectory() throws IOException;

  /** Bytes that can still be written. */
  long usableBytes() throws IOException;

  /** Bytes the card has in all. */
  long totalBytes() throws IOException;

  /**
   * An append-only file. After a failed {@link #force()} nothing written since the last good one
   * can be trusted.
   */
  interface Output extends Closeable {
    /**
     * Writes all remaining bytes, or throws; after a throw an unknown part of them may be in the
     * file.
     */
    void write(ByteBuffer bytes) throws IOException;

    /** Makes everything written durable (fdatasync). */
    void force() throws IOException;

    /** Bytes written so far, the ones found at opening included. */
    long size();

    /** Closes without forcing. Safe twice. */
    @Override
    void close() throws IOException;
  }
}
