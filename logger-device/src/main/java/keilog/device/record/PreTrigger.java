package keilog.device.record;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * What was measured before anybody started a session: payloads of the last minutes, dropped by
 * whole KEY spans so that the first DATA always decodes alone. One thread.
 */
final class PreTrigger {
  private final long spanMillis;
  private final long mostBytes;
  private final PayloadPool pool;
  private final ArrayDeque<Payload> payloads = new ArrayDeque<>();
  private long bytes;

  PreTrigger(long spanMillis, long mostBytes, PayloadPool pool) {
    this.spanMillis = spanMillis;
    this.mostBytes = mostBytes;
    this.pool = pool;
  }

  /** Keeps a payload, and drops spans that are older than wanted. */
  void keep(Payload payload, long nowMillis) {
    payloads.addLast(payload);
    bytes += payload.size();
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
      bytes -= payload.size();
      pool.give(payload);
    }
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
  }

  /** Forgets everything. */
  void clear() {
    payloads.forEach(pool::give);
    payloads.clear();
    bytes = 0;
  }

  boolean isEmpty() {
    return payloads.isEmpty();
  }

  /** The edition of the first payload; only where it is not empty. */
  Edition firstEdition() {
    return payloads.getFirst().edition();
  }
}
