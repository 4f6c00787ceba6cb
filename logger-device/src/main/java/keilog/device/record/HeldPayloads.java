package keilog.device.record;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the session's file alone does not keep yet: payloads that no force has made durable, and the
 * forced DATA since the last KEY, which the next DATA continues. With both, the unforced rest of a
 * session can begin another one. One thread.
 */
final class HeldPayloads {
  private final PayloadPool pool;
  private final int codec;
  private final ArrayDeque<Payload> chain = new ArrayDeque<>();
  private final ArrayDeque<Payload> unforced = new ArrayDeque<>();

  /** What makes a maker's payloads fit this session until its next KEY, in order. */
  private final ArrayDeque<Rekeying> rekeyings = new ArrayDeque<>();

  HeldPayloads(PayloadPool pool, int codec) {
    this.pool = pool;
    this.codec = codec;
  }

  /** Takes a payload as it was made; returns it as it fits this session, unforced. */
  Payload add(Payload made) {
    if (made.key()) {
      rekeyings.clear();
    }
    Payload fitting = made;
    if (made.isData()) {
      for (Rekeying step : rekeyings) {
        fitting = step.next(fitting);
      }
    }
    unforced.addLast(fitting);
    return fitting;
  }

  Iterable<Payload> unforced() {
    return unforced;
  }

  boolean allForced() {
    return unforced.isEmpty();
  }

  /** The groups of the first unforced DATA; empty where there is none. */
  Optional<Edition> firstEdition() {
    return unforced.stream().filter(Payload::isData).map(Payload::edition).findFirst();
  }

  /** The first unforced payload; only where not all is forced. */
  Payload first() {
    return unforced.getFirst();
  }

  /** Everything unforced is durable now; the counter sees each once. */
  void forced(Consumer<Payload> counter) {
    while (!unforced.isEmpty()) {
      Payload payload = unforced.removeFirst();
      counter.accept(payload);
      if (payload.key()) {
        give(chain);
      }
      if (payload.isData()) {
        chain.addLast(payload);
      } else {
        pool.give(payload);
      }
    }
  }

  /** What is unforced, and what follows up to the next KEY, will decode without the file so far. */
  void rekey() {
    if (chain.isEmpty()) {
      return;
    }
    Rekeying step = Rekeying.after(chain, chain.getLast().edition(), codec, pool);
    give(chain);
    boolean decodes = false;
    for (int waiting = unforced.size(); waiting > 0; waiting--) {
      Payload payload = unforced.removeFirst();
      decodes |= payload.key();
      unforced.addLast(payload.isData() && !decodes ? step.next(payload) : payload);
    }
    if (!decodes) {
      rekeyings.addLast(step);
    }
  }

  /** Gives up what is unforced. */
  void dropUnforced() {
    give(unforced);
  }

  /** The session has ended, all of it forced: the next one begins afresh. */
  void forget() {
    give(chain);
    rekeyings.clear();
  }

  private void give(ArrayDeque<Payload> payloads) {
    payloads.forEach(pool::give);
    payloads.clear();
  }
}
