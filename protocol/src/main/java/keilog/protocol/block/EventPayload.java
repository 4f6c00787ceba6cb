package keilog.protocol.block;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The payload of an EVENT block.
 *
 * <pre>
 *   0      2          10
 *   +------+----------+------------------------------------------+
 *   | kind | time ns  | fields: id 1, length varint, value        |
 *   | 2    | 8        | to the payload's end, ids ascending       |
 *   +------+----------+------------------------------------------+
 * </pre>
 */
public final class EventPayload {
  private EventPayload() {}

  /** A new buffer from position 0 to its limit. */
  public static ByteBuffer encode(Event event) {
    PayloadOut out = new PayloadOut().u16(event.kindId()).i64(event.timeNanos());
    event.values().forEach((field, value) -> out.field(field.id(), encode(value)));
    return out.payload();
  }

  /** Reads a payload from its position to its limit; unknown fields are left out. */
  public static Event decode(ByteBuffer payload) throws DamagedPayload {
    PayloadIn in = PayloadIn.of(payload);
    int kind = in.u16();
    long time = in.i64();
    if (kind == 0) {
      throw new DamagedPayload("an event's kind lies in 1..65535: kind=0");
    }
    Map<EventField, Event.Value> values = new EnumMap<>(EventField.class);
    while (in.remaining() > 0) {
      Optional<EventField> field = EventField.of(in.u8());
      PayloadIn value = in.nested("a field's length");
      if (field.isPresent()) {
        values.put(field.get(), decode(field.get(), value));
      }
    }
    return new Event(kind, time, values);
  }

  private static PayloadOut encode(Event.Value value) {
    return switch (value) {
      case Event.Value.Whole(long whole) -> new PayloadOut().signed(whole);
      case Event.Value.Real(double real) -> new PayloadOut().f64(real);
      case Event.Value.Text(String text) -> new PayloadOut().bareText(text);
    };
  }

  private static Event.Value decode(EventField field, PayloadIn value) throws DamagedPayload {
    return switch (field.form()) {
      case WHOLE -> new Event.Value.Whole(value.signed());
      case REAL -> new Event.Value.Real(value.f64());
      case TEXT -> new Event.Value.Text(value.bareText());
    };
  }
}
