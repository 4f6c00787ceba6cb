package keilog.device.record;

import java.util.List;
import keilog.device.lap.LapBoard;
import keilog.device.ring.RingObserver;

/**
 * What the recorder shows the rest of the logger: the forced blocks, the newest values, and how it
 * is. Every method may be called from any thread and never slows the recorder.
 */
public interface RecorderView {

  /** How recorder and sources are now; renewed a few times a second. */
  RecorderFacts facts();

  /** The sessions on the card and in the memory store, as far as they were forced. */
  SessionShelf shelf();

  /**
   * Every group declared so far, in ascending id, and what is derived of laps. Grows as sources
   * come up; a group keeps its table for as long as the logger runs.
   */
  List<LiveGroup> groups();

  /** Laps as they are driven. */
  LapBoard laps();

  /**
   * Every row of a source from now on, whether recorded or not; may be lapped and then says what it
   * lost.
   *
   * @param source its name
   * @throws IllegalArgumentException where no source has the name
   */
  RingObserver observe(String source);
}
