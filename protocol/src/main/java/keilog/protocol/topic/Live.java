package keilog.protocol.topic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import keilog.protocol.block.SessionId;
import tools.jackson.databind.node.ObjectNode;

/**
 * The newest values of a car, flat: a member per channel that has a new sample since the last
 * message.
 *
 * @param timeNanos monotonic nanoseconds of acquisition of the newest value; {@code t} in
 *     milliseconds with microseconds as decimals
 * @param ts the same instant in unix milliseconds; absent until the clock is known
 * @param session the session being recorded, if any
 * @param seq counts the messages of one logger run, from 0; a gap is a skipped message
 * @param values by channel name, in the channel's unit
 */
public record Live(
    long timeNanos,
    OptionalLong ts,
    Optional<SessionId> session,
    long seq,
    Map<String, Double> values) {
  private static final List<String> OWN = List.of("t", "ts", "session", "seq");
  private static final int MOST_VALUES = 512;

  public Live {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public byte[] toJson() {
    ObjectNode json = Json.object().put("t", Math.round(timeNanos / 1e3) / 1e3);
    ts.ifPresent(millis -> json.put("ts", millis));
    session.ifPresent(id -> json.put("session", id.toString()));
    json.put("seq", seq);
    values.forEach(
        (name, value) -> {
          if (!OWN.contains(name) && Double.isFinite(value)) {
            put(json, name, value);
          }
        });
    return Json.bytes(json);
  }

  private static void put(ObjectNode json, String name, double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      json.put(name, (long) value);
    } else {
      json.put(name, value);
    }
  }

  public static Live fromJson(byte[] json) throws PayloadException {
    Members m = Json.parse(json);
    double millis = m.number("t");
    if (millis < 0 || millis > Payloads.LATEST_MILLIS) {
      throw new PayloadException("a time since boot is positive: t=" + millis);
    }
    Optional<String> session = m.optionalText("session", Payloads.ID_CHARS);
    return new Live(
        Math.round(millis * 1e6),
        m.optionalWhole("ts", 0, Payloads.LATEST_MILLIS),
        session.isPresent() ? Optional.of(Payloads.session(session.get())) : Optional.empty(),
        m.whole("seq", 0, Long.MAX_VALUE),
        m.numbers(MOST_VALUES, OWN));
  }
}
