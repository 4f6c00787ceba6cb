package keilog.device.source;

import keilog.device.ring.LatestValues;
import keilog.device.ring.SampleRing;
import keilog.protocol.channel.GroupSpec;

/**
 * A row being filled by a source: values of one group's channels at one instant. Mutable and
 * reused, so that offering a row allocates nothing. One thread.
 */
public final class Row {
  private final GroupSpec group;
  private final long[] raw;
  private long present;
  private long timeNanos;

  public Row(GroupSpec group) {
    this.group = group;
    this.raw = new long[group.channels().size()];
  }

  /** Empties the row and sets its time, rounded to the group's tick. */
  public Row at(long timeNanos) {
    long tick = group.tickNanos();
    this.timeNanos = Math.floorDiv(timeNanos + tick / 2, tick) * tick;
    this.present = 0;
    return this;
  }

  /** Sets one value, in raw units of the channel's scale. */
  public Row put(int column, long raw) {
    this.raw[column] = raw;
    this.present |= 1L << column;
    return this;
  }

  public GroupSpec group() {
    return group;
  }

  /** Monotonic nanoseconds, a multiple of the group's tick. */
  public long timeNanos() {
    return timeNanos;
  }

  /** Bit c is set where column c has a value. */
  public long present() {
    return present;
  }

  public long raw(int column) {
    return raw[column];
  }

  /** Offers the row to a ring: all or nothing; a row without values leaves no trace. */
  public boolean offerTo(SampleRing ring) {
    if (Long.bitCount(present) == 1) {
      int column = Long.numberOfTrailingZeros(present);
      return ring.offerOne(group.id(), column, timeNanos, raw[column]);
    }
    return ring.offer(group.id(), timeNanos, present, raw);
  }

  /** Makes the row's values the newest of its group. */
  public void showTo(LatestValues latest) {
    latest.update(timeNanos, present, raw);
  }
}
