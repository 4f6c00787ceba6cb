package keilog.protocol.block;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an event can say. The id and the form are written to disk: never reuse or change one. */
public enum EventField {
  // @formatter:off
  REASON(1, Form.TEXT),
  TEXT(2, Form.TEXT),
  /** From 1; 0 is the way to the first crossing of the start line. */
  LAP(3, Form.WHOLE),
  /** From 1 within the lap. */
  SECTOR(4, Form.WHOLE),
  /** A difference of {@code gnss_time}. */
  DURATION_NANOS(5, Form.WHOLE),
  /** The crossing, in {@code gnss_time}. */
  GNSS_NANOS(6, Form.WHOLE),
  /** 1 measured, 2 estimated, 3 insufficient. */
  QUALITY(7, Form.WHOLE),
  /** One standard deviation of the duration. */
  UNCERTAINTY_NANOS(8, Form.WHOLE),
  /** A channel's id in this session. */
  CHANNEL(9, Form.WHOLE),
  /** In the channel's unit. */
  VALUE(10, Form.REAL),
  /** In the channel's unit. */
  LIMIT(11, Form.REAL),
  /** 1 begins, 0 ends. */
  STATE(12, Form.WHOLE),
  /** Id of a gate of the track. */
  GATE(13, Form.TEXT),
  /** Name of a source, or of whoever sent it. */
  SOURCE(14, Form.TEXT),
  /** Id of a track. */
  TRACK(15, Form.TEXT),
  /** Which sort of lap: a word of {@code TimedLap.Kind}. */
  KIND(16, Form.TEXT),
  /** What was seen on the way of a lap: words of {@code TimedLap.Remark}, parted by commas. */
  REMARKS(17, Form.TEXT);

  // @formatter:on

  /** How a field's value is written. */
  public enum Form {
    /** Zigzag varint. */
    WHOLE,
    /** IEEE 754 binary64. */
    REAL,
    /** UTF-8, without a length of its own. */
    TEXT
  }

  private static final Map<Integer, EventField> BY_ID =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(EventField::id, Function.identity()));

  private final int id;
  private final Form form;

  EventField(int id, Form form) {
    this.id = id;
    this.form = form;
  }

  /** 1..127, for ever: written to disk. */
  public int id() {
    return id;
  }

  public Form form() {
    return form;
  }

  /** The field of an id; empty where it is private or only a later version knows it. */
  public static Optional<EventField> of(int id) {
    return Optional.ofNullable(BY_ID.get(id));
  }
}
