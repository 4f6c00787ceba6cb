package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import keilog.protocol.channel.Channel;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.simulate.drive.Variation;

/** Recordings as poorer cars would have made them. */
final class Drives {
  private static final Map<String, SimulatedDrive> SIMULATED = new ConcurrentHashMap<>();

  private Drives() {}

  /** Five minutes with a start from rest, a noisy receiver at 10 Hz and 0.12 s of latency. */
  static SimulatedDrive simulated(String car) {
    return SIMULATED.computeIfAbsent(
        car,
        id ->
            SimulatedDrive.of(
                new SimulatedDrive.Plan(
                    id, 33, Variation.HUMAN, 300, 2, -150, 10, 0.3, 0.05, 0.12, 0.01, 100)));
  }

  static Recording without(Recording drive, Channel... channels) {
    List<Channel> gone = Arrays.asList(channels);
    return columns(
        drive,
        drive.columns().stream()
            .filter(c -> c.quantity().filter(gone::contains).isEmpty())
            .toList());
  }

  static Recording withoutFixes(Recording drive) {
    return new Recording(
        drive.name(),
        drive.car(),
        drive.track(),
        new Fixes.Builder().build(),
        drive.columns(),
        drive.events(),
        drive.cuts(),
        drive.sessions());
  }

  /** Every n-th sample of a channel, rounded down to a step. */
  static Recording coarse(Recording drive, Channel channel, int every, double step) {
    return change(
        drive,
        channel,
        c -> {
          int n = c.size() / every;
          long[] times = new long[n];
          float[] values = new float[n];
          for (int i = 0; i < n; i++) {
            times[i] = c.time(i * every);
            values[i] = (float) (Math.floor(c.value(i * every) / step) * step);
          }
          return new Column(c.name(), c.quantity(), c.unit(), c.source(), times, values);
        });
  }

  static Recording change(Recording drive, Channel channel, UnaryOperator<Column> change) {
    List<Column> columns = new ArrayList<>();
    for (Column column : drive.columns()) {
      columns.add(column.quantity().equals(Optional.of(channel)) ? change.apply(column) : column);
    }
    return columns(drive, columns);
  }

  static Recording columns(Recording drive, List<Column> columns) {
    return new Recording(
        drive.name(),
        drive.car(),
        drive.track(),
        drive.fixes(),
        columns,
        drive.events(),
        drive.cuts(),
        drive.sessions());
  }
}
