package keilog.protocol.track;

import java.util.ArrayList;
import java.util.List;

/** The sectors of the running lap; together they are the lap, to the nanosecond. One thread. */
final class SectorClock {
  private final LapListener listener;
  private final List<TimedSector> sectors = new ArrayList<>();
  private List<Gate> gates = List.of();
  private Passing last;
  private int lap;
  private int passed;

  SectorClock(LapListener listener) {
    this.listener = listener;
  }

  /** A lap begins: between these gates. */
  void begin(int newLap, List<Gate> newGates, Passing start) {
    lap = newLap;
    gates = newGates;
    last = start;
    passed = 0;
    sectors.clear();
  }

  /** The car passed a gate between, numbered from 1; one that was passed already is ignored. */
  void pass(int gate, Passing passing) {
    if (last != null
        && gate > passed
        && gate <= gates.size()
        && passing.crossing().gnssNanos() > last.crossing().gnssNanos()) {
      close(gate, passing);
    }
  }

  /** The lap ends: so does its last sector. */
  List<TimedSector> end(Passing end) {
    if (last != null && !gates.isEmpty()) {
      close(gates.size() + 1, end);
    }
    last = null;
    return sectors;
  }

  /** No end was seen: what was passed so far. */
  List<TimedSector> leave() {
    last = null;
    return sectors;
  }

  /** Gates that were missed between share the time evenly, and are said to be unknown. */
  private void close(int gate, Passing end) {
    long from = last.crossing().gnssNanos();
    long to = end.crossing().gnssNanos();
    int parts = gate - passed;
    for (int i = 1; i <= parts; i++) {
      long begin = from + (to - from) * (i - 1) / parts;
      long finish = from + (to - from) * i / parts;
      long time = end.crossing().timeNanos() - (to - finish);
      TimedSector sector =
          new TimedSector(
              passed + i,
              name(passed + i, end),
              begin,
              finish,
              time,
              parts > 1 ? Quality.INSUFFICIENT : LapUncertainty.quality(last, end),
              parts > 1 ? finish - begin : LapUncertainty.nanos(last, end));
      sectors.add(sector);
      listener.sector(lap, sector);
    }
    passed = gate;
    last = end;
  }

  private String name(int number, Passing end) {
    return number <= gates.size() ? gates.get(number - 1).name() : end.crossing().gate().name();
  }
}
