package keilog.protocol.block;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.channel.Scale;

/** Rows as facts, to compare what went in with what came out. */
final class Rows {
  /** One row; absent values are 0. */
  record Row(int group, long timeNanos, long presence, List<Long> raws) {}

  private final List<Row> rows = new ArrayList<>();

  static Schema schema(GroupSpec... groups) {
    return new Schema(
        1,
        new SessionId(1, 1, 7),
        "test",
        "az-1",
        "",
        Optional.empty(),
        Optional.empty(),
        "test",
        List.of(groups));
  }

  static GroupSpec group(int id, int channels, long tickNanos, long periodNanos) {
    List<ChannelSpec> specs = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      specs.add(
          new ChannelSpec(
              0x8000 + id * 64 + c, 0, "channel_" + id + "_" + c, "", Scale.ONE, 0, 1, 0));
    }
    return new GroupSpec(id, "test", tickNanos, periodNanos, specs);
  }

  void add(DataEncoder encoder, GroupSpec group, long timeNanos, long presence, long[] raws) {
    encoder.add(group.id(), timeNanos, presence, raws);
    Long[] kept = new Long[group.channels().size()];
    for (int c = 0; c < kept.length; c++) {
      kept[c] = (presence >>> c & 1) == 0 ? 0 : raws[c];
    }
    rows.add(new Row(group.id(), timeNanos, presence, Arrays.asList(kept)));
  }

  void take(GroupBatch batch) {
    for (int r = 0; r < batch.size(); r++) {
      List<Long> raws = new ArrayList<>();
      for (int c = 0; c < batch.group().channels().size(); c++) {
        raws.add(batch.raw(c, r));
      }
      rows.add(new Row(batch.group().id(), batch.timeNanos(r), batch.presence(r), raws));
    }
  }

  List<Long> times() {
    return rows.stream().map(Row::timeNanos).toList();
  }

  List<Row> ofGroup(int id) {
    return rows.stream().filter(r -> r.group() == id).toList();
  }

  void addAll(Rows others) {
    rows.addAll(others.rows);
  }

  int size() {
    return rows.size();
  }

  void clear() {
    rows.clear();
  }

  /** Compares group by group: a payload keeps the order within a group only. */
  void assertSame(Rows others, String message) {
    assertEquals(byGroup(), others.byGroup(), message);
  }

  private List<Row> byGroup() {
    return rows.stream().sorted(Comparator.comparingInt(Row::group)).toList();
  }
}
