package keilog.device.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import keilog.protocol.block.SessionId;

/**
 * The sessions this logger holds, as the publisher may see them: only what was forced, of this
 * start and of earlier ones, on the card or in the memory store. Any thread; none of it slows the
 * recorder.
 */
public interface SessionShelf {

  /** All sessions, in the order they were recorded. */
  List<ShelvedSession> sessions();

  /** One session; empty where it was deleted or never was. */
  Optional<ShelvedSession> session(SessionId id);

  /**
   * Copies whole blocks, byte for byte as on disk: the first intact one whose number is {@code
   * from} or higher, and those that follow it without a gap, as many as were forced and fit.
   *
   * @param into written from its position; a block may be as large as the format allows, a little
   *     over 1 MiB
   * @return which blocks; empty where nothing more was forced or the session is gone. A first block
   *     that does not fit is told by {@link BlockRun#bytes()} above what remained, and not copied
   * @throws IOException where the card cannot be read
   */
  Optional<BlockRun> read(SessionId id, int from, ByteBuffer into) throws IOException;

  /**
   * SHA-256 of a closed session's file, lower-case hex. Reads the whole file at the first call;
   * empty while the session is open, has lost blocks or is gone.
   */
  Optional<String> sha256(SessionId id) throws IOException;

  /**
   * Called on the recorder's thread after each force, and when a session was opened, closed or
   * deleted; must return at once (set a flag, wake a thread).
   */
  void listen(Runnable changed);

  /** Who may say that a session is safe elsewhere; until it is set, none is. */
  void permit(DeletionPermit permit);
}
