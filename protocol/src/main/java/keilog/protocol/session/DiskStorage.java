package keilog.protocol.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A real directory. Safe from any thread, as far as the threads use different outputs. */
public final class DiskStorage implements Storage {
  private final Path directory;

  /**
   * @param directory must exist
   */
  public DiskStorage(Path directory) {
    this.directory = directory;
  }

  @Override
  public Output create(String name) throws IOException {
    return new DiskOutput(
        FileChannel.open(path(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  @Override
  public Output append(String name) throws IOException {
    FileChannel file = FileChannel.open(path(name), StandardOpenOption.WRITE);
    try {
      file.position(file.size());
      return new DiskOutput(file);
    } catch (Throwable failure) {
      try (file) {
        throw failure;
      }
    }
  }

  @Override
  public int read(String name, long offset, ByteBuffer into) throws IOException {
    try (FileChannel file = FileChannel.open(path(name), StandardOpenOption.READ)) {
      int before = into.position();
      int got = 0;
      while (into.hasRemaining() && got >= 0) {
        got = file.read(into, offset + into.position() - before);
      }
      int read = into.position() - before;
      return read == 0 && got < 0 ? -1 : read;
    }
  }

  @Override
  public long size(String name) throws IOException {
    try {
      return Files.size(path(name));
    } catch (NoSuchFileException e) {
      return -1;
    }
  }

  @Override
  public void truncate(String name, long size) throws IOException {
    try (FileChannel file = FileChannel.open(path(name), StandardOpenOption.WRITE)) {
      file.truncate(size);
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(
        path(from), path(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(path(name));
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Override
  public void forceDirectory() throws IOException {
    try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }

  @Override
  public long usableBytes() throws IOException {
    return store().getUsableSpace();
  }

  @Override
  public long totalBytes() throws IOException {
    return store().getTotalSpace();
  }

  private FileStore store() throws IOException {
    return Files.getFileStore(directory);
  }

  /** A name that leaves the directory is a bug of the caller, who has to check names he is sent. */
  private Path path(String name) {
    Path plain = Path.of(name);
    if (name.isEmpty() || name.startsWith(".") || plain.getNameCount() != 1 || plain.isAbsolute()) {
      throw new IllegalArgumentException("a stored file has a plain name: name=" + name);
    }
    return directory.resolve(plain);
  }

  private static final class DiskOutput implements Output {
    private final FileChannel file;
    private long size;

    DiskOutput(FileChannel file) throws IOException {
      this.file = file;
      this.size = file.position();
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        size += file.write(bytes);
      }
    }

    @Override
    public void force() throws IOException {
      file.force(false);
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
