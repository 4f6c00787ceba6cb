package keilog.tools.simulate.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Makes laps of crossings. The way to the first crossing of the start line is no lap. */
public final class LapBook {
  private static final int MOST = 10_000;

  private final List<Lap> laps = new ArrayList<>();
  private final List<Lap.Sector> sectors = new ArrayList<>();
  private OptionalLong start = OptionalLong.empty();
  private long lastUtc;

  /** The next crossing. */
  public synchronized void crossed(String gate, long utc) {
    if (start.isPresent()) {
      sectors.add(new Lap.Sector(gate, utc, utc - lastUtc));
    }
    lastUtc = utc;
    if (gate.equals("start")) {
      if (start.isPresent() && laps.size() < MOST) {
        laps.add(new Lap(laps.size() + 1, start.getAsLong(), utc, sectors));
      }
      sectors.clear();
      start = OptionalLong.of(utc);
    }
  }

  /** Completed laps, in order. */
  public synchronized List<Lap> laps() {
    return List.copyOf(laps);
  }
}
