package keilog.device.source.gps;

import java.util.ArrayList;
import java.util.List;
import keilog.device.source.Row;
import keilog.device.source.SourceContext;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;

/**
 * Fixes to rows. The two protocols have columns of their own, so that a column nobody fills is not
 * written; a fix without position still says how many satellites there are.
 */
final class FixRows {
  /** Placement is no truer than this; {@code gnss_time} is exact. */
  static final long TICK_NANOS = 1_000_000;

  private static final List<Channel> COMMON =
      List.of(
          Channel.GNSS_TIME,
          Channel.LATITUDE,
          Channel.LONGITUDE,
          Channel.ALTITUDE,
          Channel.GPS_SPEED,
          Channel.HEADING,
          Channel.FIX_QUALITY,
          Channel.SATELLITES,
          Channel.HORIZONTAL_ACCURACY,
          Channel.VERTICAL_ACCURACY,
          Channel.POSITION_DILUTION);

  private final SourceContext context;
  private final Fix.Protocol protocol;
  private final Row row;
  private long lastNanos = Long.MIN_VALUE;

  private FixRows(SourceContext context, Fix.Protocol protocol, Row row) {
    this.context = context;
    this.protocol = protocol;
    this.row = row;
  }

  /** Declares the columns of the protocol at hand; the other's are declared when it appears. */
  static FixRows open(SourceContext context, Fix.Protocol protocol, int rateHz) {
    List<Channel> columns = new ArrayList<>(COMMON);
    if (protocol == Fix.Protocol.UBX) {
      columns.add(Channel.SPEED_ACCURACY);
      columns.add(Channel.VERTICAL_SPEED);
    } else {
      columns.add(Channel.HORIZONTAL_DILUTION);
    }
    GroupSpec group =
        context.declare(
            TICK_NANOS, GnssTime.SECOND / rateHz, columns.stream().map(ChannelSpec::of).toList());
    return new FixRows(context, protocol, new Row(group));
  }

  Fix.Protocol protocol() {
    return protocol;
  }

  /**
   * Offers a fix at its place on the monotonic axis, moved on where an earlier row is there
   * already.
   *
   * @param epochNanos gnss_time, or {@link Fix#ABSENT}
   */
  void offer(Fix fix, long epochNanos, long placedNanos) {
    row.at(Math.max(placedNanos, lastNanos + TICK_NANOS));
    lastNanos = row.timeNanos();
    put(0, epochNanos);
    put(1, fix.latitude);
    put(2, fix.longitude);
    put(3, fix.altitudeMm);
    put(4, fix.speedMmPerSecond);
    put(5, fix.heading);
    put(6, fix.quality);
    put(7, fix.satellites);
    put(8, fix.horizontalAccuracyMm);
    put(9, fix.verticalAccuracyMm);
    put(10, fix.positionDilution);
    if (protocol == Fix.Protocol.UBX) {
      put(11, fix.speedAccuracyMmPerSecond);
      put(12, fix.climbMmPerSecond);
    } else {
      put(11, fix.horizontalDilution);
    }
    context.offer(row);
  }

  private void put(int column, long raw) {
    if (raw != Fix.ABSENT) {
      row.put(column, raw);
    }
  }
}
