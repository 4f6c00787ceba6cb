package keilog.protocol.track;

import java.util.List;
import java.util.Optional;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.channel.Scale;

/**
 * Which columns of a group make a fix. The logger reads its rows and the companion its files
 * through this one class, so that both time the same numbers. Immutable.
 */
public final class FixColumns {
  private static final double METRES_PER_SECOND_PER_KMH = 1 / 3.6;

  private static final List<Channel> WANTED =
      List.of(
          Channel.GNSS_TIME,
          Channel.LATITUDE,
          Channel.LONGITUDE,
          Channel.GPS_SPEED,
          Channel.HEADING,
          Channel.HORIZONTAL_ACCURACY,
          Channel.SPEED_ACCURACY,
          Channel.FIX_QUALITY,
          Channel.SATELLITES);

  private final int[] column = new int[WANTED.size()];
  private final Scale[] scale = new Scale[WANTED.size()];

  private FixColumns(GroupSpec group) {
    for (int i = 0; i < column.length; i++) {
      column[i] = -1;
      for (int c = 0; c < group.channels().size(); c++) {
        ChannelSpec channel = group.channels().get(c);
        if (channel.id() == WANTED.get(i).id()) {
          column[i] = c;
          scale[i] = channel.scale();
        }
      }
    }
  }

  /** The columns of a group that has at least time and place; empty for any other group. */
  public static Optional<FixColumns> of(GroupSpec group) {
    FixColumns columns = new FixColumns(group);
    boolean place = columns.column[0] >= 0 && columns.column[1] >= 0 && columns.column[2] >= 0;
    return place ? Optional.of(columns) : Optional.empty();
  }

  /**
   * Fills a fix from a row.
   *
   * @return false where the row has no time or no place
   */
  public boolean read(long timeNanos, long present, long[] rawByColumn, Fix into) {
    into.timeNanos = timeNanos;
    return fill(present, rawByColumn, null, 0, into);
  }

  /** The same from a row of a file. */
  public boolean read(GroupBatch batch, int row, Fix into) {
    into.timeNanos = batch.timeNanos(row);
    return fill(batch.presence(row), null, batch, row, into);
  }

  /**
   * From a row by column, or else from a batch's row: no object between, the car has 25 a second.
   */
  private boolean fill(long present, long[] rawByColumn, GroupBatch batch, int row, Fix into) {
    if (!has(0, present) || !has(1, present) || !has(2, present)) {
      return false;
    }
    into.gnssNanos = raw(0, rawByColumn, batch, row);
    into.latitude = value(1, present, rawByColumn, batch, row);
    into.longitude = value(2, present, rawByColumn, batch, row);
    into.speed = value(3, present, rawByColumn, batch, row) * METRES_PER_SECOND_PER_KMH;
    into.heading = value(4, present, rawByColumn, batch, row);
    into.horizontalAccuracy = value(5, present, rawByColumn, batch, row);
    into.speedAccuracy = value(6, present, rawByColumn, batch, row) * METRES_PER_SECOND_PER_KMH;
    into.quality = has(7, present) ? (int) raw(7, rawByColumn, batch, row) : 1;
    into.satellites = has(8, present) ? (int) raw(8, rawByColumn, batch, row) : -1;
    return true;
  }

  private boolean has(int which, long present) {
    return column[which] >= 0 && (present >>> column[which] & 1) != 0;
  }

  private long raw(int which, long[] rawByColumn, GroupBatch batch, int row) {
    return rawByColumn != null ? rawByColumn[column[which]] : batch.raw(column[which], row);
  }

  private double value(int which, long present, long[] rawByColumn, GroupBatch batch, int row) {
    return has(which, present)
        ? scale[which].value(raw(which, rawByColumn, batch, row))
        : Double.NaN;
  }
}
