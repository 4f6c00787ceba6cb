package keilog.tools.analysis;

import java.util.Arrays;
import java.util.List;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;

/** Collects the rows of one group, column by column. One thread. */
final class GroupRows {
  private final GroupSpec group;
  private final float[][] values;
  private final boolean[] sparse;
  private long[] times = new long[1024];
  private int size;

  GroupRows(GroupSpec group) {
    this.group = group;
    this.values = new float[group.channels().size()][1024];
    this.sparse = new boolean[values.length];
  }

  /** Appends all rows of a batch; what a row lacks is NaN. */
  void add(GroupBatch batch) {
    int rows = batch.size();
    if (size + rows > times.length) {
      grow(Math.max(times.length * 2, size + rows));
    }
    for (int row = 0; row < rows; row++) {
      times[size + row] = batch.timeNanos(row);
    }
    for (int c = 0; c < values.length; c++) {
      column(batch, c, rows);
    }
    size += rows;
  }

  private void column(GroupBatch batch, int c, int rows) {
    float[] column = values[c];
    var scale = group.channels().get(c).scale();
    for (int row = 0; row < rows; row++) {
      boolean present = batch.full() || batch.present(c, row);
      sparse[c] |= !present;
      column[size + row] = present ? (float) scale.value(batch.raw(c, row)) : Float.NaN;
    }
  }

  private void grow(int larger) {
    times = Arrays.copyOf(times, larger);
    for (int c = 0; c < values.length; c++) {
      values[c] = Arrays.copyOf(values[c], larger);
    }
  }

  /** Adds the columns that have any value; full ones share their times. */
  void columns(List<Column> to) {
    long[] shared = Arrays.copyOf(times, size);
    for (int c = 0; c < values.length; c++) {
      ChannelSpec spec = group.channels().get(c);
      long[] own = shared;
      float[] kept = Arrays.copyOf(values[c], size);
      if (sparse[c]) {
        own = new long[size];
        int n = 0;
        for (int row = 0; row < size; row++) {
          if (!Float.isNaN(kept[row])) {
            own[n] = shared[row];
            kept[n++] = kept[row];
          }
        }
        own = Arrays.copyOf(own, n);
        kept = Arrays.copyOf(kept, n);
      }
      if (kept.length > 0) {
        to.add(
            new Column(
                spec.name(),
                Channel.byId(spec.quantity()),
                spec.unit(),
                group.source(),
                own,
                kept));
      }
    }
  }
}
