package keilog.protocol.track;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Times the laps of one course. One thread. */
final class CourseTimer implements Timing {
  private static final int START = 0;

  private final LapListener listener;
  private final GateLine startLine;
  private final FixTrail trail;
  private final FixSieve sieve;
  private final Cadence cadence = new Cadence();
  private final NoiseEstimate noise = new NoiseEstimate();
  private final CrossingRule rule;
  private final LapBook book;
  private final Rest rest;
  private final List<GateWatch> watches = new ArrayList<>();
  private final Deque<Approach> approaches = new ArrayDeque<>();
  private final SectorPath path = new SectorPath();
  private Track track;
  private int pathEnd = -1;
  private boolean cut;

  /**
   * @throws java.util.NoSuchElementException where the track has no start line
   */
  CourseTimer(Track track, LapListener listener) {
    Gate start = track.start().orElseThrow();
    Plane plane = Plane.at(start.centre());
    this.listener = listener;
    this.startLine = new GateLine(start, plane);
    this.trail = new FixTrail(plane);
    this.sieve = new FixSieve(plane);
    this.rule = new CrossingRule(trail, noise, cadence);
    this.rest = new Rest(startLine, trail);
    this.book = new LapBook(metres(track), listener);
    boolean undrawn = track.sectors().isEmpty() && !track.centreline().isEmpty();
    use(undrawn ? track.withSectors(SectorLines.ofCentreline(track, plane)) : track);
  }

  private static double metres(Track track) {
    return track.lengthMetres().isPresent() ? track.lengthMetres().getAsInt() : Double.NaN;
  }

  private void use(Track newTrack) {
    track = newTrack;
    if (watches.isEmpty()) {
      watches.add(new GateWatch(START, startLine));
    }
    watches.subList(1, watches.size()).clear();
    int number = 0;
    for (Gate sector : track.sectors()) {
      number++;
      watches.add(new GateWatch(number, new GateLine(sector, trail.plane())));
    }
    if (track.finish().isPresent()) {
      number++;
      watches.add(new GateWatch(number, new GateLine(track.finish().orElseThrow(), trail.plane())));
    }
  }

  @Override
  public Optional<Track> track() {
    return Optional.of(track);
  }

  @Override
  public void fix(Fix fix) {
    FixSieve.Verdict verdict = sieve.judge(fix);
    if (verdict == FixSieve.Verdict.LEFT_OUT) {
      return;
    }
    trail.add(fix, verdict == FixSieve.Verdict.ELSEWHERE);
    int n = trail.newest();
    if (n == 0) {
      book.out(here());
      return;
    }
    if (!trail.cut(n)) {
      cadence.add(trail.seconds(n - 1, n));
    }
    noise.add(trail);
    if (cut) {
      book.open().remark(TimedLap.Remark.POWER_CUT);
      cut = false;
    }
    rest.step();
    for (int i = 0; i < watches.size(); i++) {
      Approach approach = watches.get(i).step(trail);
      if (approach != null) {
        approaches.add(approach);
      }
    }
    settle(false);
  }

  /** The way so far, and every passing that can be solved. */
  private void settle(boolean all) {
    while (!approaches.isEmpty() && (all || rule.ripe(approaches.peek()))) {
      Approach approach = approaches.poll();
      walk(approach.before());
      if (approach.forwards()) {
        pass(rule.solve(approach));
      } else {
        book.open().remark(TimedLap.Remark.BACKWARDS);
      }
    }
    if (approaches.isEmpty()) {
      walk(trail.newest());
      Passing departure = rest.takePastLine();
      if (departure != null && !book.timing()) {
        begin(departure, true);
      }
    }
  }

  private void walk(int to) {
    book.open().walk(trail, cadence, to);
    if (wantsPath()) {
      for (int n = Math.max(pathEnd + 1, trail.oldest()); n <= to; n++) {
        path.add(trail.east(n), trail.north(n), trail.odometer(n));
      }
      pathEnd = Math.max(pathEnd, to);
    }
  }

  private boolean wantsPath() {
    return track.sectors().isEmpty();
  }

  private void pass(Passing passing) {
    listener.crossed(passing.crossing());
    if (passing.gate() == START) {
      Passing departure = rest.before(passing, book.timing());
      begin(departure == null ? passing : departure, departure != null);
    } else if (passing.gate() <= track.sectors().size()) {
      book.sector(passing.gate(), passing);
    } else {
      book.finish(passing);
      learn();
    }
  }

  private void begin(Passing start, boolean fromRest) {
    book.close(start, track.finish().isPresent());
    learn();
    book.begin(start, fromRest, track.sectors());
    path.clear();
    pathEnd = start.before();
  }

  /** The lap that ended shows where the sectors are: the next one is driven with them. */
  private void learn() {
    if (!wantsPath() || !book.clean()) {
      return;
    }
    List<Gate> lines = SectorLines.of(path, trail.plane());
    if (!lines.isEmpty()) {
      use(track.withSectors(lines));
      listener.layout(track);
    }
  }

  @Override
  public void powerCut() {
    settle(true);
    cut = true;
  }

  @Override
  public void end() {
    if (trail.newest() >= 0) {
      settle(true);
      book.end(here());
    }
  }

  /** Where the car is, as the begin of the way out or the end of the way in. */
  private Passing here() {
    int n = trail.newest();
    return new Passing(
        START,
        new Crossing(
            startLine.gate(),
            trail.epoch(n),
            trail.time(n),
            trail.speed(n),
            Quality.INSUFFICIENT,
            0),
        trail.odometer(n),
        n,
        0,
        false,
        false);
  }

  /** How many laps ended that have a time. */
  int timedLaps() {
    return book.timed();
  }

  /** Metres driven in the lap that ended last. */
  double lastMetres() {
    return book.lastMetres();
  }
}
