package keilog.protocol.block;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import keilog.protocol.channel.GroupSpec;

/**
 * The payload of a SCHEMA block.
 *
 * <pre>
 *   0       1        3        7
 *   +-------+--------+--------+-------------+----------------+-------------+
 *   | form  | number | random | boot varint | ordinal varint | device text |
 *   | 1     | 2      | 4      |             |                |             |
 *   +-------+--------+--------+-------------+----------------+-------------+
 *   +----------+--------------+---------------+
 *   | car text | boot id text | software text |
 *   +----------+--------------+---------------+
 *   +--------------+-----------------------------------+--------+
 *   | count varint | groups: length varint, then group | fields |
 *   +--------------+-----------------------------------+--------+
 *   fields: 1 continues text, 2 track text
 * </pre>
 */
public final class SchemaPayload {
  /** Raised only when an older reader would read wrongly instead of merely less. */
  static final int FORM = 1;

  static final int MOST_NUMBER = 0xFFFF;
  static final int MOST_GROUPS = 1024;
  static final int MOST_BOOT = 999_999_999;
  static final int MOST_ORDINAL = 999_999;
  private static final int CONTINUES = 1;
  private static final int TRACK = 2;
  private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private SchemaPayload() {}

  /**
   * A new buffer from position 0 to its limit.
   *
   * @throws IllegalArgumentException where {@link #decode} would refuse what it wrote
   */
  public static ByteBuffer encode(Schema schema) {
    try {
      check(schema);
    } catch (DamagedPayload broken) {
      throw new IllegalArgumentException(broken.getMessage(), broken);
    }
    SessionId session = schema.session();
    PayloadOut out =
        new PayloadOut()
            .u8(FORM)
            .u16(schema.number())
            .u32(session.random())
            .varint(session.boot())
            .varint(session.ordinal())
            .text(schema.device())
            .text(schema.car())
            .text(schema.bootId())
            .text(schema.software())
            .varint(schema.groups().size());
    schema.groups().forEach(group -> out.nested(GroupPart.encode(group)));
    schema.continues().ifPresent(text -> out.field(CONTINUES, new PayloadOut().bareText(text)));
    schema.track().ifPresent(text -> out.field(TRACK, new PayloadOut().bareText(text)));
    return out.payload();
  }

  /** Reads a payload from its position to its limit. */
  public static Schema decode(ByteBuffer payload) throws DamagedPayload {
    PayloadIn in = PayloadIn.of(payload);
    int form = in.u8();
    if (form != FORM) {
      throw new DamagedPayload(
          "this reader knows SCHEMA form %d; use a newer keilog: form=%d".formatted(FORM, form));
    }
    int number = in.u16();
    int random = in.u32();
    int boot = in.count(1, MOST_BOOT, "a boot's number");
    int ordinal = in.count(1, MOST_ORDINAL, "a session's ordinal");
    String device = in.text();
    String car = in.text();
    String bootId = in.text();
    String software = in.text();
    List<GroupSpec> groups = new ArrayList<>();
    for (int left = in.count(0, MOST_GROUPS, "the count of groups"); left > 0; left--) {
      groups.add(GroupPart.decode(in.nested("a group's length")));
    }
    Optional<String> continues = Optional.empty();
    Optional<String> track = Optional.empty();
    while (in.remaining() > 0) {
      int id = in.u8();
      PayloadIn value = in.nested("a field's length");
      if (id == CONTINUES) {
        continues = Optional.of(value.bareText());
      } else if (id == TRACK) {
        track = Optional.of(value.bareText());
      }
    }
    SessionId session = new SessionId(boot, ordinal, random);
    Schema schema =
        new Schema(number, session, device, car, bootId, continues, track, software, groups);
    check(schema);
    return schema;
  }

  /** What no reader may have to doubt: ids and names are unique, and a name is safe in a path. */
  private static void check(Schema schema) throws DamagedPayload {
    SessionId session = schema.session();
    if (schema.number() < 1
        || schema.number() > MOST_NUMBER
        || session.boot() < 1
        || session.boot() > MOST_BOOT
        || session.ordinal() < 1
        || session.ordinal() > MOST_ORDINAL) {
      throw new DamagedPayload(
          "a schema's number lies in 1..%d, and its session counts from 1: number=%d, session=%s"
              .formatted(MOST_NUMBER, schema.number(), session));
    }
    if (!DEVICE.matcher(schema.device()).matches()) {
      throw new DamagedPayload(
          "a device's name has 1 to 64 letters, digits, - and _: device=" + schema.device());
    }
    if (schema.groups().size() > MOST_GROUPS) {
      throw new DamagedPayload(
          "a schema has at most %d groups: groups=%d"
              .formatted(MOST_GROUPS, schema.groups().size()));
    }
    Set<Object> seen = new HashSet<>();
    int before = 0;
    for (GroupSpec group : schema.groups()) {
      if (group.id() <= before) {
        throw new DamagedPayload(
            "groups come in ascending id: before=%d, group=%d".formatted(before, group.id()));
      }
      before = group.id();
      for (var channel : group.channels()) {
        if (!seen.add(channel.id()) || !seen.add(channel.name())) {
          throw new DamagedPayload(
              "a channel's id and name are unique in a session: id=%d, name=%s"
                  .formatted(channel.id(), channel.name()));
        }
      }
    }
  }
}
