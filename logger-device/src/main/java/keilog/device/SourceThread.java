package keilog.device;

import java.io.Closeable;
import java.util.concurrent.TimeUnit;
import keilog.device.source.Source;
import keilog.device.source.SourceContext;
import keilog.device.source.SourceHealth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one source on a thread of its own. A source that fails by a fault of ours is started again,
 * ever more slowly, and its health says so; the other sources never notice.
 */
final class SourceThread implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(SourceThread.class);
  private static final long FIRST_PAUSE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;
  private static final long JOIN_MILLIS = 1_000;

  private final Source source;
  private final SourceContext context;
  private final long firstPauseMillis;
  private final Thread thread;

  private SourceThread(Source source, SourceContext context, long firstPauseMillis) {
    this.source = source;
    this.context = context;
    this.firstPauseMillis = firstPauseMillis;
    this.thread = Thread.ofPlatform().name("source-" + source.name()).daemon().unstarted(this::run);
  }

  static SourceThread start(Source source, SourceContext context) {
    return start(source, context, FIRST_PAUSE_MILLIS);
  }

  static SourceThread start(Source source, SourceContext context, long firstPauseMillis) {
    SourceThread running = new SourceThread(source, context, firstPauseMillis);
    running.thread.start();
    return running;
  }

  private void run() {
    long pauseMillis = firstPauseMillis;
    try {
      while (true) {
        long begun = context.clock().nanos();
        try {
          source.run(context);
          return;
        } catch (RuntimeException | Error fault) {
          LOG.error("a fault in source {}; it starts again", source.name(), fault);
          if (context.clock().nanos() - begun > TimeUnit.MINUTES.toNanos(1)) {
            pauseMillis = firstPauseMillis;
          }
          context.health(
              new SourceHealth(
                  SourceHealth.State.STARTING,
                  "a fault in the logger (%s); it starts again".formatted(fault),
                  "please report it with the lines of the log"));
          Thread.sleep(pauseMillis);
          pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks it to end; {@link #close} waits for it. */
  void interrupt() {
    thread.interrupt();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("source {} did not end within {} ms", source.name(), JOIN_MILLIS);
    }
  }
}
