package keilog.tools.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins the parts of channels that a drive has in several groups: a source that declared more
 * channels on its way, or a session that goes on after a power cut.
 */
final class JoinedColumns {
  private record Key(String name, String source) {}

  private JoinedColumns() {}

  /** The columns in the order of their first parts, each name and source once. */
  static List<Column> of(List<Column> parts) {
    Map<Key, List<Column>> byKey = new LinkedHashMap<>();
    for (Column part : parts) {
      byKey.computeIfAbsent(new Key(part.name(), part.source()), k -> new ArrayList<>()).add(part);
    }
    return byKey.values().stream().map(JoinedColumns::join).toList();
  }

  private static Column join(List<Column> parts) {
    Column whole = parts.getFirst();
    List<Column> rest = new ArrayList<>(parts.subList(1, parts.size()));
    rest.sort(Comparator.comparingLong(part -> part.time(0)));
    for (Column part : rest) {
      whole = merge(whole, part);
    }
    return whole;
  }

  /** Both in order of time; they overlap by a block at most, where they overlap at all. */
  private static Column merge(Column a, Column b) {
    int n = a.size() + b.size();
    long[] times = new long[n];
    float[] values = new float[n];
    int i = 0;
    int j = 0;
    for (int to = 0; to < n; to++) {
      boolean first = j == b.size() || i < a.size() && a.time(i) <= b.time(j);
      times[to] = first ? a.times()[i] : b.times()[j];
      values[to] = first ? a.values()[i++] : b.values()[j++];
    }
    return new Column(a.name(), a.quantity(), a.unit(), a.source(), times, values);
  }
}
