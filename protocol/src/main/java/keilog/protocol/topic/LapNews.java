package keilog.protocol.topic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import keilog.protocol.block.SessionId;
import keilog.protocol.track.Quality;
import tools.jackson.databind.node.ObjectNode;

/**
 * A lap or a sector ended.
 *
 * @param session that records it
 * @param timeNanos the crossing on the monotonic axis; {@code t} in milliseconds
 * @param ts the same instant in unix milliseconds, by GNSS
 * @param track id; absent where unknown
 * @param lap 0 before the first crossing of the start line, then 1 …
 * @param sector from 1; absent where the lap ended
 * @param kind {@code out}, {@code flying}, {@code standing}, {@code pit}; absent for a sector
 * @param seconds how long it took; absent for lap 0
 * @param quality of {@code seconds}
 * @param uncertaintySeconds one standard deviation; absent where {@code seconds} are
 * @param deltaSeconds to the best of the session before it, negative where this was faster; absent
 *     where there was none
 * @param best whether it is the fastest so far
 * @param remarks words parted by commas; absent where there is nothing to remark
 */
public record LapNews(
    SessionId session,
    long timeNanos,
    OptionalLong ts,
    Optional<String> track,
    int lap,
    OptionalLong sector,
    Optional<String> kind,
    OptionalDouble seconds,
    Quality quality,
    OptionalDouble uncertaintySeconds,
    OptionalDouble deltaSeconds,
    boolean best,
    Optional<String> remarks) {
  private static final int MOST_LAPS = 1_000_000;

  public byte[] toJson() {
    ObjectNode json =
        Json.object()
            .put("session", session.toString())
            .put("t", Math.round(timeNanos / 1e3) / 1e3);
    ts.ifPresent(millis -> json.put("ts", millis));
    track.ifPresent(id -> json.put("track", id));
    json.put("lap", lap);
    sector.ifPresent(number -> json.put("sector", number));
    kind.ifPresent(word -> json.put("kind", word));
    seconds.ifPresent(s -> json.put("seconds", micros(s)));
    json.put("quality", word(quality));
    uncertaintySeconds.ifPresent(s -> json.put("uncertainty", micros(s)));
    deltaSeconds.ifPresent(s -> json.put("delta", micros(s)));
    json.put("best", best);
    remarks.ifPresent(words -> json.put("remarks", words));
    return Json.bytes(json);
  }

  private static double micros(double seconds) {
    return Math.round(seconds * 1e6) / 1e6;
  }

  public static LapNews fromJson(byte[] json) throws PayloadException {
    Members m = Json.parse(json);
    double millis = m.number("t");
    if (Math.abs(millis) > Payloads.LATEST_MILLIS) {
      throw new PayloadException("a time since boot has bounds: t=" + millis);
    }
    return new LapNews(
        Payloads.session(m.text("session", Payloads.ID_CHARS)),
        Math.round(millis * 1e6),
        m.optionalWhole("ts", 0, Payloads.LATEST_MILLIS),
        m.optionalText("track", Payloads.NAME_CHARS),
        (int) m.whole("lap", 0, MOST_LAPS),
        m.optionalWhole("sector", 1, 1000),
        m.optionalText("kind", Payloads.NAME_CHARS),
        m.optionalNumber("seconds"),
        quality(m.text("quality", Payloads.NAME_CHARS)),
        m.optionalNumber("uncertainty"),
        m.optionalNumber("delta"),
        m.bool("best"),
        m.optionalText("remarks", Payloads.SENTENCE_CHARS));
  }

  private static Quality quality(String text) throws PayloadException {
    List<String> words = Arrays.stream(Quality.values()).map(LapNews::word).toList();
    return Stream.of(Quality.values())
        .filter(q -> word(q).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new PayloadException("a quality is one of %s: quality=%s".formatted(words, text)));
  }

  private static String word(Quality quality) {
    return quality.name().toLowerCase(Locale.ROOT);
  }
}
