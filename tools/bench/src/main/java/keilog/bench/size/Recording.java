package keilog.bench.size;

import java.util.List;
import keilog.protocol.channel.GroupSpec;

/**
 * A drive as a logger would have seen it.
 *
 * @param name short, for tables
 * @param groups in ascending id
 * @param rows in order of arrival
 */
record Recording(String name, List<GroupSpec> groups, List<Row> rows) {

  /**
   * One row of a group.
   *
   * @param group index into the groups
   * @param timeNanos monotonic
   * @param present bit c set where column c has a value
   * @param raws in column order
   */
  record Row(int group, long timeNanos, long present, long[] raws) {}

  long samples() {
    return rows.stream().mapToLong(r -> Long.bitCount(r.present())).sum();
  }
}
