package keilog.device.record;

import java.util.function.Consumer;
import keilog.protocol.block.DamagedPayload;
import keilog.protocol.block.DataDecoder;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.track.FixColumns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads back the fixes of payloads that a session begins with. What was encoded is what the file
 * will hold, so nothing can be remembered otherwise than it was recorded. One thread, one session.
 */
final class PastRows {
  private static final Logger LOG = LoggerFactory.getLogger(PastRows.class);

  private final Consumer<GroupBatch> sink;
  private Edition edition;
  private DataDecoder decoder;

  PastRows(Consumer<GroupBatch> sink) {
    this.sink = sink;
  }

  /**
   * Reads a payload and leaves it as it is; in order from a KEY on, whatever is no DATA is passed.
   */
  void see(Payload payload) {
    if (!payload.isData()) {
      return;
    }
    if (decoder == null || !payload.edition().equals(edition)) {
      edition = payload.edition();
      decoder = new DataDecoder(edition.bareSchema(), g -> FixColumns.of(g).isPresent());
    }
    try {
      decoder.decode(payload.bytes().duplicate(), payload.key(), sink);
    } catch (DamagedPayload bug) {
      LOG.error("a payload of this logger does not decode; laps miss its fixes", bug);
    }
  }
}
