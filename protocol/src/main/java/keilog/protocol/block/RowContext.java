package keilog.protocol.block;

import java.util.Arrays;

/**
 * What a column sees of the row it is in: how soon the row came, what the two columns before did in
 * it, and what the column's partner did. Reused for every payload.
 */
final class RowContext {
  private byte[] pace = new byte[64];
  private byte[] flags = new byte[64];
  private byte[] signs = new byte[64];
  private int row;
  private long partnerDelta;

  /** 0 without a partner, 1 where it did not change, else 1 + bits of its step, at most 7. */
  int partnerClass;

  /** 0 unchanged, 1 rose, 2 fell. */
  int partnerSign;

  /** How far this column should step, judged by its partner's step. */
  long partnerStep;

  /** Begins a payload. */
  void begin(int rows) {
    if (pace.length < rows) {
      int size = Integer.highestOneBit(rows - 1) << 1;
      pace = new byte[size];
      flags = new byte[size];
      signs = new byte[size];
    }
    Arrays.fill(pace, 0, rows, (byte) 0);
    Arrays.fill(flags, 0, rows, (byte) 0);
    Arrays.fill(signs, 0, rows, (byte) 0);
    withoutPartner();
  }

  void at(int row) {
    this.row = row;
  }

  /** Times are done: the first column has no neighbour. */
  void timesDone(int rows) {
    Arrays.fill(flags, 0, rows, (byte) 0);
    Arrays.fill(signs, 0, rows, (byte) 0);
  }

  void withoutPartner() {
    partnerClass = 0;
    partnerSign = 0;
    partnerStep = 0;
  }

  void withPartner(long delta, long step) {
    partnerDelta = delta;
    partnerStep = step;
    partnerSign = delta == 0 ? 0 : delta > 0 ? 1 : 2;
    partnerClass = Math.min(7, 65 - Long.numberOfLeadingZeros(Math.abs(delta)));
  }

  boolean hasPartner() {
    return partnerClass != 0;
  }

  /** The situation a step is remembered under: the partner's step, else the column's last one. */
  long situation(long lastStep) {
    return hasPartner() ? partnerDelta : lastStep;
  }

  /** 0 where much later than usual, 1 sooner, 2 later, 3 about usual. */
  int pace() {
    return pace[row];
  }

  /** Sets the row's pace from its distance to the row before and the mean distance. */
  void setPace(long distance, long mean) {
    long usual = Math.max(1, mean);
    if (distance > usual * 3) {
      pace[row] = 0;
    } else if (distance * 4 < usual * 3) {
      pace[row] = 1;
    } else {
      pace[row] = (byte) (distance * 4 > usual * 5 ? 2 : 3);
    }
  }

  /** Whether the column before changed (bit 0), and the one before that (bit 1). */
  int neighbourFlags() {
    return flags[row];
  }

  /** What the column before did: 0 unchanged, 1 rose, 2 fell. */
  int neighbourSign() {
    return signs[row];
  }

  /** Says to the next column what this one did in the row. */
  void tell(int flag, int sign) {
    flags[row] = (byte) (flags[row] << 1 & 2 | flag);
    signs[row] = (byte) (flag + sign);
  }
}
