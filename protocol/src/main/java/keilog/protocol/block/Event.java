package keilog.protocol.block;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Something that happened at one moment: a lap, a sector, a marker, an alarm, a trigger.
 *
 * @param kindId an {@link EventKind}'s id, or one that only a later version or its owner knows
 * @param timeNanos on the session's monotonic axis
 * @param values by field; each of its field's form
 */
public record Event(int kindId, long timeNanos, Map<EventField, Value> values) {

  /** A field's value. */
  public sealed interface Value {
    record Whole(long value) implements Value {}

    record Real(double value) implements Value {}

    record Text(String value) implements Value {}
  }

  public Event {
    if (kindId < 1 || kindId > 0xFFFF) {
      throw new IllegalArgumentException("an event's kind lies in 1..65535: kindId=" + kindId);
    }
    EnumMap<EventField, Value> copy = new EnumMap<>(EventField.class);
    copy.putAll(values);
    copy.forEach(Event::checkForm);
    values = Collections.unmodifiableMap(copy);
  }

  /** An event that says nothing but its kind and time; add what it says by {@code with}. */
  public static Event at(EventKind kind, long timeNanos) {
    return new Event(kind.id(), timeNanos, Map.of());
  }

  public Event with(EventField field, long value) {
    return with(field, new Value.Whole(value));
  }

  public Event with(EventField field, double value) {
    return with(field, new Value.Real(value));
  }

  /** Adds a text, cut to the longest the format holds. */
  public Event with(EventField field, String value) {
    return with(field, new Value.Text(PayloadOut.fitting(value)));
  }

  public Optional<EventKind> kind() {
    return EventKind.of(kindId);
  }

  /** The value of a whole field; empty where it is absent or of another form. */
  public OptionalLong whole(EventField field) {
    return values.get(field) instanceof Value.Whole(long value)
        ? OptionalLong.of(value)
        : OptionalLong.empty();
  }

  public OptionalDouble real(EventField field) {
    return values.get(field) instanceof Value.Real(double value)
        ? OptionalDouble.of(value)
        : OptionalDouble.empty();
  }

  public Optional<String> text(EventField field) {
    return values.get(field) instanceof Value.Text(String value)
        ? Optional.of(value)
        : Optional.empty();
  }

  private Event with(EventField field, Value value) {
    EnumMap<EventField, Value> more = new EnumMap<>(EventField.class);
    more.putAll(values);
    more.put(field, value);
    return new Event(kindId, timeNanos, more);
  }

  private static void checkForm(EventField field, Value value) {
    EventField.Form form =
        switch (value) {
          case Value.Whole _ -> EventField.Form.WHOLE;
          case Value.Real _ -> EventField.Form.REAL;
          case Value.Text _ -> EventField.Form.TEXT;
        };
    if (form != field.form()) {
      throw new IllegalArgumentException(
          "an event's value has its field's form: field=%s, form=%s, value=%s"
              .formatted(field, field.form(), value));
    }
  }
}
