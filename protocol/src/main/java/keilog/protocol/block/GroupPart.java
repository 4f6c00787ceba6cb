package keilog.protocol.block;

import java.util.ArrayList;
import java.util.List;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.channel.Scale;

/**
 * One group within a SCHEMA, and its channels.
 *
 * <pre>
 *   group     id 2 | source text | tick ns varint | period ns varint
 *             | count varint | channels: length varint, then channel | fields
 *   channel   id 2 | quantity 2 | decimals 1 | numerator varint | denominator varint
 *             | offset signed | low 8 | high 8 | name text | unit text | fields
 * </pre>
 */
final class GroupPart {
  private GroupPart() {}

  static PayloadOut encode(GroupSpec group) {
    PayloadOut out =
        new PayloadOut()
            .u16(group.id())
            .text(group.source())
            .varint(group.tickNanos())
            .varint(group.periodNanos())
            .varint(group.channels().size());
    group.channels().forEach(channel -> out.nested(encode(channel)));
    return out;
  }

  static GroupSpec decode(PayloadIn in) throws DamagedPayload {
    int id = in.u16();
    String source = in.text();
    long tick = in.varint();
    long period = in.varint();
    int count = in.count(1, GroupSpec.MOST_CHANNELS, "the count of channels");
    List<ChannelSpec> channels = new ArrayList<>(count);
    for (int left = count; left > 0; left--) {
      channels.add(decodeChannel(in.nested("a channel's length")));
    }
    try {
      return new GroupSpec(id, source, tick, period, channels);
    } catch (IllegalArgumentException broken) {
      throw new DamagedPayload(broken.getMessage());
    }
  }

  private static PayloadOut encode(ChannelSpec channel) {
    if (channel.quantity() < 0
        || channel.quantity() > 0xFFFF
        || channel.decimals() < 0
        || channel.decimals() > 0xFF) {
      throw new IllegalArgumentException(
          "a channel's quantity fits 16 bits and its decimals 8: id=%d, quantity=%d, decimals=%d"
              .formatted(channel.id(), channel.quantity(), channel.decimals()));
    }
    return new PayloadOut()
        .u16(channel.id())
        .u16(channel.quantity())
        .u8(channel.decimals())
        .varint(channel.scale().numerator())
        .varint(channel.scale().denominator())
        .signed(channel.scale().offset())
        .f64(channel.low())
        .f64(channel.high())
        .text(channel.name())
        .text(channel.unit());
  }

  private static ChannelSpec decodeChannel(PayloadIn in) throws DamagedPayload {
    int id = in.u16();
    int quantity = in.u16();
    int decimals = in.u8();
    long numerator = in.varint();
    long denominator = in.varint();
    long offset = in.signed();
    double low = in.f64();
    double high = in.f64();
    String name = in.text();
    String unit = in.text();
    try {
      Scale scale = new Scale(numerator, denominator, offset);
      return new ChannelSpec(id, quantity, name, unit, scale, low, high, decimals);
    } catch (IllegalArgumentException broken) {
      throw new DamagedPayload(broken.getMessage());
    }
  }
}
