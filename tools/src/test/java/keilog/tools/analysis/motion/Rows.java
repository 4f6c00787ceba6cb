package keilog.tools.analysis.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import keilog.protocol.channel.Channel;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;

/** Recordings made by hand, or of parts of others. */
final class Rows {
  private Rows() {}

  static Recording recording(Fixes fixes, List<Column> columns) {
    return new Recording(
        "by hand",
        Optional.empty(),
        Optional.empty(),
        fixes,
        columns,
        List.of(),
        List.of(),
        List.of("by hand"));
  }

  /** The recording without some of its channels. */
  static Recording without(Recording recording, Channel... gone) {
    List<Column> kept = new ArrayList<>(recording.columns());
    for (Channel channel : gone) {
      kept.removeIf(c -> c.quantity().equals(Optional.of(channel)));
    }
    return recording(recording.fixes(), kept);
  }

  /** The recording with one channel in another's place. */
  static Recording with(Recording recording, Column column) {
    List<Column> columns =
        new ArrayList<>(without(recording, column.quantity().orElseThrow()).columns());
    columns.add(column);
    return recording(recording.fixes(), columns);
  }

  static Column column(Channel channel, long[] times, LongToDoubleFunction value) {
    float[] values = new float[times.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) value.applyAsDouble(times[i]);
    }
    return new Column(
        channel.channelName(),
        Optional.of(channel),
        channel.unit().symbol(),
        "test",
        times,
        values);
  }

  /** Every so many of a column's rows, in steps of the unit, as an OBD adapter gives them. */
  static Column coarse(Column of, int every, double step) {
    int n = (of.size() + every - 1) / every;
    long[] times = new long[n];
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      times[i] = of.time(i * every);
      values[i] = (float) (Math.floor(of.value(i * every) / step) * step);
    }
    return new Column(of.name(), of.quantity(), of.unit(), of.source(), times, values);
  }
}
