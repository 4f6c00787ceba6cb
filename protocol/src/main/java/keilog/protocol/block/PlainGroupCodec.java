package keilog.protocol.block;

import java.util.Arrays;

/**
 * Codec 0, the reference: varints of differences, no model. Times in ticks less the nominal period,
 * then each column's differences from its last present value. All differences wrap around, so any
 * 64-bit number survives.
 */
final class PlainGroupCodec implements GroupCodec {
  private static final int SPARSE = 1;

  private final long nominalTicks;
  private final long[] lastRaw;
  private long lastTick;
  private boolean begun;

  PlainGroupCodec(int channels, long nominalTicks) {
    this.nominalTicks = nominalTicks;
    this.lastRaw = new long[channels];
  }

  @Override
  public void reset() {
    begun = false;
    Arrays.fill(lastRaw, 0);
  }

  @Override
  public void encode(GroupBatch batch, ByteSink into) {
    int rows = batch.size();
    into.putVarint((long) rows << 1 | (batch.full() ? 0 : SPARSE));
    if (!batch.full()) {
      int bytes = (batch.channels() + 7) / 8;
      for (int row = 0; row < rows; row++) {
        into.putFixed(batch.presence(row), bytes);
      }
    }
    for (int row = 0; row < rows; row++) {
      into.putSigned(batch.tick(row) - expectedTick());
      lastTick = batch.tick(row);
      begun = true;
    }
    for (int column = 0; column < batch.channels(); column++) {
      for (int row = 0; row < rows; row++) {
        if (batch.present(column, row)) {
          long raw = batch.raw(column, row);
          into.putSigned(raw - lastRaw[column]);
          lastRaw[column] = raw;
        }
      }
    }
  }

  @Override
  public void decode(ByteCursor from, GroupBatch batch, long[] cells, int start, int limit)
      throws DamagedPayload {
    int head = from.nextCount(GroupBatch.MOST_CELLS * 2);
    int rows = head >>> 1;
    boolean full = (head & SPARSE) == 0;
    GroupCodec.checkRows(batch, rows, start, limit);
    batch.place(cells, start, rows, full);
    if (!full) {
      decodePresence(from, batch);
    }
    for (int row = 0, at = batch.tickStart(); row < rows; row++, at++) {
      lastTick = expectedTick() + from.nextSigned();
      cells[at] = lastTick;
      begun = true;
    }
    for (int column = 0; column < batch.channels(); column++) {
      int at = batch.columnStart(column);
      for (int row = 0; row < rows; row++, at++) {
        if (batch.present(column, row)) {
          lastRaw[column] += from.nextSigned();
          cells[at] = lastRaw[column];
        } else {
          cells[at] = 0;
        }
      }
    }
  }

  private static void decodePresence(ByteCursor from, GroupBatch batch) throws DamagedPayload {
    int bytes = (batch.channels() + 7) / 8;
    for (int row = 0, at = batch.presenceStart(); row < batch.size(); row++, at++) {
      long presence = from.nextFixed(bytes);
      if (presence == 0 || (presence & ~batch.group().full()) != 0) {
        throw new DamagedPayload(
            "presence names one or more of the group's channels and no others: group=%d, row=%d"
                .formatted(batch.group().id(), row));
      }
      batch.cells()[at] = presence;
    }
  }

  private long expectedTick() {
    return begun ? lastTick + nominalTicks : 0;
  }
}
