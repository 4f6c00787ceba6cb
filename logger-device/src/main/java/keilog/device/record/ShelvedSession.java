package keilog.device.record;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import keilog.protocol.block.SessionId;
import keilog.protocol.topic.BlockRange;

/**
 * A session as far as it was forced.
 *
 * @param id its id
 * @param file its file's name
 * @param device the name of the logger that wrote it
 * @param car id of the car's profile
 * @param open whether more blocks will come
 * @param blocks how many numbers are taken: the highest forced block's number + 1
 * @param bytes length of the file up to the end of that block
 * @param lost numbers below {@code blocks} that are damaged on the card, ascending
 * @param startedUtcMillis unix milliseconds of the first block, where the clock was known
 * @param continues text of the session that this one goes on with
 * @param inMemory whether it is only in the memory store
 */
public record ShelvedSession(
    SessionId id,
    String file,
    String device,
    String car,
    boolean open,
    int blocks,
    long bytes,
    List<BlockRange> lost,
    OptionalLong startedUtcMillis,
    Optional<String> continues,
    boolean inMemory) {
  public ShelvedSession {
    lost = List.copyOf(lost);
  }
}
