package keilog.tools.simulate.wire;

/**
 * What hangs on a wire, as a state machine: bytes and deadlines come in at exact instants on the
 * machine's monotonic clock, even where the thread that brings them woke late. One thread.
 */
public interface Device {
  /** Nothing to wait for. */
  long NEVER = Long.MAX_VALUE;

  /** The supply comes on: settings are those of a new device. */
  void powerOn(long nanos);

  /** A byte's last bit came in at this instant. */
  void received(int value, long nanos);

  /** When {@link #due} is next to be called, or {@link #NEVER}. */
  long nextDue();

  /** Does what is due at this instant. */
  void due(long nanos);

  /** What the device sends, and at what speed. */
  Transmitter transmitter();

  /** Something goes wrong, on purpose. */
  void fault(Mishap mishap, long nowNanos, long untilNanos);
}
