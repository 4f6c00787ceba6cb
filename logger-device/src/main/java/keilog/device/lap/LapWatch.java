package keilog.device.lap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import keilog.protocol.block.Event;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.block.SessionId;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.topic.LapTally;
import keilog.protocol.track.Crossing;
import keilog.protocol.track.Fix;
import keilog.protocol.track.FixColumns;
import keilog.protocol.track.LapEvents;
import keilog.protocol.track.LapListener;
import keilog.protocol.track.LapTimer;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.TimedSector;
import keilog.protocol.track.Track;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Times the laps of a session from exactly the rows that its file holds: {@link #open}, {@link
 * #past} for what was measured before it, {@link #begun}, then {@link #row} by row, {@link #end}. A
 * chain of sessions that only the card made is one drive and needs no new {@link #open}. A fault in
 * here ends the timing of the session and nothing else. The recorder's thread; allocates nothing
 * per row.
 */
public final class LapWatch {
  private static final Logger LOG = LoggerFactory.getLogger(LapWatch.class);

  private final LapSettings settings;
  private final LapBoard board;
  private final Consumer<Event> events;
  private final Supplier<Optional<SessionId>> session;
  private final LiveDelta delta;
  private final boolean shows;
  private final Heard heard = new Heard();
  private final List<Event> held = new ArrayList<>();
  private final Fix fix = new Fix();
  private int[] groups = {};
  private FixColumns[] columns = {};
  private LapTally tally = new LapTally();
  private LapTimer timer;
  private Track track;
  private boolean catchingUp;
  private long lastGnssNanos;

  /**
   * @param events takes each lap and sector, to be recorded
   * @param session being recorded
   */
  public LapWatch(
      LapSettings settings,
      LapBoard board,
      Consumer<Event> events,
      Supplier<Optional<SessionId>> session) {
    this.settings = settings;
    this.board = board;
    this.events = events;
    this.session = session;
    this.delta = new LiveDelta(board);
    this.shows = settings.show() == LapSettings.Show.LIVE;
  }

  /** The groups that rows come from now on. */
  public void watch(List<GroupSpec> all) {
    List<GroupSpec> places = all.stream().filter(g -> FixColumns.of(g).isPresent()).toList();
    groups = places.stream().mapToInt(GroupSpec::id).toArray();
    columns = places.stream().map(g -> FixColumns.of(g).orElseThrow()).toArray(FixColumns[]::new);
    if (groups.length > 0 && shows) {
      board.timing();
    }
  }

  /** A session begins: laps are counted from its first row. */
  public void open() {
    abandon();
    delta.clear();
    tally = new LapTally();
    lastGnssNanos = Long.MIN_VALUE;
    catchingUp = true;
    guarded(this::begin);
  }

  private void begin() {
    timer =
        settings.track().isPresent()
            ? LapTimer.on(settings.track().get(), heard)
            : LapTimer.finding(settings.candidates().get(), heard);
  }

  /** Rows of the session from before anybody knew of it. */
  public void past(GroupBatch batch) {
    Optional<FixColumns> place = FixColumns.of(batch.group());
    if (timer == null || place.isEmpty()) {
      return;
    }
    guarded(
        () -> {
          for (int row = 0; row < batch.size(); row++) {
            if (place.get().read(batch, row, fix)) {
              take();
            }
          }
        });
  }

  /** The past is over: what it held may be told. */
  public void begun() {
    catchingUp = false;
    held.forEach(this::tell);
    held.clear();
  }

  /** Sees a row that has gone to the block encoder. */
  public void row(int group, long timeNanos, long present, long[] rawByColumn) {
    if (timer == null || catchingUp) {
      return;
    }
    for (int i = 0; i < groups.length; i++) {
      if (groups[i] == group && columns[i].read(timeNanos, present, rawByColumn, fix)) {
        try {
          take();
        } catch (RuntimeException bug) {
          fault(bug);
        }
        return;
      }
    }
  }

  private void take() {
    if (fix.gnssNanos <= lastGnssNanos) {
      return;
    }
    lastGnssNanos = fix.gnssNanos;
    if (!shows) {
      timer.fix(fix);
      return;
    }
    delta.driven(fix);
    timer.fix(fix);
    delta.show(fix);
  }

  /** The session is over: what is known of the last line is told; the way in is no lap. */
  public void end() {
    if (timer != null) {
      guarded(timer::end);
    }
    abandon();
  }

  /** The session is no more: nothing is told. */
  public void abandon() {
    timer = null;
    track = null;
    catchingUp = false;
    held.clear();
  }

  private void guarded(Runnable timing) {
    try {
      timing.run();
    } catch (RuntimeException bug) {
      fault(bug);
    }
  }

  private void fault(RuntimeException bug) {
    LOG.error("a fault in the lap timer; this session has no more laps, all else goes on", bug);
    timer = null;
  }

  private void tell(Event event) {
    if (catchingUp) {
      held.add(event);
      return;
    }
    events.accept(event);
    if (shows) {
      session.get().flatMap(id -> tally.hear(id, event)).ifPresent(board::tell);
    }
  }

  private final class Heard implements LapListener {
    @Override
    public void layout(Track found) {
      boolean another = track == null || !track.id().equals(found.id());
      if (another) {
        LOG.info("laps are timed on {}", found.id());
        board.track(found.id());
      }
      if (another && track != null) {
        delta.otherCourse();
      }
      track = found;
    }

    @Override
    public void crossed(Crossing crossing) {
      delta.crossed(crossing);
      if (shows
          && track.finish().isPresent()
          && track.start().equals(Optional.of(crossing.gate()))) {
        delta.begins(crossing.gnssNanos());
      }
    }

    @Override
    public void sector(int lap, TimedSector sector) {
      tell(LapEvents.sector(track, lap, sector));
    }

    @Override
    public void lap(TimedLap lap) {
      if (lap.kind() == TimedLap.Kind.IN) {
        return;
      }
      tell(LapEvents.lap(track, lap));
      if (shows) {
        delta.ends(lap, fix.timeNanos);
      }
      if (shows && track.finish().isEmpty()) {
        delta.begins(lap.endNanos());
      }
    }
  }
}
