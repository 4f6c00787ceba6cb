package keilog.protocol.topic;

import java.util.OptionalLong;
import keilog.protocol.block.SessionId;
import tools.jackson.databind.node.ObjectNode;

/**
 * A collector's word that it holds a session's blocks.
 *
 * @param session whose blocks
 * @param next every block before this number (those lost in the car left out) is forced on the
 *     collector's disk; 0 where it has none
 * @param ts unix milliseconds at the collector when it was forced
 */
public record Receipt(SessionId session, int next, OptionalLong ts) {

  public byte[] toJson() {
    ObjectNode json = Json.object().put("session", session.toString()).put("next", next);
    ts.ifPresent(millis -> json.put("ts", millis));
    return Json.bytes(json);
  }

  public static Receipt fromJson(byte[] json) throws PayloadException {
    Members m = Json.parse(json);
    return new Receipt(
        Payloads.session(m.text("session", Payloads.ID_CHARS)),
        (int) m.whole("next", 0, Integer.MAX_VALUE),
        m.optionalWhole("ts", 0, Payloads.LATEST_MILLIS));
  }
}
