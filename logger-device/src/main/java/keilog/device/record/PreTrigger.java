package keilog.device.record;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * What was measured before anybody started a session: payloads of the last minutes, dropped by
 * whole KEY spans so that the first DATA always decodes alone. One thread.
 */
final class PreTrigger {
  /** Events and drop-outs are kept while no rows come that could make them old: not for ever. */
  private static final int MOST_OTHERS = 256;

  private final long spanMillis;
  private final long mostBytes;
  private final PayloadPool pool;
  private final ArrayDeque<Payload> payloads = new ArrayDeque<>();
  private long bytes;
  private int others;

  PreTrigger(long spanMillis, long mostBytes, PayloadPool pool) {
    this.spanMillis = spanMillis;
    this.mostBytes = mostBytes;
    this.pool = pool;
  }

  /** Keeps a payload, and drops spans that are older than wanted. */
  void keep(Payload payload, long nowMillis) {
    payloads.addLast(payload);
    bytes += payload.size();
    if (!payload.isData() && ++others > MOST_OTHERS) {
      dropOldestOther();
    }
    while (firstSpanMayGo(nowMillis)) {
      dropFirstSpan();
    }
  }

  /** Whether there is a second span, which reaches back far enough or has to do. */
  private boolean firstSpanMayGo(long nowMillis) {
    int keys = 0;
    for (Payload payload : payloads) {
      if (payload.key() && ++keys == 2) {
        return bytes > mostBytes || payload.timeMillis() <= nowMillis - spanMillis;
      }
    }
    return false;
  }

  private void dropFirstSpan() {
    boolean gone = false;
    while (!payloads.isEmpty() && !(gone && payloads.getFirst().key())) {
      Payload payload = payloads.removeFirst();
      gone |= payload.key();
      forget(payload);
    }
  }

  private void dropOldestOther() {
    Iterator<Payload> all = payloads.iterator();
    while (all.hasNext()) {
      Payload payload = all.next();
      if (!payload.isData()) {
        all.remove();
        forget(payload);
        return;
      }
    }
  }

  private void forget(Payload payload) {
    bytes -= payload.size();
    others -= payload.isData() ? 0 : 1;
    pool.give(payload);
  }

  /** Hands over everything from the first KEY on, and is empty. */
  void handOver(Consumer<Payload> to) {
    Iterator<Payload> all = payloads.iterator();
    boolean decodes = false;
    while (all.hasNext()) {
      Payload payload = all.next();
      decodes |= payload.key();
      if (decodes || !payload.isData()) {
        to.accept(payload);
      } else {
        pool.give(payload);
      }
    }
    payloads.clear();
    bytes = 0;
    others = 0;
  }

  /** Forgets everything. */
  void clear() {
    payloads.forEach(pool::give);
    payloads.clear();
    bytes = 0;
    others = 0;
  }

  /** Whether any rows wait. */
  boolean hasRows() {
    return payloads.stream().anyMatch(Payload::key);
  }

  /** The groups of the first rows; only where there are any. */
  Edition firstEdition() {
    return payloads.stream().filter(Payload::key).findFirst().orElseThrow().edition();
  }
}
