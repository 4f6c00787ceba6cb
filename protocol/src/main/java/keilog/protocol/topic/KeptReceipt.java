package keilog.protocol.topic;

import java.util.Optional;
import java.util.OptionalLong;
import keilog.protocol.block.SessionId;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a collector writes beside a session's file, {@code <file>.receipt}: on its own disk, and on
 * the card or stick it took a session from.
 *
 * @param session whose file lies beside
 * @param collector who wrote it
 * @param next every block before this number is forced on the collector's disk
 * @param bytes length of the collector's file
 * @param complete whether the session is closed and the collector holds all of it
 * @param sha256 of the whole file, where it is complete and nothing was lost in the car
 * @param ts unix milliseconds at the collector
 */
public record KeptReceipt(
    SessionId session,
    String collector,
    int next,
    long bytes,
    boolean complete,
    Optional<String> sha256,
    OptionalLong ts) {
  /** Ends the name of the file. */
  public static final String SUFFIX = ".receipt";

  public byte[] toJson() {
    ObjectNode json =
        Json.object()
            .put("session", session.toString())
            .put("collector", collector)
            .put("next", next)
            .put("bytes", bytes)
            .put("complete", complete);
    sha256.ifPresent(hex -> json.put("sha256", hex));
    ts.ifPresent(millis -> json.put("ts", millis));
    return Json.bytes(json);
  }

  public static KeptReceipt fromJson(byte[] json) throws PayloadException {
    Members m = Json.parse(json);
    return new KeptReceipt(
        Payloads.session(m.text("session", Payloads.ID_CHARS)),
        Payloads.name(m.text("collector", Payloads.NAME_CHARS)),
        (int) m.whole("next", 0, Integer.MAX_VALUE),
        m.whole("bytes", 0, Long.MAX_VALUE),
        m.bool("complete"),
        Payloads.sha256(m.optionalText("sha256", 64)),
        m.optionalWhole("ts", 0, Payloads.LATEST_MILLIS));
  }
}
