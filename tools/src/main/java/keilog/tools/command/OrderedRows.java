package keilog.tools.command;

import java.util.PriorityQueue;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.block.Schema;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.session.SessionVisitor;

/**
 * Rows of all groups in the order of time. Blocks are cut by arrival, so groups overlap by up to 2
 * s; rows wait until nothing earlier can come. Memory: the rows of that span.
 */
final class OrderedRows implements SessionVisitor {
  private static final long OVERLAP_NANOS = 4_000_000_000L;

  /** Takes rows in order. */
  interface Rows {
    void schema(Schema schema);

    /**
     * @param raw by column of the group
     * @return false where no more is wanted
     */
    boolean row(GroupSpec group, long timeNanos, long presence, long[] raw);
  }

  private record Waiting(long timeNanos, long order, GroupSpec group, long presence, long[] raw)
      implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      int byTime = Long.compare(timeNanos, other.timeNanos);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
  private final Rows rows;
  private long newest = Long.MIN_VALUE;
  private long order;
  private boolean wanted = true;

  OrderedRows(Rows rows) {
    this.rows = rows;
  }

  @Override
  public void schema(Schema schema) {
    rows.schema(schema);
  }

  @Override
  public void data(GroupBatch batch) {
    int columns = batch.group().channels().size();
    for (int row = 0; row < batch.size() && wanted; row++) {
      long[] raw = new long[columns];
      for (int c = 0; c < columns; c++) {
        raw[c] = batch.raw(c, row);
      }
      long nanos = batch.timeNanos(row);
      newest = Math.max(newest, nanos);
      waiting.add(new Waiting(nanos, order++, batch.group(), batch.presence(row), raw));
    }
    release(newest - OVERLAP_NANOS);
  }

  /** The session is read: hands on what waits. */
  void end() {
    release(Long.MAX_VALUE);
  }

  private void release(long before) {
    while (wanted && !waiting.isEmpty() && waiting.peek().timeNanos < before) {
      Waiting next = waiting.poll();
      wanted = rows.row(next.group, next.timeNanos, next.presence, next.raw);
    }
  }
}
