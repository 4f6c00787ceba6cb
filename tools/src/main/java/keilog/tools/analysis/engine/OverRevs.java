package keilog.tools.analysis.engine;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Engine speed against the redline.
 *
 * @param redlineRpm the profile's; empty where it has none, and then nothing else is known
 * @param count of all events
 * @param seconds above the line in all
 * @param events the {@value #MOST_LISTED} highest, in order of time
 * @param guard what changes down would have done
 * @param notes sentences on what is missing
 */
public record OverRevs(
    OptionalDouble redlineRpm,
    int count,
    double seconds,
    List<OverRev> events,
    List<DownshiftGuard> guard,
    List<String> notes) {
  /** More than anyone reads. */
  public static final int MOST_LISTED = 100;

  public OverRevs {
    events = List.copyOf(events);
    guard = List.copyOf(guard);
    notes = List.copyOf(notes);
  }
}
