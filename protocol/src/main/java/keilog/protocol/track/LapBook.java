package keilog.protocol.track;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes laps of passings, in order, and judges them. One thread. */
final class LapBook {
  /** Published lengths and the driven line differ by up to a tenth. */
  private static final double PUBLISHED_TOLERANCE = 0.12;

  /** Laps of one layout differ by well under this; a cut chicane does not. */
  private static final double DRIVEN_TOLERANCE = 0.03;

  /** So many laps make a typical one. */
  private static final int TYPICAL_LAPS = 3;

  /** Slower than the typical lap by this factor: traffic, or a lap to cool down. */
  private static final double SLOW_FACTOR = 1.3;

  private final LapListener listener;
  private final double publishedMetres;
  private final SectorClock sectors;
  private final OpenLap open = new OpenLap();
  private final Typical lengths = new Typical();
  private final Typical durations = new Typical();
  private int number;
  private int timed;
  private boolean running;
  private boolean standing;
  private boolean outbound;
  private Passing start;
  private TimedLap last;
  private double lastMetres;

  /**
   * @param publishedMetres of the layout; NaN where unknown
   */
  LapBook(double publishedMetres, LapListener listener) {
    this.publishedMetres = publishedMetres;
    this.listener = listener;
    this.sectors = new SectorClock(listener);
  }

  /** What is seen on the way. */
  OpenLap open() {
    return open;
  }

  /** The first fix: the way out begins. */
  void out(Passing first) {
    running = true;
    outbound = true;
    start = first;
  }

  /** Whether a lap that has a time is being driven. */
  boolean timing() {
    return running && !outbound;
  }

  /** How many laps ended that have a time. */
  int timed() {
    return timed;
  }

  /** Metres driven in it. */
  double lastMetres() {
    return lastMetres;
  }

  /** The line where laps end, unless the course has a finish: then a run is broken off here. */
  void close(Passing passing, boolean hasFinish) {
    if (running) {
      boolean broken = hasFinish && !outbound;
      close(passing, broken ? TimedLap.Kind.IN : kind());
    }
  }

  /** A lap begins, with lines between. */
  void begin(Passing passing, boolean fromRest, List<Gate> gates) {
    running = true;
    outbound = false;
    standing = fromRest;
    start = passing;
    sectors.begin(number, gates, passing);
  }

  /** Whether the last lap went from line to line at speed and nothing was amiss. */
  boolean clean() {
    return last != null
        && (last.kind() == TimedLap.Kind.FLYING || last.kind() == TimedLap.Kind.STANDING)
        && last.quality() == Quality.MEASURED
        && last.remarks().isEmpty();
  }

  /** A line between, numbered from 1. */
  void sector(int gate, Passing passing) {
    if (timing()) {
      sectors.pass(gate, passing);
    }
  }

  /** The line where a course ends that is no circuit. What follows is the way back. */
  void finish(Passing passing) {
    if (timing()) {
      close(passing, kind());
      running = false;
    }
  }

  /** No more fixes. */
  void end(Passing newest) {
    if (running) {
      close(newest, outbound ? TimedLap.Kind.OUT : TimedLap.Kind.IN);
      running = false;
    }
  }

  private TimedLap.Kind kind() {
    if (outbound) {
      return TimedLap.Kind.OUT;
    }
    if (open.pit()) {
      return TimedLap.Kind.PIT;
    }
    return standing ? TimedLap.Kind.STANDING : TimedLap.Kind.FLYING;
  }

  private void close(Passing end, TimedLap.Kind kind) {
    boolean timed = kind != TimedLap.Kind.OUT && kind != TimedLap.Kind.IN;
    this.timed += timed ? 1 : 0;
    lastMetres = end.odometer() - start.odometer();
    List<TimedSector> timedSectors = timed ? sectors.end(end) : sectors.leave();
    Quality quality = timed ? LapUncertainty.quality(start, end) : Quality.INSUFFICIENT;
    if (open.doubtful() || open.remarks().contains(TimedLap.Remark.POWER_CUT)) {
      quality = quality.worst(Quality.ESTIMATED);
    }
    last =
        new TimedLap(
            number,
            kind,
            start.crossing().gnssNanos(),
            end.crossing().gnssNanos(),
            end.crossing().timeNanos(),
            quality,
            timed ? LapUncertainty.nanos(start, end) : 0,
            remarks(end, kind),
            timedSectors);
    if (timed && kind == TimedLap.Kind.FLYING) {
      lengths.add(lastMetres);
      durations.add(last.durationNanos());
    }
    number++;
    open.begin();
    listener.lap(last);
  }

  private Set<TimedLap.Remark> remarks(Passing end, TimedLap.Kind kind) {
    Set<TimedLap.Remark> remarks = EnumSet.noneOf(TimedLap.Remark.class);
    remarks.addAll(open.remarks());
    if (kind == TimedLap.Kind.OUT || kind == TimedLap.Kind.IN) {
      return remarks;
    }
    if (start.poor() || end.poor()) {
      remarks.add(TimedLap.Remark.POOR_FIX);
    }
    if (start.gap() || end.gap()) {
      remarks.add(TimedLap.Remark.GAP);
    }
    if (kind == TimedLap.Kind.PIT) {
      return remarks;
    }
    if (offCourse()) {
      remarks.add(TimedLap.Remark.OFF_COURSE);
    }
    long nanos = end.crossing().gnssNanos() - start.crossing().gnssNanos();
    if (durations.count() >= 2 && nanos > SLOW_FACTOR * durations.median()) {
      remarks.add(TimedLap.Remark.SLOW);
    }
    return remarks;
  }

  private boolean offCourse() {
    if (lengths.count() >= TYPICAL_LAPS) {
      return Math.abs(lastMetres / lengths.median() - 1) > DRIVEN_TOLERANCE;
    }
    return Math.abs(lastMetres / publishedMetres - 1) > PUBLISHED_TOLERANCE;
  }
}
