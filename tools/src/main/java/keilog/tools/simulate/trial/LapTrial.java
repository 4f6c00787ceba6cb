package keilog.tools.simulate.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keilog.protocol.track.Fix;
import keilog.protocol.track.LapListener;
import keilog.protocol.track.LapTimer;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.TimedSector;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Crossings;
import keilog.tools.simulate.drive.Drive;
import keilog.tools.simulate.drive.Garage;
import keilog.tools.simulate.drive.Gate;
import keilog.tools.simulate.drive.Ground;
import keilog.tools.simulate.drive.Road;
import keilog.tools.simulate.drive.Variation;

/**
 * One drive on TC2000, measured by several receivers at once; each one's laps and sectors are timed
 * by the lap timer and compared with when the car truly crossed the very same lines. One thread.
 */
public final class LapTrial {
  private static final String TRACK = "tsukuba-tc2000";
  private static final long MATCH_NANOS = 1_000_000_000L;

  private final Drive drive;
  private final Map<String, TreeMap<Long, CarState>> truth = new HashMap<>();
  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param receivers which measure it
   * @param seed of the driver and of all errors
   */
  public LapTrial(List<ReceiverErrors> receivers, long seed) {
    Track track = Tracks.find(TRACK).orElseThrow();
    Road road = Road.find(TRACK).orElseThrow();
    drive = new Drive(Garage.find("az-1").orElseThrow(), road, seed, Variation.HUMAN, 0, -150);
    for (ReceiverErrors receiver : receivers) {
      entries.add(new Entry(new ReceiverOnTrial(receiver, road.ground(), seed), track));
    }
    drive.listen(
        new Crossings(
            gates(LapTimer.on(track, new LapListener() {}).track().orElseThrow(), road.ground()),
            (gate, car) ->
                truth
                    .computeIfAbsent(gate.name(), n -> new TreeMap<>())
                    .put(ReceiverOnTrial.gnssNanos(car.nanos()), car)));
  }

  /** The lines in force, on the ground of the simulation. */
  private static List<Gate> gates(Track track, Ground ground) {
    List<keilog.protocol.track.Gate> lines = new ArrayList<>(track.sectors());
    lines.add(track.start().orElseThrow());
    return lines.stream()
        .map(
            g ->
                new Gate(
                    g.name(),
                    ground.east(g.a().longitude()),
                    ground.north(g.a().latitude()),
                    ground.east(g.b().longitude()),
                    ground.north(g.b().latitude())))
        .toList();
  }

  /** Drives so long, then compares. */
  public void run(double seconds) {
    long end = (long) (seconds * 1e9);
    for (Entry next = first(); next.receiver.next() <= end; next = first()) {
      Fix fix = next.receiver.fix(drive.at(next.receiver.next()));
      if (fix != null) {
        next.timer.fix(fix);
      }
    }
    for (Entry entry : entries) {
      entry.timer.end();
      compare(entry);
    }
  }

  private Entry first() {
    Entry first = entries.getFirst();
    for (Entry entry : entries) {
      first = entry.receiver.next() < first.receiver.next() ? entry : first;
    }
    return first;
  }

  private void compare(Entry entry) {
    int expected = truth.getOrDefault("start", new TreeMap<>()).size() - 1;
    for (TimedLap lap : entry.laps) {
      compare(
          "start",
          lap.startNanos(),
          "start",
          lap.endNanos(),
          lap.uncertaintyNanos(),
          entry.lapErrors);
      String from = "start";
      for (TimedSector sector : lap.sectors()) {
        compare(
            from,
            sector.startNanos(),
            sector.gate(),
            sector.endNanos(),
            sector.uncertaintyNanos(),
            entry.sectorErrors);
        from = sector.gate();
      }
    }
    entry.lapErrors.miss(Math.abs(expected - entry.laps.size()));
    entry.sectorErrors.miss(Math.abs(3 * expected - entry.sectorErrors.count()));
  }

  private void compare(
      String from, long start, String to, long end, long claimed, TrialResult into) {
    Long trueStart = nearest(from, start);
    Long trueEnd = nearest(to, end);
    if (trueStart == null || trueEnd == null) {
      into.miss(1);
    } else {
      into.add(((end - start) - (trueEnd - trueStart)) * 1e-6, claimed * 1e-6);
    }
  }

  private Long nearest(String gate, long gnssNanos) {
    TreeMap<Long, CarState> passages = truth.getOrDefault(gate, new TreeMap<>());
    Long before = passages.floorKey(gnssNanos);
    Long after = passages.ceilingKey(gnssNanos);
    boolean earlier = after == null || before != null && gnssNanos - before < after - gnssNanos;
    Long found = earlier ? before : after;
    return found != null && Math.abs(found - gnssNanos) < MATCH_NANOS ? found : null;
  }

  /** Errors of the laps of one receiver, by its place in the list. */
  public TrialResult laps(int receiver) {
    return entries.get(receiver).lapErrors;
  }

  /** Errors of the sectors of one receiver, by its place in the list. */
  public TrialResult sectors(int receiver) {
    return entries.get(receiver).sectorErrors;
  }

  private static final class Entry implements LapListener {
    private final ReceiverOnTrial receiver;
    private final LapTimer timer;
    private final List<TimedLap> laps = new ArrayList<>();
    private final TrialResult lapErrors = new TrialResult();
    private final TrialResult sectorErrors = new TrialResult();

    Entry(ReceiverOnTrial receiver, Track track) {
      this.receiver = receiver;
      this.timer = LapTimer.on(track, this);
    }

    @Override
    public void lap(TimedLap lap) {
      if (lap.kind() == TimedLap.Kind.FLYING) {
        laps.add(lap);
      }
    }
  }
}
