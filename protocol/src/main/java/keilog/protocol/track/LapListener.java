package keilog.protocol.track;

/** Is told what a {@link LapTimer} finds, as it finds it, on its thread. */
public interface LapListener {
  /**
   * The layout is known, or known better: its sector lines were found, and sectors follow from here
   * on. One with another id corrects the choice: what was told before is void and all laps are told
   * anew, from the way out on.
   */
  default void layout(Track track) {}

  /** The car passed a line of the layout. */
  default void crossed(Crossing crossing) {}

  /** A sector of the running lap ended. */
  default void sector(int lap, TimedSector sector) {}

  /** A lap ended. */
  default void lap(TimedLap lap) {}
}
