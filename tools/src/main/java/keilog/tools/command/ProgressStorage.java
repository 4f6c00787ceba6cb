package keilog.tools.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import keilog.protocol.session.Storage;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A storage that shows how far reading has come, on a terminal and for much to read only. The bar
 * goes to stderr.
 */
final class ProgressStorage implements Storage, AutoCloseable {
  private static final long WORTH_A_BAR_BYTES = 8_000_000;

  private final Storage storage;
  private final ProgressBar bar;
  private long furthest;

  private ProgressStorage(Storage storage, ProgressBar bar) {
    this.storage = storage;
    this.bar = bar;
  }

  static ProgressStorage open(Storage storage, String title, long bytes) {
    boolean show =
        bytes > WORTH_A_BAR_BYTES && System.console() != null && System.console().isTerminal();
    return new ProgressStorage(
        storage,
        show
            ? new ProgressBarBuilder()
                .setTaskName(title)
                .setInitialMax(bytes)
                .setUnit(" MB", 1_000_000)
                .setStyle(ProgressBarStyle.ASCII)
                .build()
            : null);
  }

  @Override
  public int read(String name, long offset, ByteBuffer into) throws IOException {
    int read = storage.read(name, offset, into);
    if (bar != null && offset + read > furthest) {
      furthest = offset + read;
      bar.stepTo(furthest);
    }
    return read;
  }

  @Override
  public Output create(String name) throws IOException {
    return storage.create(name);
  }

  @Override
  public Output append(String name) throws IOException {
    return storage.append(name);
  }

  @Override
  public long size(String name) throws IOException {
    return storage.size(name);
  }

  @Override
  public void truncate(String name, long size) throws IOException {
    storage.truncate(name, size);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    storage.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    storage.delete(name);
  }

  @Override
  public List<String> list() throws IOException {
    return storage.list();
  }

  @Override
  public void forceDirectory() throws IOException {
    storage.forceDirectory();
  }

  @Override
  public long usableBytes() throws IOException {
    return storage.usableBytes();
  }

  @Override
  public long totalBytes() throws IOException {
    return storage.totalBytes();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
