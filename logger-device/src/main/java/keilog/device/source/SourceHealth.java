package keilog.device.source;

/**
 * How a source is, in words an owner can act on.
 *
 * @param state of the device
 * @param detail what is so, in one plain sentence; may be empty when all is well
 * @param action what to do about it; empty where nothing is to be done
 */
public record SourceHealth(State state, String detail, String action) {

  /** States in the order a device usually goes through them. */
  public enum State {
    /** The port is not there or refuses to open. */
    ABSENT,
    /** Open, being set up. */
    STARTING,
    /** Samples come. */
    RUNNING,
    /** Open and set up, but nothing (or nothing sensible) comes. */
    SILENT
  }

  public static SourceHealth running() {
    return new SourceHealth(State.RUNNING, "", "");
  }
}
