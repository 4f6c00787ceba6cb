package keilog.protocol.session;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import keilog.protocol.block.GroupBatch;

/**
 * Spans on their way from the file to the visitor: decoded side by side, told in order on the
 * thread that adds them. Holds a few spans and no more.
 */
final class SpanQueue implements AutoCloseable {
  private static final int MOST_THREADS = 8;

  private final ArrayDeque<Span> waiting = new ArrayDeque<>();
  private final ReadTally tally;
  private final SkippedRun skipped;
  private final ExecutorService threads;
  private final Executor executor;
  private final int most;

  private SpanQueue(ReadTally tally, ExecutorService threads, int most) {
    this.tally = tally;
    this.skipped = new SkippedRun(tally);
    this.threads = threads;
    this.executor = threads == null ? Runnable::run : threads;
    this.most = most;
  }

  /** Decodes on the calling thread: for a file so short that threads would not pay. */
  static SpanQueue alone(ReadTally tally) {
    return new SpanQueue(tally, null, 1);
  }

  /** Decodes on as many threads as there are processors. */
  static SpanQueue sideBySide(ReadTally tally) {
    int count = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    AtomicInteger number = new AtomicInteger();
    ThreadFactory named =
        work -> {
          Thread thread = new Thread(work, "session-decode-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        };
    return new SpanQueue(tally, Executors.newFixedThreadPool(count, named), 2 * count);
  }

  /**
   * Takes a span that is filled.
   *
   * @param last whether no part of the same chain follows
   */
  void add(Span span, boolean last) {
    span.decodeOn(executor, last);
    waiting.addLast(span);
    while (waiting.size() >= most) {
      tell(waiting.removeFirst());
    }
  }

  /** Tells everything that waits. */
  void finish() {
    while (!waiting.isEmpty()) {
      tell(waiting.removeFirst());
    }
    skipped.tell(-1);
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.shutdownNow();
    }
  }

  private void tell(Span span) {
    for (SpanStep step : span.steps()) {
      tell(step instanceof SpanStep.Data data ? data.outcome() : step);
    }
  }

  private void tell(SpanStep step) {
    switch (step) {
      case SpanStep.Told(var what) -> what.accept(tally);
      case SpanStep.Lost(Damage damage) -> {
        skipped.tell(-1);
        tally.damage(damage);
      }
      case SpanStep.Skipped(Damage.Kind kind, String detail, SpanStep.Place place) ->
          skipped.add(
              kind, detail, place.offset(), place.length(), place.number(), place.beforeMillis());
      case SpanStep.Data data -> {
        skipped.tell(data.place().timeMillis());
        tally.dataBlock(data.place().timeMillis());
        for (GroupBatch batch : data.batches()) {
          tally.data(batch);
        }
      }
    }
  }
}
