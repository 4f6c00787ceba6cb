package keilog.protocol.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import keilog.protocol.block.DataDecoder;

/**
 * A piece of a session between two KEY blocks, or a part of it where KEYs are far apart. Filled by
 * the reader's thread, decoded by any other, then told by the reader's thread again. Small: so many
 * blocks and bytes and no more.
 */
final class Span {
  private static final int MOST_STEPS = 32;
  private static final int MOST_BYTES = 1 << 18;

  private final List<SpanStep> steps = new ArrayList<>();

  /** The part before it; forgotten once decoded, or a file without KEYs would be held whole. */
  private Span before;

  private final Queue<DataDecoder> spare;
  private final Supplier<DataDecoder> fresh;
  private DataDecoder decoder;
  private CompletableFuture<Void> decoded;
  private int bytes;

  /**
   * @param before the span whose chain this one continues, null where it begins one
   * @param spare decoders of the same schema that nobody uses
   * @param fresh makes one more
   */
  private Span(Span before, Queue<DataDecoder> spare, Supplier<DataDecoder> fresh) {
    this.before = before;
    this.spare = spare;
    this.fresh = fresh;
  }

  /** A span that begins with a KEY, or holds no DATA before one. */
  static Span fresh(Queue<DataDecoder> spare, Supplier<DataDecoder> fresh) {
    return new Span(null, spare, fresh);
  }

  /** The next part of the same chain. */
  Span next() {
    return new Span(this, spare, fresh);
  }

  void add(SpanStep step) {
    steps.add(step);
    if (step instanceof SpanStep.Data data) {
      bytes += data.bytes();
    }
  }

  boolean isFull() {
    return steps.size() >= MOST_STEPS || bytes >= MOST_BYTES;
  }

  /**
   * Lets an executor decode it, after the part before it.
   *
   * @param last whether no part of the same chain follows
   */
  void decodeOn(Executor executor, boolean last) {
    Runnable work = () -> decode(last);
    decoded =
        before == null
            ? CompletableFuture.runAsync(work, executor)
            : before.decoded.thenRunAsync(work, executor);
  }

  /** Waits until it is decoded. */
  List<SpanStep> steps() {
    try {
      decoded.join();
    } catch (CompletionException bug) {
      throw new IllegalStateException("decoding never fails but for bugs", bug.getCause());
    }
    return steps;
  }

  private void decode(boolean last) {
    if (before != null) {
      decoder = before.decoder;
      before = null;
    }
    for (SpanStep step : steps) {
      if (step instanceof SpanStep.Data data) {
        if (decoder == null) {
          decoder = idle();
        }
        data.decode(decoder);
      }
    }
    if (last && decoder != null) {
      spare.add(decoder);
      decoder = null;
    }
  }

  private DataDecoder idle() {
    DataDecoder found = spare.poll();
    if (found == null) {
      return fresh.get();
    }
    found.breakChain();
    return found;
  }
}
