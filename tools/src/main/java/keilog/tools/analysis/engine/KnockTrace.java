package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import keilog.tools.analysis.Column;

/**
 * A channel that an owner named after knock: a count, a retard in degrees, a sensor's noise. What
 * its figures mean only the owner knows.
 *
 * @param channel name
 * @param unit of it
 * @param min lowest value
 * @param minWhen it was
 * @param max highest value
 * @param maxWhen it was
 */
public record KnockTrace(
    String channel, String unit, double min, Moment minWhen, double max, Moment maxWhen) {

  static List<KnockTrace> of(EngineDrive drive, List<String> notes) {
    List<KnockTrace> traces = new ArrayList<>();
    for (Column column : drive.recording().columns()) {
      if (column.name().toLowerCase(Locale.ROOT).contains("knock")) {
        trace(drive, column, traces);
      }
    }
    if (traces.isEmpty()) {
      notes.add("knock not watched: no channel of the drive is named after it");
    }
    return traces;
  }

  private static void trace(EngineDrive drive, Column column, List<KnockTrace> traces) {
    int min = -1;
    int max = -1;
    for (int i = 0; i < column.size(); i++) {
      if (!Float.isNaN(column.values()[i])) {
        min = min < 0 || column.value(i) < column.value(min) ? i : min;
        max = max < 0 || column.value(i) > column.value(max) ? i : max;
      }
    }
    if (max >= 0) {
      traces.add(
          new KnockTrace(
              column.name(),
              column.unit(),
              column.value(min),
              drive.moment(column.time(min)),
              column.value(max),
              drive.moment(column.time(max))));
    }
  }
}
