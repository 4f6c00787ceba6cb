package keilog.protocol.track;

/** Is told what a {@link LapTimer} finds, as it finds it, on its thread. */
public interface LapListener {
  /** The layout is known, or known better: sectors follow from here on. */
  default void layout(Track track) {}

  /** The car passed a line of the layout. */
  default void crossed(Crossing crossing) {}

  /** A sector of the running lap ended. */
  default void sector(int lap, TimedSector sector) {}

  /** A lap ended. */
  default void lap(TimedLap lap) {}
}
