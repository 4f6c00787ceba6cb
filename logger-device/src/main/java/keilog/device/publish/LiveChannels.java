package keilog.device.publish;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import keilog.device.record.LiveGroup;
import keilog.device.ring.LatestValues;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;

/** The newest values of all groups, and which of them a reader has not taken yet. One thread. */
final class LiveChannels {
  private final Supplier<List<LiveGroup>> groups;
  private final List<Column> columns = new ArrayList<>();
  private final Map<LatestValues, LatestValues.Reading> readings = new LinkedHashMap<>();

  /** One channel; {@code taken} is the count of the value last taken. */
  private static final class Column {
    private final ChannelSpec channel;
    private final LatestValues.Reading reading;
    private final int index;
    private long taken;

    private Column(ChannelSpec channel, LatestValues.Reading reading, int index) {
      this.channel = channel;
      this.reading = reading;
      this.index = index;
    }
  }

  /** Values and the time of the newest, in monotonic nanoseconds. */
  record News(Map<String, Double> values, long timeNanos) {}

  LiveChannels(Supplier<List<LiveGroup>> groups) {
    this.groups = groups;
  }

  /** The exact time of a fix is for laps; as a JSON number it would be neither exact nor of use. */
  static boolean isShown(ChannelSpec channel) {
    return channel.quantity() != Channel.GNSS_TIME.id();
  }

  /** Values that came since the last {@link #taken}. */
  News news() {
    look();
    Map<String, Double> values = new LinkedHashMap<>();
    long newest = 0;
    for (Column column : columns) {
      if (column.reading.count(column.index) > column.taken) {
        values.put(
            column.channel.name(), column.channel.scale().value(column.reading.raw(column.index)));
        newest = Math.max(newest, column.reading.timeNanos(column.index));
      }
    }
    return new News(values, newest);
  }

  /** The values of the last {@link #news} have been sent. */
  void taken() {
    for (Column column : columns) {
      column.taken = column.reading.count(column.index);
    }
  }

  private void look() {
    List<LiveGroup> now = groups.get();
    if (now.size() != readings.size()) {
      now.stream().filter(g -> !readings.containsKey(g.latest())).forEach(this::add);
    }
    readings.forEach(LatestValues::read);
  }

  private void add(LiveGroup group) {
    LatestValues.Reading reading = group.latest().newReading();
    readings.put(group.latest(), reading);
    List<ChannelSpec> channels = group.spec().channels();
    for (int i = 0; i < channels.size(); i++) {
      if (isShown(channels.get(i))) {
        columns.add(new Column(channels.get(i), reading, i));
      }
    }
  }
}
