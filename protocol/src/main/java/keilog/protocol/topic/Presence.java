package keilog.protocol.topic;

/**
 * Whether a collector is connected. Its last will says {@code online} false.
 *
 * @param online whether blocks published now would reach it
 * @param collector its name
 */
public record Presence(boolean online, String collector) {

  public byte[] toJson() {
    return Json.bytes(Json.object().put("online", online).put("collector", collector));
  }

  public static Presence fromJson(byte[] json) throws PayloadException {
    Members m = Json.parse(json);
    return new Presence(m.bool("online"), Payloads.name(m.text("collector", Payloads.NAME_CHARS)));
  }
}
