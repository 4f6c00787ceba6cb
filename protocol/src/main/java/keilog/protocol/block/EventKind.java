package keilog.protocol.block;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an EVENT block tells. The id is written to disk: never reuse one. */
public enum EventKind {
  /** Why the session began: REASON, and CHANNEL, VALUE, LIMIT where one of them did it. */
  TRIGGER(1),
  /**
   * A lap ended at the line: LAP, GNSS_NANOS, QUALITY, GATE, TRACK, KIND; from lap 1 on
   * DURATION_NANOS and UNCERTAINTY_NANOS; REMARKS where there are any.
   */
  LAP(2),
  /**
   * A sector ended: LAP, SECTOR, DURATION_NANOS, GNSS_NANOS, QUALITY, UNCERTAINTY_NANOS, GATE,
   * TRACK.
   */
  SECTOR(3),
  /** Someone pressed a button or sent a note: TEXT, SOURCE. */
  MARKER(4),
  /** A limit was passed or is kept again: CHANNEL, VALUE, LIMIT, STATE, TEXT. */
  ALARM(5),
  /** A source changed its state: SOURCE, STATE, TEXT. */
  SOURCE(6);

  /** Ids from here on are free for anyone's own use and never defined by the format. */
  public static final int FIRST_PRIVATE_ID = 0x8000;

  private static final Map<Integer, EventKind> BY_ID =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(EventKind::id, Function.identity()));

  private final int id;

  EventKind(int id) {
    this.id = id;
  }

  /** For ever: written to disk. */
  public int id() {
    return id;
  }

  /** The kind of an id; empty where it is private or only a later version knows it. */
  public static Optional<EventKind> of(int id) {
    return Optional.ofNullable(BY_ID.get(id));
  }
}
