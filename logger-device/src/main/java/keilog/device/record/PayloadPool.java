package keilog.device.record;

import java.util.ArrayDeque;

/** Payloads to use again, so that recording makes no garbage. One thread. */
final class PayloadPool {
  private static final int MOST_KEPT = 64;

  private final ArrayDeque<Payload> free = new ArrayDeque<>(MOST_KEPT);

  Payload take() {
    Payload payload = free.pollLast();
    return payload == null ? new Payload() : payload;
  }

  void give(Payload payload) {
    if (free.size() < MOST_KEPT) {
      free.addLast(payload);
    }
  }
}
