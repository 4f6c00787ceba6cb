package keilog.protocol.topic;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import keilog.protocol.block.SessionId;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the car says of one session on its card.
 *
 * @param session its id
 * @param state whether more blocks will come
 * @param blocks how many numbers are taken: the highest forced block's number + 1
 * @param bytes the file's length up to the last forced block
 * @param lost blocks that are damaged on the card and will never be sent, ascending
 * @param sha256 of the whole file, lower-case hex; only once closed, and absent with lost blocks
 * @param file the file's name
 * @param device the logger's name
 * @param car the id of the car's profile
 * @param started unix milliseconds of the first block, where the clock was known
 * @param continues text of the session that this one goes on with after a kill
 */
public record SessionHead(
    SessionId session,
    State state,
    int blocks,
    long bytes,
    List<BlockRange> lost,
    Optional<String> sha256,
    String file,
    String device,
    String car,
    OptionalLong started,
    Optional<String> continues) {
  private static final int MOST_LOST = 1000;

  /** Whether more blocks will come. */
  public enum State {
    OPEN,
    CLOSED
  }

  public SessionHead {
    lost = List.copyOf(lost);
  }

  public byte[] toJson() {
    ObjectNode json =
        Json.object()
            .put("session", session.toString())
            .put("state", state == State.OPEN ? "open" : "closed")
            .put("blocks", blocks)
            .put("bytes", bytes);
    ArrayNode ranges = json.putArray("lost");
    lost.stream().limit(MOST_LOST).forEach(r -> ranges.addArray().add(r.first()).add(r.last()));
    sha256.ifPresent(hex -> json.put("sha256", hex));
    json.put("file", file).put("device", device).put("car", car);
    started.ifPresent(millis -> json.put("started", millis));
    continues.ifPresent(id -> json.put("continues", id));
    return Json.bytes(json);
  }

  public static SessionHead fromJson(byte[] json) throws PayloadException {
    Members m = Json.parse(json);
    Optional<String> sha256 = Payloads.sha256(m.optionalText("sha256", 64));
    Optional<String> continues = m.optionalText("continues", Payloads.ID_CHARS);
    if (continues.isPresent()) {
      Payloads.session(continues.get());
    }
    return new SessionHead(
        Payloads.session(m.text("session", Payloads.ID_CHARS)),
        state(m.text("state", 10)),
        (int) m.whole("blocks", 0, Integer.MAX_VALUE),
        m.whole("bytes", 0, Long.MAX_VALUE),
        m.ranges("lost", MOST_LOST),
        sha256,
        m.text("file", 200),
        Payloads.name(m.text("device", Payloads.NAME_CHARS)),
        m.text("car", Payloads.NAME_CHARS),
        m.optionalWhole("started", 0, Payloads.LATEST_MILLIS),
        continues);
  }

  private static State state(String text) throws PayloadException {
    return switch (text) {
      case "open" -> State.OPEN;
      case "closed" -> State.CLOSED;
      default -> throw new PayloadException("a session is open or closed: state=" + text);
    };
  }
}
