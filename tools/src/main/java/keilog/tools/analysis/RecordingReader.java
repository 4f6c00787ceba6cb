package keilog.tools.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keilog.protocol.block.Event;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.block.Schema;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.session.SessionReader;
import keilog.protocol.session.SessionVisitor;
import keilog.protocol.track.Fix;
import keilog.protocol.track.FixColumns;

/** Reads the sessions of one drive into memory. One thread. */
public final class RecordingReader {
  private final Fixes.Builder fixes = new Fixes.Builder();
  private final Map<Integer, GroupRows> groups = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Recording.Cut> cuts = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private Optional<Schema> first = Optional.empty();
  private long lastNanos = Long.MIN_VALUE;

  private RecordingReader() {}

  /**
   * Reads one drive.
   *
   * @param sessions files of one chain, in the order of the drive; at least 1
   * @throws IOException where a file cannot be read; damage within is skipped
   */
  public static Recording read(List<Path> sessions) throws IOException {
    RecordingReader reader = new RecordingReader();
    for (Path session : sessions) {
      reader.add(session);
    }
    return reader.recording();
  }

  private void add(Path session) throws IOException {
    Rows rows = new Rows();
    SessionReader.open(session).read(rows);
    names.add(session.getFileName().toString());
  }

  private Recording recording() {
    List<Column> columns = new ArrayList<>();
    groups.values().forEach(group -> group.columns(columns));
    String name = names.getFirst();
    return new Recording(
        name.replaceFirst("\\.[^.]*$", ""),
        first.map(Schema::car),
        first.flatMap(Schema::track),
        fixes.build(),
        columns,
        events,
        cuts,
        names);
  }

  private final class Rows implements SessionVisitor {
    private final Fix fix = new Fix();
    private boolean begun;

    @Override
    public void schema(Schema schema) {
      if (first.isEmpty()) {
        first = Optional.of(schema);
      }
    }

    @Override
    public void data(GroupBatch batch) {
      if (!begun && batch.size() > 0) {
        begun = true;
        if (lastNanos != Long.MIN_VALUE) {
          cuts.add(new Recording.Cut(lastNanos, batch.timeNanos(0)));
        }
      }
      Optional<FixColumns> place = FixColumns.of(batch.group());
      if (place.isPresent()) {
        fixes(place.get(), batch);
      } else {
        groups.computeIfAbsent(batch.group().id(), id -> new GroupRows(batch.group())).add(batch);
      }
      if (batch.size() > 0) {
        lastNanos = Math.max(lastNanos, batch.timeNanos(batch.size() - 1));
      }
    }

    private void fixes(FixColumns columns, GroupBatch batch) {
      int altitude = column(batch, Channel.ALTITUDE);
      for (int row = 0; row < batch.size(); row++) {
        if (columns.read(batch, row, fix)) {
          boolean high = altitude >= 0 && batch.present(altitude, row);
          ChannelSpec spec = high ? batch.group().channels().get(altitude) : null;
          fixes.add(fix, high ? spec.scale().value(batch.raw(altitude, row)) : Double.NaN);
        }
      }
    }

    private static int column(GroupBatch batch, Channel channel) {
      List<ChannelSpec> channels = batch.group().channels();
      for (int c = 0; c < channels.size(); c++) {
        if (channels.get(c).id() == channel.id()) {
          return c;
        }
      }
      return -1;
    }

    @Override
    public void event(Event event) {
      events.add(event);
    }
  }
}
