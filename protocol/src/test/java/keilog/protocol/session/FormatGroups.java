package keilog.protocol.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keilog.protocol.session.FormatDecoder.FormatBytes;

/** SCHEMA and DATA of codec 0 for {@link FormatDecoder}, as FORMAT.md has them. */
record FormatGroups(int number, Map<String, Object> head, List<Group> groups) {

  /** One group, and what its last row left. */
  private static final class Group {
    final Map<String, Object> description = new LinkedHashMap<>();
    final List<String> names = new ArrayList<>();
    long[] last;
    int id;
    long tick;
    long period;
    long lastTick;
    boolean begun;
  }

  static FormatGroups of(FormatBytes in) {
    Map<String, Object> head = new LinkedHashMap<>();
    if (in.u8() != 1) {
      throw new AssertionError("form 1");
    }
    int number = (int) in.fixed(2);
    head.put("number", (long) number);
    head.put("random", in.fixed(4));
    head.put("boot", in.varint());
    head.put("ordinal", in.varint());
    head.put("device", in.text());
    head.put("car", in.text());
    head.put("bootId", in.text());
    head.put("software", in.text());
    List<Group> groups = new ArrayList<>();
    for (long count = in.varint(); count > 0; count--) {
      groups.add(group(in.part((int) in.varint())));
    }
    head.put("continues", null);
    head.put("track", null);
    while (in.left() > 0) {
      int id = in.u8();
      FormatBytes value = in.part((int) in.varint());
      if (id == 1 || id == 2) {
        head.put(id == 1 ? "continues" : "track", value.string(value.left()));
      }
    }
    head.put("groups", groups.stream().<Object>map(g -> g.description).toList());
    return new FormatGroups(number, head, groups);
  }

  Object describe() {
    return head;
  }

  /** Adds the rows of one DATA payload, of which the first number was read. */
  void rows(FormatBytes in, boolean key, List<Object> rows) {
    if (key) {
      groups.forEach(g -> g.begun = false);
      groups.forEach(g -> g.last = new long[g.names.size()]);
    }
    long id = 0;
    boolean last = false;
    while (!last) {
      long next = in.varint();
      last = (next & 1) == 1;
      id += next >>> 1;
      long wanted = id;
      Group group = groups.stream().filter(g -> g.id == wanted).findFirst().orElseThrow();
      rows(group, last ? in : in.part((int) in.varint()), rows);
    }
    if (in.left() != 0) {
      throw new AssertionError("bytes left");
    }
  }

  private static void rows(Group group, FormatBytes in, List<Object> rows) {
    long head = in.varint();
    int count = (int) (head >>> 1);
    int columns = group.names.size();
    long[] presence = new long[count];
    for (int row = 0; row < count; row++) {
      presence[row] = (head & 1) == 1 ? in.fixed((columns + 7) / 8) : -1;
    }
    List<Map<String, Object>> read = new ArrayList<>();
    long nominal = Math.round((double) group.period / group.tick);
    for (int row = 0; row < count; row++) {
      group.lastTick = (group.begun ? group.lastTick + nominal : 0) + in.signed();
      group.begun = true;
      Map<String, Object> made = new LinkedHashMap<>();
      made.put("group", (long) group.id);
      made.put("time", group.lastTick * group.tick);
      read.add(made);
    }
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < count; row++) {
        if ((presence[row] >>> column & 1) == 1) {
          group.last[column] += in.signed();
          read.get(row).put(group.names.get(column), group.last[column]);
        }
      }
    }
    rows.addAll(read);
  }

  private static Group group(FormatBytes in) {
    Group group = new Group();
    group.id = (int) in.fixed(2);
    group.description.put("id", (long) group.id);
    group.description.put("source", in.text());
    group.tick = in.varint();
    group.period = in.varint();
    group.description.put("tick", group.tick);
    group.description.put("period", group.period);
    List<Object> channels = new ArrayList<>();
    for (long count = in.varint(); count > 0; count--) {
      FormatBytes part = in.part((int) in.varint());
      Map<String, Object> channel = new LinkedHashMap<>();
      channel.put("id", part.fixed(2));
      channel.put("quantity", part.fixed(2));
      channel.put("decimals", (long) part.u8());
      channel.put("scale", List.of(part.varint(), part.varint(), part.signed()));
      channel.put("low", Double.longBitsToDouble(part.fixed(8)));
      channel.put("high", Double.longBitsToDouble(part.fixed(8)));
      channel.put("name", part.text());
      channel.put("unit", part.text());
      group.names.add((String) channel.get("name"));
      channels.add(channel);
    }
    group.description.put("channels", channels);
    group.last = new long[channels.size()];
    return group;
  }
}
