package keilog.device.source;

/**
 * One device that is asked for samples. Runs on its own thread until interrupted; absence of the
 * device is no error.
 */
public interface Source {
  /**
   * Unique among the sources, as shown in status and written to the SCHEMA: {@code elm}, {@code
   * gps}, {@code gps-2}.
   */
  String name();

  /** The configuration's kind: {@code elm}, {@code gps} … */
  String kind();

  /**
   * Opens the device, reads it, reopens it for ever; returns only when the thread is interrupted.
   * Throws nothing but bugs.
   */
  void run(SourceContext context) throws InterruptedException;
}
