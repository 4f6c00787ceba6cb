package keilog.tools.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import keilog.protocol.block.Event;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.block.Schema;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.session.ReadReport;
import keilog.protocol.session.SessionReader;
import keilog.protocol.session.SessionVisitor;
import keilog.protocol.track.FixColumns;

/** Reads the sessions of one drive into memory. One thread. */
public final class RecordingReader {
  /**
   * A card that fails makes a new session without losing a row, and rows of one block lie within a
   * second; a logger that was killed is away for longer.
   */
  private static final long LEAST_CUT_NANOS = 1_200_000_000L;

  /**
   * From this rate on the receiver's own Doppler speed says better than an accelerometer that leans
   * with the body how the car is pushed, so that one, often half of all samples, stays unread.
   * Ours.
   */
  private static final long GOOD_FIX_PERIOD_NANOS = 100_000_000;

  private static final Set<Channel> ACCELEROMETER =
      EnumSet.of(
          Channel.ACCELERATION_X,
          Channel.ACCELERATION_Y,
          Channel.ACCELERATION_Z,
          Channel.ROTATION_X,
          Channel.ROTATION_Y,
          Channel.ROTATION_Z);

  private final FixRows fixes = new FixRows();
  private final Map<Kind, GroupRows> groups = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Recording.Cut> cuts = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private Optional<Schema> first = Optional.empty();
  private long lastNanos = Long.MIN_VALUE;

  /** What makes two groups of different schemas the same. */
  private record Kind(String source, List<ChannelSpec> channels) {}

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
    SessionReader reader = SessionReader.open(session);
    String name = session.getFileName().toString();
    names.add(name);
    ReadReport report = reader.read(new Rows(), wanted(reader.schema()));
    if (!report.undamaged()) {
      skipped.add(
          "%s is damaged in %d places, the first at byte %d: what lies there is missing here (see keilog verify)"
              .formatted(name, report.damageCount(), report.damages().getFirst().offset()));
    }
    if (report.droppedRows() > 0) {
      skipped.add(
          "%s: the logger could not keep %d rows and says so"
              .formatted(name, report.droppedRows()));
    }
  }

  private static Predicate<GroupSpec> wanted(Optional<Schema> schema) {
    boolean goodFixes =
        schema.stream()
            .flatMap(s -> s.groups().stream())
            .filter(g -> FixColumns.of(g).isPresent())
            .anyMatch(g -> g.periodNanos() > 0 && g.periodNanos() <= GOOD_FIX_PERIOD_NANOS);
    return group -> !goodFixes || !isAccelerometer(group);
  }

  private static boolean isAccelerometer(GroupSpec group) {
    return group.channels().stream()
        .allMatch(c -> Channel.byId(c.quantity()).filter(ACCELEROMETER::contains).isPresent());
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
        JoinedColumns.of(columns),
        events,
        cuts,
        names,
        skipped);
  }

  private final class Rows implements SessionVisitor {
    private final Map<GroupSpec, GroupRows> places = new IdentityHashMap<>();
    private boolean begun;

    @Override
    public void schema(Schema schema) {
      if (first.isEmpty()) {
        first = Optional.of(schema);
      }
    }

    @Override
    public void data(GroupBatch batch) {
      if (!begun) {
        begun = true;
        if (lastNanos != Long.MIN_VALUE && batch.timeNanos(0) - lastNanos > LEAST_CUT_NANOS) {
          cuts.add(new Recording.Cut(lastNanos, batch.timeNanos(0)));
        }
      }
      if (!fixes.add(batch)) {
        places.computeIfAbsent(batch.group(), this::place).add(batch);
      }
      lastNanos = Math.max(lastNanos, batch.timeNanos(batch.size() - 1));
    }

    private GroupRows place(GroupSpec group) {
      return groups.computeIfAbsent(
          new Kind(group.source(), group.channels()), kind -> new GroupRows(group));
    }

    @Override
    public void event(Event event) {
      events.add(event);
    }
  }
}
