package keilog.device.record;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keilog.protocol.session.Storage;

/**
 * A bounded storage in memory, for when the card takes nothing. Grows as it is used. Any thread.
 */
final class MemoryStorage implements Storage {
  private static final int CHUNK_BYTES = 1 << 16;

  private final long mostBytes;
  private final Map<String, MemoryFile> files = new TreeMap<>();

  /** Bytes in chunks, so that growing copies nothing. */
  private static final class MemoryFile {
    final List<byte[]> chunks = new ArrayList<>();
    long size;
  }

  MemoryStorage(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  public synchronized Output create(String name) throws IOException {
    if (files.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    files.put(name, new MemoryFile());
    return new MemoryOutput(name);
  }

  @Override
  public synchronized Output append(String name) throws IOException {
    file(name);
    return new MemoryOutput(name);
  }

  @Override
  public synchronized int read(String name, long offset, ByteBuffer into) throws IOException {
    MemoryFile file = file(name);
    if (offset >= file.size) {
      return -1;
    }
    int before = into.position();
    long at = offset;
    while (into.hasRemaining() && at < file.size) {
      int inChunk = (int) (at % CHUNK_BYTES);
      int count = (int) Math.min(Math.min(CHUNK_BYTES - inChunk, into.remaining()), file.size - at);
      into.put(file.chunks.get((int) (at / CHUNK_BYTES)), inChunk, count);
      at += count;
    }
    return into.position() - before;
  }

  @Override
  public synchronized long size(String name) {
    MemoryFile file = files.get(name);
    return file == null ? -1 : file.size;
  }

  @Override
  public synchronized void truncate(String name, long size) throws IOException {
    MemoryFile file = file(name);
    file.size = Math.min(file.size, size);
    while ((long) (file.chunks.size() - 1) * CHUNK_BYTES >= file.size && !file.chunks.isEmpty()) {
      file.chunks.removeLast();
    }
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    MemoryFile file = file(from);
    files.remove(from);
    files.put(to, file);
  }

  @Override
  public synchronized void delete(String name) {
    files.remove(name);
  }

  @Override
  public synchronized List<String> list() {
    return List.copyOf(files.keySet());
  }

  @Override
  public void forceDirectory() {
    // memory is as durable as it gets
  }

  @Override
  public synchronized long usableBytes() {
    return mostBytes - used();
  }

  @Override
  public long totalBytes() {
    return mostBytes;
  }

  private long used() {
    return files.values().stream().mapToLong(f -> (long) f.chunks.size() * CHUNK_BYTES).sum();
  }

  private MemoryFile file(String name) throws IOException {
    MemoryFile file = files.get(name);
    if (file == null) {
      throw new FileNotFoundException(name);
    }
    return file;
  }

  private synchronized void write(String name, ByteBuffer bytes) throws IOException {
    MemoryFile file = file(name);
    long after = file.size + bytes.remaining();
    long more = (after + CHUNK_BYTES - 1) / CHUNK_BYTES - file.chunks.size();
    if (used() + more * CHUNK_BYTES > mostBytes) {
      throw new IOException("the memory store is full: mostBytes=" + mostBytes);
    }
    while (more-- > 0) {
      file.chunks.add(new byte[CHUNK_BYTES]);
    }
    while (bytes.hasRemaining()) {
      int inChunk = (int) (file.size % CHUNK_BYTES);
      int count = Math.min(CHUNK_BYTES - inChunk, bytes.remaining());
      bytes.get(file.chunks.get((int) (file.size / CHUNK_BYTES)), inChunk, count);
      file.size += count;
    }
  }

  private final class MemoryOutput implements Output {
    private final String name;

    MemoryOutput(String name) {
      this.name = name;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      MemoryStorage.this.write(name, bytes);
    }

    @Override
    public void force() {
      // memory is as durable as it gets
    }

    @Override
    public long size() {
      return MemoryStorage.this.size(name);
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
