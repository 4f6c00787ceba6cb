package keilog.tools.simulate.truth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records from any thread without keeping it waiting for a disk, and writes them on a thread
 * of its own. Bounded: what a stalled disk cannot take is counted as lost.
 */
public final class TruthLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TruthLog.class);
  private static final int QUEUE = 1 << 14;
  private static final long TICK_MILLIS = 50;

  private final Optional<TruthFile> file;
  private final LapBook laps;
  private final LongConsumer tick;
  private final BlockingQueue<TruthRow> rows = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread;
  private final AtomicLong lost = new AtomicLong();
  private volatile String ended = "";

  private TruthLog(Optional<TruthFile> file, LapBook laps, LongConsumer tick) {
    this.file = file;
    this.laps = laps;
    this.tick = tick;
    this.thread = Thread.ofPlatform().name("truth").unstarted(this::run);
  }

  /**
   * Creates the file, where one is wanted, and starts.
   *
   * @param tick is called some twenty times a second on the log's own thread, with monotonic
   *     nanoseconds; what it records is written in the same turn
   */
  public static TruthLog open(Optional<Path> path, TruthHead head, LapBook laps, LongConsumer tick)
      throws IOException {
    Optional<TruthFile> file =
        path.isPresent() ? Optional.of(TruthFile.create(path.get(), head)) : Optional.empty();
    TruthLog log = new TruthLog(file, laps, tick);
    log.thread.start();
    return log;
  }

  /** Takes a record over; any thread. */
  public void record(TruthRow row) {
    if (file.isEmpty() || !ended.isEmpty()) {
      return;
    }
    if (Thread.currentThread() == thread) {
      file.get().write(row);
      return;
    }
    if (!rows.offer(row)) {
      lost.incrementAndGet();
    }
  }

  private void run() {
    try {
      while (ended.isEmpty()) {
        drain(rows.poll(TICK_MILLIS, TimeUnit.MILLISECONDS));
        tick.accept(System.nanoTime());
      }
      drain(rows.poll());
      file.ifPresent(f -> f.end(laps.laps(), lost.get(), ended));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      LOG.error("the truth cannot be written any more: make room on the disk", failure);
      ended = "failed";
      rows.clear();
    } finally {
      file.ifPresent(TruthFile::close);
    }
  }

  private void drain(TruthRow first) {
    for (TruthRow row = first; row != null; row = rows.poll()) {
      TruthRow now = row;
      file.ifPresent(f -> f.write(now));
    }
  }

  /** Writes what is left and the end; safe twice. */
  public void end(String how) {
    if (ended.isEmpty()) {
      ended = how;
    }
    try {
      thread.join(5000);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end("stopped");
  }
}
