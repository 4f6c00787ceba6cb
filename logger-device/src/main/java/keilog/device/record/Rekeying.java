package keilog.device.record;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.function.Consumer;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.DamagedPayload;
import keilog.protocol.block.DataDecoder;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.GroupBatch;

/**
 * Makes a chain of its own of payloads that continue blocks in another session's file: decodes them
 * and encodes their rows anew, from a KEY on. Needed when a session had to end in the midst of a
 * chain; never in the ordinary course. One thread.
 */
final class Rekeying {
  private static final int MOST_PAYLOAD_BYTES = 1 << 20;

  private final Edition edition;
  private final DataDecoder decoder;
  private final DataEncoder encoder;
  private final PayloadPool pool;
  private final long[] row = new long[64];

  private Rekeying(Edition edition, int codec, PayloadPool pool) {
    this.edition = edition;
    this.decoder = new DataDecoder(edition.bareSchema());
    this.encoder = new DataEncoder(edition.bareSchema(), codec);
    this.pool = pool;
  }

  /**
   * @param before the payloads from the last KEY on that the chain goes on from
   */
  static Rekeying after(Collection<Payload> before, Edition edition, int codec, PayloadPool pool) {
    Rekeying rekeying = new Rekeying(edition, codec, pool);
    for (Payload payload : before) {
      if (payload.isData() && payload.edition().number() == edition.number()) {
        rekeying.decode(payload, batch -> {});
      }
    }
    return rekeying;
  }

  /** The same rows, on this chain. Gives the payload back to the pool. */
  Payload next(Payload payload) {
    decode(payload, this::add);
    boolean key = encoder.mustBeKey();
    ByteBuffer bytes = ByteBuffer.allocate(MOST_PAYLOAD_BYTES);
    encoder.encode(key, bytes);
    Payload anew =
        pool.take()
            .of(BlockType.DATA, key, payload.timeMillis(), edition)
            .copy(bytes.flip())
            .holding(payload.rows(), payload.samples());
    pool.give(payload);
    return anew;
  }

  private void decode(Payload payload, Consumer<GroupBatch> sink) {
    try {
      decoder.decode(payload.bytes().duplicate(), payload.key(), sink);
    } catch (DamagedPayload bug) {
      throw new IllegalStateException("a payload of our own decodes", bug);
    }
  }

  private void add(GroupBatch batch) {
    for (int r = 0; r < batch.size(); r++) {
      for (int column = 0; column < batch.group().channels().size(); column++) {
        row[column] = batch.raw(column, r);
      }
      encoder.add(batch.group().id(), batch.timeNanos(r), batch.presence(r), row);
    }
  }
}
