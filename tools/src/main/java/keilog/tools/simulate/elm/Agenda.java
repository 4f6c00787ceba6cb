package keilog.tools.simulate.elm;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;
import keilog.tools.simulate.wire.Device;

/** What is to happen when, in the order of time, then of planning. One thread. */
final class Agenda {
  private record Item(long nanos, long number, LongConsumer action) {}

  private final PriorityQueue<Item> items =
      new PriorityQueue<>(Comparator.comparingLong(Item::nanos).thenComparingLong(Item::number));
  private long number;

  /** The action is told its instant. */
  void at(long nanos, LongConsumer action) {
    items.add(new Item(nanos, number++, action));
  }

  long next() {
    return items.isEmpty() ? Device.NEVER : items.peek().nanos();
  }

  /** Does everything due at an instant. */
  void run(long nanos) {
    while (!items.isEmpty() && items.peek().nanos() <= nanos) {
      Item item = items.poll();
      item.action().accept(item.nanos());
    }
  }

  void clear() {
    items.clear();
  }
}
