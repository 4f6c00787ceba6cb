package keilog.device.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import keilog.device.lap.LapSettings;
import keilog.device.source.Row;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventKind;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.session.SessionFile;
import keilog.protocol.session.SessionReader;
import keilog.protocol.session.SessionVisitor;
import keilog.protocol.session.Storage;
import keilog.protocol.track.Fix;
import keilog.protocol.track.FixColumns;
import keilog.protocol.track.LapEvents;
import keilog.protocol.track.LapListener;
import keilog.protocol.track.LapTimer;
import keilog.protocol.track.Plane;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.TimedSector;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;

/**
 * The real recorder on a test's clock in a car that laps TC2000 along its drawn line: 50 rows a
 * second of an engine and 10 fixes a second with noise of a third of a metre.
 */
final class LapDrive {
  static final Track TRACK = Tracks.find("tsukuba-tc2000").orElseThrow();

  private static final long UTC_LESS_MONOTONIC = 1_795_000_000L * Drive.SECOND;
  private static final int FIX_EVERY_STEPS = 5;
  private static final double NOISE_METRES = 0.3;

  final Recorder recorder;
  private final Drive.Time time;
  private final Random random;
  private final SourceFeed engine;
  private final SourceFeed gps;
  private final Row engineRow;
  private final Row gpsRow;
  private final Plane plane = Plane.at(TRACK.start().orElseThrow().centre());
  private final double[] way;
  private double metres;
  private double pace = 1;
  private long steps;

  /**
   * @param startMetres where the car stands, from the start line
   */
  LapDrive(
      Storage storage, Drive.Time time, RecorderSettings settings, long seed, double startMetres) {
    this.time = time;
    this.random = new Random(seed);
    this.metres = startMetres;
    this.recorder =
        Recorder.over(settings, storage, time, KernelTime.UNKNOWN, List.of(), random::nextInt);
    this.engine = recorder.feed("elm", "elm", 1_000);
    this.gps = recorder.feed("gps", "gps", 90);
    this.engineRow =
        new Row(
            engine.declare(
                Drive.MILLISECOND, 0, List.of(ChannelSpec.of(Channel.COOLANT_TEMPERATURE))));
    GroupSpec fixes =
        gps.declare(
            Drive.MILLISECOND,
            Drive.SECOND / 10,
            List.of(
                ChannelSpec.of(Channel.GNSS_TIME),
                ChannelSpec.of(Channel.LATITUDE),
                ChannelSpec.of(Channel.LONGITUDE),
                ChannelSpec.of(Channel.GPS_SPEED),
                ChannelSpec.of(Channel.HEADING),
                ChannelSpec.of(Channel.HORIZONTAL_ACCURACY),
                ChannelSpec.of(Channel.SPEED_ACCURACY),
                ChannelSpec.of(Channel.FIX_QUALITY),
                ChannelSpec.of(Channel.SATELLITES)));
    this.gpsRow = new Row(fixes);
    this.way = new double[TRACK.centreline().size() + 1];
    for (int i = 1; i < way.length; i++) {
      way[i] = way[i - 1] + Math.hypot(east(i) - east(i - 1), north(i) - north(i - 1));
    }
  }

  static RecorderSettings settings(RecorderSettings.Start start, LapSettings.Show show) {
    return settings(start, new LapSettings(Optional.of(TRACK), List::of, show));
  }

  static RecorderSettings settings(RecorderSettings.Start start, LapSettings laps) {
    RecorderSettings s = Drive.settings(start);
    return new RecorderSettings(
        s.device(),
        s.car(),
        s.software(),
        s.start(),
        s.preTrigger(),
        s.deleteOldest(),
        s.codec(),
        s.memoryBytes(),
        s.reserveBytes(),
        s.kernelBootId(),
        laps);
  }

  private double east(int i) {
    return plane.east(TRACK.centreline().get(i % (way.length - 1)).longitude());
  }

  private double north(int i) {
    return plane.north(TRACK.centreline().get(i % (way.length - 1)).latitude());
  }

  double lapMetres() {
    return way[way.length - 1];
  }

  /** How fast it goes from here on; 1 laps in about 80 s, 0 stands. */
  LapDrive pace(double newPace) {
    pace = newPace;
    return this;
  }

  LapDrive forSeconds(double seconds) {
    for (long n = Math.round(seconds * 50); n > 0; n--) {
      offer();
      recorder.step(time.now);
      time.now += Drive.STEP;
    }
    return this;
  }

  /** Rows come, and the recorder's thread gets no turn. */
  LapDrive starved(double seconds) {
    for (long n = Math.round(seconds * 50); n > 0; n--) {
      offer();
      time.now += Drive.STEP;
    }
    return this;
  }

  LapDrive shutDown() {
    recorder.stop();
    recorder.run();
    return this;
  }

  private double speed() {
    return pace * (26 + 9 * Math.sin(6 * Math.PI * metres / lapMetres()));
  }

  private void offer() {
    metres += speed() * Drive.STEP / Drive.SECOND;
    engineRow.at(time.now).put(0, 80 + steps % 7);
    engine.offer(engineRow);
    if (steps++ % FIX_EVERY_STEPS == 0) {
      fix();
    }
  }

  private void fix() {
    double m = ((metres % lapMetres()) + lapMetres()) % lapMetres();
    int i = 0;
    while (way[i + 1] <= m) {
      i++;
    }
    double share = (m - way[i]) / (way[i + 1] - way[i]);
    double dx = east(i + 1) - east(i);
    double dy = north(i + 1) - north(i);
    double x = east(i) + share * dx + NOISE_METRES * random.nextGaussian();
    double y = north(i) + share * dy + NOISE_METRES * random.nextGaussian();
    double kmh = 3.6 * Math.max(0, speed() + 0.05 * random.nextGaussian());
    double heading = (Math.toDegrees(Math.atan2(dx, dy)) + 360) % 360;
    gpsRow
        .at(time.now)
        .put(0, UTC_LESS_MONOTONIC + time.now)
        .put(1, Math.round(plane.place(x, y).latitude() * 1e7))
        .put(2, Math.round(plane.place(x, y).longitude() * 1e7))
        .put(3, Channel.GPS_SPEED.scale().raw(kmh))
        .put(4, Channel.HEADING.scale().raw(heading))
        .put(5, 500)
        .put(6, Channel.SPEED_ACCURACY.scale().raw(0.3))
        .put(7, 1)
        .put(8, 17);
    gps.offer(gpsRow);
  }

  /** What the sessions of a storage hold, in the order they were recorded. */
  static Map<String, Timed> read(Storage storage) throws IOException {
    Map<String, Timed> sessions = new TreeMap<>();
    for (String name : storage.list()) {
      if (SessionFile.parse(name).isPresent()) {
        Timed timed = new Timed();
        SessionReader.over(storage, name).read(timed);
        sessions.put(name, timed);
      }
    }
    return sessions;
  }

  /** The laps and sectors that a session's file tells, and its fixes. */
  static final class Timed implements SessionVisitor {
    final List<Event> told = new ArrayList<>();
    final List<Fix> fixes = new ArrayList<>();

    @Override
    public void data(GroupBatch batch) {
      FixColumns.of(batch.group())
          .ifPresent(
              columns -> {
                for (int row = 0; row < batch.size(); row++) {
                  Fix fix = new Fix();
                  if (columns.read(batch, row, fix)) {
                    fixes.add(fix);
                  }
                }
              });
    }

    @Override
    public void event(Event event) {
      if (event.kindId() == EventKind.LAP.id() || event.kindId() == EventKind.SECTOR.id()) {
        told.add(event);
      }
    }

    List<Event> laps() {
      return told.stream().filter(e -> e.kindId() == EventKind.LAP.id()).toList();
    }
  }

  /** What somebody finds who times these fixes anew, as events. */
  static List<Event> timedAnew(List<Fix> fixes) {
    return timedAnew(fixes, finder -> LapTimer.on(TRACK, finder));
  }

  static List<Event> timedAnew(List<Fix> fixes, Function<LapListener, LapTimer> made) {
    Finder finder = new Finder();
    LapTimer timer = made.apply(finder);
    fixes.forEach(timer::fix);
    timer.end();
    return finder.found;
  }

  private static final class Finder implements LapListener {
    final List<Event> found = new ArrayList<>();
    private Track layout;

    @Override
    public void layout(Track known) {
      layout = known;
    }

    @Override
    public void sector(int lap, TimedSector sector) {
      found.add(LapEvents.sector(layout, lap, sector));
    }

    @Override
    public void lap(TimedLap lap) {
      if (lap.kind() != TimedLap.Kind.IN) {
        found.add(LapEvents.lap(layout, lap));
      }
    }
  }
}
