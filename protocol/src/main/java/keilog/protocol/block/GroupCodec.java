package keilog.protocol.block;

import keilog.protocol.channel.GroupSpec;

/**
 * Codes the rows of one group, on its own, and keeps the state that the next payload continues. One
 * instance per group and direction. One thread.
 */
sealed interface GroupCodec permits PlainGroupCodec, RangeGroupCodec {

  /** Plain varints: the reference. */
  int PLAIN = 0;

  /** Adaptive range coder: the default. */
  int RANGE = 2;

  /** Forgets everything: the next batch decodes alone. */
  void reset();

  /** Appends the batch's bytes; the batch is not empty. */
  void encode(GroupBatch batch, ByteSink into);

  /**
   * Reads all bytes of a group. The batch is placed at {@code start} of {@code cells} and never
   * reaches beyond {@code limit} of it.
   */
  void decode(ByteCursor from, GroupBatch batch, long[] cells, int start, int limit)
      throws DamagedPayload;

  /** Checks a count of rows before anything is allocated or written for them. */
  static void checkRows(GroupBatch batch, int rows, int start, int limit) throws DamagedPayload {
    int most = (limit - start) / (batch.channels() + 2);
    if (rows < 1 || rows > most) {
      throw new DamagedPayload(
          "a group has 1 row or more, and a payload at most %d cells: group=%d, rows=%d, room=%d"
              .formatted(GroupBatch.MOST_CELLS, batch.group().id(), rows, most));
    }
  }

  static GroupCodec of(int codecId, GroupSpec group) {
    if (codecId == PLAIN) {
      return new PlainGroupCodec(group.channels().size(), nominalTicks(group));
    }
    if (codecId == RANGE) {
      return new RangeGroupCodec(group.channels().size(), nominalTicks(group));
    }
    throw new IllegalArgumentException("a codec is 0 (plain) or 2 (range): codec=" + codecId);
  }

  /** The nominal distance of rows in ticks, rounded to the nearest; 0 where rows are irregular. */
  static long nominalTicks(GroupSpec group) {
    long tick = group.tickNanos();
    return group.periodNanos() / tick + (group.periodNanos() % tick >= tick - tick / 2 ? 1 : 0);
  }

  static boolean known(int codecId) {
    return codecId == PLAIN || codecId == RANGE;
  }
}
