package keilog.protocol.track;

import java.util.ArrayList;
import java.util.List;

/** Remembers everything a timer tells. */
final class Told implements LapListener {
  final List<Track> layouts = new ArrayList<>();
  final List<Crossing> crossings = new ArrayList<>();
  final List<TimedSector> sectors = new ArrayList<>();
  final List<TimedLap> laps = new ArrayList<>();

  static Told of(Track track, List<Fix> fixes) {
    Told told = new Told();
    feed(LapTimer.on(track, told), fixes);
    return told;
  }

  static Told finding(List<Track> candidates, List<Fix> fixes) {
    Told told = new Told();
    feed(LapTimer.finding(candidates, told), fixes);
    return told;
  }

  static void feed(LapTimer timer, List<Fix> fixes) {
    fixes.forEach(timer::fix);
    timer.end();
  }

  /** Laps that begin and end on a line. */
  List<TimedLap> timed() {
    return laps.stream()
        .filter(l -> l.kind() != TimedLap.Kind.OUT && l.kind() != TimedLap.Kind.IN)
        .toList();
  }

  List<TimedLap.Kind> kinds() {
    return laps.stream().map(TimedLap::kind).toList();
  }

  @Override
  public void layout(Track track) {
    layouts.add(track);
  }

  @Override
  public void crossed(Crossing crossing) {
    crossings.add(crossing);
  }

  @Override
  public void sector(int lap, TimedSector sector) {
    sectors.add(sector);
  }

  @Override
  public void lap(TimedLap lap) {
    laps.add(lap);
  }
}
