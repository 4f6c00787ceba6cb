package keilog.protocol.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import keilog.protocol.block.DamagedPayload;
import keilog.protocol.block.DataDecoder;
import keilog.protocol.block.GroupBatch;

/** One thing that a reader will tell its visitor, in the order of the file. */
sealed interface SpanStep {

  /** Something that needs no decoding any more. */
  record Told(Consumer<SessionVisitor> what) implements SpanStep {}

  /** Bytes or numbers that are lost. */
  record Lost(Damage damage) implements SpanStep {}

  /** A block that is not handed on. */
  record Skipped(Damage.Kind kind, String detail, Place place) implements SpanStep {}

  /**
   * Where a block lies.
   *
   * @param beforeMillis time of the block before it, -1 where there is none
   */
  record Place(long offset, int length, int number, long timeMillis, long beforeMillis) {}

  /** A DATA block, decoded by whichever thread comes to it. */
  final class Data implements SpanStep {
    private final byte[] payload;
    private final boolean key;
    private final Place place;
    private final List<GroupBatch> batches = new ArrayList<>();
    private DamagedPayload failure;
    private boolean continuesNothing;

    Data(ByteBuffer bytes, boolean key, Place place) {
      this.payload = new byte[bytes.remaining()];
      this.key = key;
      this.place = place;
      bytes.get(bytes.position(), payload);
    }

    int bytes() {
      return payload.length;
    }

    Place place() {
      return place;
    }

    /** Decodes it, or notes why that cannot be. */
    void decode(DataDecoder decoder) {
      continuesNothing = decoder.needsKey() && !key;
      if (continuesNothing) {
        return;
      }
      try {
        decoder.decode(ByteBuffer.wrap(payload), key, batch -> batches.add(batch.copy()));
      } catch (DamagedPayload broken) {
        failure = broken;
      }
    }

    /** The rows, once decoded; or how the block is skipped instead. */
    SpanStep outcome() {
      if (continuesNothing) {
        return new Skipped(Damage.Kind.CHAIN_BROKEN, "", place);
      }
      if (failure != null) {
        return new Skipped(Damage.Kind.MALFORMED, failure.getMessage(), place);
      }
      return this;
    }

    List<GroupBatch> batches() {
      return batches;
    }
  }
}
