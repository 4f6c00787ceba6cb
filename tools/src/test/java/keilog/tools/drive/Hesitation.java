package keilog.tools.drive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * How long the machine itself makes everybody wait: a thread that wakes, writes and forces a few
 * bytes on the same disk, every 50 ms. A bound on what a kill may cost holds for a machine that
 * runs; a busy one gets what it took here on top.
 */
final class Hesitation implements AutoCloseable {
  private static final long PERIOD_NANOS = 50_000_000;
  private static final int REMEMBERED = 200;

  private final AtomicLongArray late = new AtomicLongArray(REMEMBERED);
  private final Thread thread;

  private Hesitation(Path folder) {
    this.thread = Thread.ofPlatform().name("hesitation").daemon().unstarted(() -> measure(folder));
  }

  static Hesitation watch(Path folder) {
    Hesitation hesitation = new Hesitation(folder);
    hesitation.thread.start();
    return hesitation;
  }

  /** The longest delay of the last ten seconds. */
  long worstNanos() {
    long worst = 0;
    for (int i = 0; i < REMEMBERED; i++) {
      worst = Math.max(worst, late.get(i));
    }
    return worst;
  }

  private void measure(Path folder) {
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("hesitation"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; !Thread.currentThread().isInterrupted(); i = (i + 1) % REMEMBERED) {
        long began = System.nanoTime();
        LockSupport.parkNanos(PERIOD_NANOS);
        file.write(ByteBuffer.allocate(512), 0);
        file.force(false);
        late.set(i, Math.max(0, System.nanoTime() - began - PERIOD_NANOS));
      }
    } catch (IOException _) {
      // Interrupted at the end, or the folder is gone with its test.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
