package keilog.protocol.topic;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a display needs to know of a car before it can show it.
 *
 * @param name the logger's name
 * @param car what it is
 * @param liveHz how often live messages come
 * @param replay whether this is a recorded session and no car
 * @param note one sentence to show beside the values, if any
 * @param track id of the track, if known
 * @param channels in the order they came up
 */
public record Meta(
    String name,
    Car car,
    int liveHz,
    boolean replay,
    Optional<String> note,
    Optional<String> track,
    List<LiveChannel> channels) {
  private static final int MOST_CHANNELS = 512;

  /**
   * @param id of the car's profile
   * @param name as people say it
   * @param colour of the body, {@code #rrggbb}
   * @param redlineRpm absent where the profile does not know it
   * @param shiftRpm where to shift, absent where unknown
   */
  public record Car(
      String id, String name, String colour, OptionalLong redlineRpm, OptionalLong shiftRpm) {}

  /**
   * @param name unique, lower snake case; the member's name in live messages
   * @param unit symbol of the unit
   * @param low lowest plausible value
   * @param high highest plausible value
   * @param decimals to show
   * @param source that measures it
   * @param rateHz reached in the last seconds, absent until known
   * @param guess whether its values hold what nobody knows yet; shown with "~"
   */
  public record LiveChannel(
      String name,
      String unit,
      double low,
      double high,
      int decimals,
      String source,
      OptionalDouble rateHz,
      boolean guess) {}

  public Meta {
    channels = List.copyOf(channels);
  }

  public byte[] toJson() {
    ObjectNode json = Json.object().put("name", name);
    ObjectNode body =
        json.putObject("car")
            .put("id", car.id())
            .put("name", car.name())
            .put("colour", car.colour());
    car.redlineRpm().ifPresent(rpm -> body.put("redline", rpm));
    car.shiftRpm().ifPresent(rpm -> body.put("shift", rpm));
    json.put("live_hz", liveHz).put("replay", replay);
    note.ifPresent(text -> json.put("note", text));
    track.ifPresent(id -> json.put("track", id));
    ArrayNode list = json.putArray("channels");
    channels.stream().limit(MOST_CHANNELS).forEach(c -> put(list.addObject(), c));
    return Json.bytes(json);
  }

  private static void put(ObjectNode json, LiveChannel channel) {
    json.put("name", channel.name())
        .put("unit", channel.unit())
        .put("low", channel.low())
        .put("high", channel.high())
        .put("decimals", channel.decimals())
        .put("source", channel.source());
    channel.rateHz().ifPresent(hz -> json.put("rate", Math.round(hz * 10) / 10.0));
    if (channel.guess()) {
      json.put("guess", true);
    }
  }

  public static Meta fromJson(byte[] json) throws PayloadException {
    Members m = Json.parse(json);
    return new Meta(
        Payloads.name(m.text("name", Payloads.NAME_CHARS)),
        car(m.object("car")),
        (int) m.whole("live_hz", 1, 1000),
        m.bool("replay"),
        m.optionalText("note", Payloads.SENTENCE_CHARS),
        m.optionalText("track", Payloads.NAME_CHARS),
        m.list("channels", MOST_CHANNELS, Meta::channel));
  }

  private static Car car(Members m) throws PayloadException {
    return new Car(
        m.text("id", Payloads.NAME_CHARS),
        m.text("name", Payloads.SENTENCE_CHARS),
        m.text("colour", 20),
        m.optionalWhole("redline", 1, 30_000),
        m.optionalWhole("shift", 1, 30_000));
  }

  private static LiveChannel channel(Members m) throws PayloadException {
    return new LiveChannel(
        m.text("name", Payloads.NAME_CHARS),
        m.text("unit", 20),
        m.number("low"),
        m.number("high"),
        (int) m.whole("decimals", 0, 12),
        m.text("source", Payloads.NAME_CHARS),
        m.optionalNumber("rate"),
        m.optionalBool("guess"));
  }
}
