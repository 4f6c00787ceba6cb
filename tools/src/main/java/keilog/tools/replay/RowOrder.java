package keilog.tools.replay;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.channel.GroupSpec;

/**
 * Rows of all groups in the order of their times. Blocks are cut by arrival: within a group times
 * rise, between groups they overlap by up to two seconds, so a row waits until the newest one is
 * well beyond that. Holds the rows of four seconds and one block.
 */
final class RowOrder {
  private static final long OVERLAP_NANOS = TimeUnit.SECONDS.toNanos(4);

  private final Taker taker;
  private final PriorityQueue<Row> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Row::timeNanos).thenComparingLong(Row::number));
  private long number;
  private long newestNanos = Long.MIN_VALUE;

  /** Is handed rows in the order of their times. */
  @FunctionalInterface
  interface Taker {
    /** {@code raw} by column; bit c of {@code presence} says whether column c has a value. */
    void row(GroupSpec group, long timeNanos, long presence, long[] raw);
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Row(long timeNanos, long number, GroupSpec group, long presence, long[] raw) {}

  RowOrder(Taker taker) {
    this.taker = taker;
  }

  void add(GroupBatch batch) {
    int columns = batch.group().channels().size();
    for (int row = 0; row < batch.size(); row++) {
      long[] raw = new long[columns];
      for (int c = 0; c < columns; c++) {
        raw[c] = batch.raw(c, row);
      }
      long time = batch.timeNanos(row);
      newestNanos = Math.max(newestNanos, time);
      waiting.add(new Row(time, number++, batch.group(), batch.presence(row), raw));
    }
    while (!waiting.isEmpty() && waiting.peek().timeNanos() <= newestNanos - OVERLAP_NANOS) {
      hand(waiting.poll());
    }
  }

  /** Hands out what still waits: the session has ended. */
  void flush() {
    while (!waiting.isEmpty()) {
      hand(waiting.poll());
    }
    newestNanos = Long.MIN_VALUE;
  }

  private void hand(Row row) {
    taker.row(row.group(), row.timeNanos(), row.presence(), row.raw());
  }
}
