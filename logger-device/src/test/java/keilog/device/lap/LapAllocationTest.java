package keilog.device.lap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keilog.protocol.block.Event;
import keilog.protocol.block.SessionId;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.Plane;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;
import org.junit.jupiter.api.Test;

/** A fix between two lines costs no memory, with delta and prediction running. */
class LapAllocationTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Track TRACK = Tracks.find("tsukuba-tc2000").orElseThrow();
  private static final int HZ = 25;
  private static final double SPEED = 28;
  private static final int LAPS = 14;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final GroupSpec group =
      new GroupSpec(
          1,
          "gps",
          1_000_000L,
          SECOND / HZ,
          List.of(
              ChannelSpec.of(Channel.GNSS_TIME),
              ChannelSpec.of(Channel.LATITUDE),
              ChannelSpec.of(Channel.LONGITUDE),
              ChannelSpec.of(Channel.GPS_SPEED),
              ChannelSpec.of(Channel.HEADING)));
  private final long[] raw = new long[group.channels().size()];
  private final LapBoard board = new LapBoard();
  private final List<Event> events = new ArrayList<>();

  @Test
  void aFixBetweenTwoLinesAllocatesNothing() {
    LapWatch watch =
        new LapWatch(
            new LapSettings(Optional.of(TRACK), List::of, LapSettings.Show.LIVE),
            board,
            events::add,
            () -> Optional.of(new SessionId(1, 1, 7)));
    watch.watch(List.of(group));
    watch.open();
    watch.begun();
    long[] fixes = lap();
    int count = fixes.length / 3;
    int quiet = 0;
    long least = Long.MAX_VALUE;
    long time = 1_795_000_000L * SECOND;
    for (int lap = 0; lap < LAPS; lap++) {
      for (int from = 0; from < count; from += HZ) {
        int told = events.size();
        long rows = board.latest().rows();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = from; i < Math.min(count, from + HZ); i++) {
          time += SECOND / HZ;
          raw[0] = time;
          raw[1] = fixes[3 * i];
          raw[2] = fixes[3 * i + 1];
          raw[3] = Channel.GPS_SPEED.scale().raw(SPEED * 3.6);
          raw[4] = fixes[3 * i + 2];
          watch.row(1, time - 1_794_000_000L * SECOND, group.full(), raw);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        if (lap > 2 && events.size() == told && board.latest().rows() == rows + HZ) {
          quiet += allocated == 0 ? 1 : 0;
          least = Math.min(least, allocated);
        }
      }
    }
    System.out.printf(
        "seconds with delta and without a byte: %d, %d events%n", quiet, events.size());
    assertEquals(0, least);
    assertTrue(quiet > LAPS, "quiet seconds=" + quiet);
  }

  /** Latitude, longitude and heading, raw, of one lap at one speed. */
  private static long[] lap() {
    Plane plane = Plane.at(TRACK.location());
    List<GeoPoint> line = TRACK.centreline();
    List<Long> raws = new ArrayList<>();
    double rest = 0;
    for (int i = 0; i < line.size(); i++) {
      GeoPoint a = line.get(i);
      GeoPoint b = line.get((i + 1) % line.size());
      double dx = plane.east(b.longitude()) - plane.east(a.longitude());
      double dy = plane.north(b.latitude()) - plane.north(a.latitude());
      double length = Math.hypot(dx, dy);
      double heading = (Math.toDegrees(Math.atan2(dx, dy)) + 360) % 360;
      for (; rest < length; rest += SPEED / HZ) {
        double share = rest / length;
        raws.add(Math.round((a.latitude() + share * (b.latitude() - a.latitude())) * 1e7));
        raws.add(Math.round((a.longitude() + share * (b.longitude() - a.longitude())) * 1e7));
        raws.add(Channel.HEADING.scale().raw(heading));
      }
      rest -= length;
    }
    return raws.stream().mapToLong(Long::longValue).toArray();
  }
}
