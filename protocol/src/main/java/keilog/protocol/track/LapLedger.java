package keilog.protocol.track;

import java.util.ArrayList;
import java.util.List;

/**
 * What one candidate's timer found, kept until it is known whether the candidate is the one; then
 * passed on as it comes. One thread.
 */
final class LapLedger implements LapListener {
  private final List<Runnable> kept = new ArrayList<>();
  private LapListener listener;
  private int crossings;

  /** Tells all from the begin, and what follows; null keeps it again. */
  void tell(LapListener to) {
    listener = to;
    if (to != null) {
      kept.forEach(Runnable::run);
    }
  }

  private void keep(Runnable told) {
    kept.add(told);
    if (listener != null) {
      told.run();
    }
  }

  int crossings() {
    return crossings;
  }

  @Override
  public void layout(Track track) {
    keep(() -> listener.layout(track));
  }

  @Override
  public void crossed(Crossing crossing) {
    crossings++;
    keep(() -> listener.crossed(crossing));
  }

  @Override
  public void sector(int lap, TimedSector sector) {
    keep(() -> listener.sector(lap, sector));
  }

  @Override
  public void lap(TimedLap lap) {
    keep(() -> listener.lap(lap));
  }
}
