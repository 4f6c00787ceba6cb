package keilog.device.record;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import keilog.device.lap.LapSettings;
import keilog.device.source.Row;
import keilog.protocol.block.ClockTie;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.Dropout;
import keilog.protocol.block.End;
import keilog.protocol.block.Event;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.block.Schema;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.session.Damage;
import keilog.protocol.session.ReadReport;
import keilog.protocol.session.SessionFile;
import keilog.protocol.session.SessionReader;
import keilog.protocol.session.SessionVisitor;
import keilog.protocol.session.Storage;
import keilog.protocol.time.MonotonicClock;

/**
 * A recorder on a clock of the test's own, with one scripted source at 50 rows a second: engine
 * speed counts up with every row, so that each row of a drive can be told from every other.
 */
final class Drive {
  static final long MILLISECOND = 1_000_000L;
  static final long SECOND = 1_000_000_000L;
  static final long STEP = 20 * MILLISECOND;

  final Storage storage;
  final Recorder recorder;
  final SourceFeed feed;
  final GroupSpec group;
  private final Row row;

  /** What a file holds. */
  static final class Content implements SessionVisitor {
    final List<Schema> schemas = new ArrayList<>();
    final List<Long> rows = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<ClockTie> ties = new ArrayList<>();
    final List<Dropout> dropouts = new ArrayList<>();
    final List<Damage> damages = new ArrayList<>();
    Optional<End> end = Optional.empty();
    ReadReport report;

    @Override
    public void schema(Schema schema) {
      schemas.add(schema);
    }

    @Override
    public void data(GroupBatch batch) {
      for (int r = 0; r < batch.size(); r++) {
        if (batch.group().channels().getFirst().quantity() == Channel.ENGINE_SPEED.id()) {
          rows.add(batch.raw(0, r));
        }
      }
    }

    @Override
    public void event(Event event) {
      events.add(event);
    }

    @Override
    public void clock(ClockTie tie) {
      ties.add(tie);
    }

    @Override
    public void dropout(Dropout dropout) {
      dropouts.add(dropout);
    }

    @Override
    public void end(End last) {
      end = Optional.of(last);
    }

    @Override
    public void damage(Damage damage) {
      damages.add(damage);
    }
  }

  /** The clock of all drives of a test: one machine. */
  static final class Time implements MonotonicClock {
    long now = 1_000 * SECOND;

    /** Number of the next row, over all drives of a test. */
    long nextRow;

    @Override
    public long nanos() {
      return now;
    }
  }

  final Time time;
  private final LongUnaryOperator rawOfRow;

  Drive(Storage storage, Time time, RecorderSettings settings) {
    this(storage, time, settings, row -> row);
  }

  /**
   * @param rawOfRow engine speed by row number, in quarters of a revolution a minute
   */
  Drive(Storage storage, Time time, RecorderSettings settings, LongUnaryOperator rawOfRow) {
    this(storage, time, settings, rawOfRow, KernelTime.UNKNOWN);
  }

  Drive(
      Storage storage,
      Time time,
      RecorderSettings settings,
      LongUnaryOperator rawOfRow,
      KernelTime kernel) {
    this.storage = storage;
    this.time = time;
    this.rawOfRow = rawOfRow;
    this.recorder =
        Recorder.over(
            settings, storage, time, kernel, List.of(), () -> (int) (time.nanos() / MILLISECOND));
    this.feed = recorder.feed("elm", "elm", 1_000);
    this.group =
        feed.declare(
            MILLISECOND,
            0,
            List.of(ChannelSpec.of(Channel.ENGINE_SPEED), ChannelSpec.of(Channel.VEHICLE_SPEED)));
    this.row = new Row(group);
  }

  static RecorderSettings settings(RecorderSettings.Start start) {
    return new RecorderSettings(
        "az-1",
        "az-1",
        "test",
        start,
        Duration.ofMinutes(2),
        false,
        DataEncoder.DEFAULT_CODEC,
        1L << 20,
        1L << 14,
        "boot-id-1",
        LapSettings.USUAL);
  }

  /** Offers one row now. */
  void offer() {
    row.at(time.now).put(0, rawOfRow.applyAsLong(time.nextRow));
    row.put(1, time.nextRow % 100);
    time.nextRow++;
    feed.offer(row);
  }

  /** Drives on: a row and a step every 20 ms. */
  Drive forMillis(long millis) {
    for (long end = time.now + millis * MILLISECOND; time.now < end; ) {
      offer();
      recorder.step(time.now);
      time.now += STEP;
    }
    return this;
  }

  /** Steps on without rows. */
  Drive idleMillis(long millis) {
    for (long end = time.now + millis * MILLISECOND; time.now < end; ) {
      recorder.step(time.now);
      time.now += STEP;
    }
    return this;
  }

  /** As SIGTERM does. */
  Drive shutDown() {
    recorder.stop();
    recorder.run();
    return this;
  }

  static Content read(Storage storage, String name) throws java.io.IOException {
    Content content = new Content();
    content.report = SessionReader.over(storage, name).read(content);
    return content;
  }

  /** All sessions of a storage, in the order they were recorded. */
  static Map<String, Content> readAll(Storage storage) throws java.io.IOException {
    Map<String, Content> contents = new TreeMap<>();
    for (String name : storage.list()) {
      if (SessionFile.parse(name).isPresent()) {
        contents.put(name, read(storage, name));
      }
    }
    return contents;
  }

  /** The rows of all sessions of a storage, in their order. */
  static List<Long> rows(Storage storage) throws java.io.IOException {
    return readAll(storage).values().stream().flatMap(c -> c.rows.stream()).toList();
  }
}
